/**
 * A store over a migrated database, the same for either engine.
 *
 * A batch is a transaction, and a transaction is one connection's: batches are whole, whoever else writes. Every rejection is a
 * `StorageError`; after one the store goes on as soon as the trouble is over.
 */
import { sql } from 'kysely'
import type { Storage, Write, WriteOf } from '../../storage/port.js'
import type { TableName } from '../../storage/tables.js'
import { describedTable } from '../../storage/tables.js'
import { recordFault } from '../../storage/check-record.js'
import { StorageError } from '../storage/storage-error.js'
import { columnsOf, fromRow, selectionOf, toRow } from './column-values.js'
import { conditionOf, orderOf } from './conditions.js'
import type { Sql } from './database.js'
import type { Engine } from './engine.js'
import { failing } from './failing.js'

type Row = ReturnType<typeof toRow>

type Kept = Extract<WriteOf<TableName>, { readonly records: unknown }>

/** A step of a batch, ready to be carried out; it comes to the number of records removed. */
type Step = (db: Sql) => Promise<number>

/** Of rows with one key the last: PostgreSQL touches no row twice in one statement. */
const lastOfEachKey = (table: TableName, rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify(describedTable(table).key.map((name) => row[name])), row])).values(),
]

const keeping = (engine: Engine, { _tag, table, records }: Kept): Step => {
  const all = records.map((record) => {
    const fault = recordFault(table, record)
    if (fault !== null) throw new StorageError({ _tag: 'Invalid', message: fault })
    return toRow(engine, table, record)
  })
  const columns = Object.keys(columnsOf(table))
  const listed = (of: string) => sql`(${sql.join(columns.map((name) => sql.ref(`${of}.${name}`)))})`
  const rows = _tag === 'Put' ? lastOfEachKey(table, all) : all
  const size = Math.floor(engine.parameters / columns.length)
  return async (db) => {
    for (let i = 0; i < rows.length; i += size) {
      const insert = db.insertInto(table).values(rows.slice(i, i + size))
      // What is there already is left alone: a prover delivers the same results in every cycle.
      const replace = insert.onConflict((conflict) =>
        conflict
          .columns([...describedTable(table).key])
          .doUpdateSet((eb) => Object.fromEntries(columns.map((name) => [name, eb.ref(`excluded.${name}`)])))
          .where(sql<boolean>`${listed(table)} is distinct from ${listed('excluded')}`),
      )
      await (_tag === 'Put' ? replace : insert).execute()
    }
    return 0
  }
}

const stepOf =
  (engine: Engine) =>
  (write: Write): Step =>
    write._tag === 'Remove'
      ? async (db) => Number((await db.deleteFrom(write.table).where(conditionOf(engine, write)).executeTakeFirstOrThrow()).numDeletedRows)
      : keeping(engine, write)

export const sqlStorage = (db: Sql, engine: Engine): Storage => {
  const fail = failing(engine)
  const pending = new Set<Promise<unknown>>()
  let closed = false

  const during = <A>(work: () => Promise<A>): Promise<A> => {
    if (closed) return Promise.reject(new StorageError({ _tag: 'Unavailable', message: 'the store is closed' }))
    const outcome = fail(work)
    pending.add(outcome)
    const done = (): boolean => pending.delete(outcome)
    outcome.then(done, done)
    return outcome
  }

  return {
    write: (batch) =>
      during(async () => {
        // All is checked before the others are kept waiting.
        const steps = batch.map(stepOf(engine))
        return db.transaction().execute(async (transaction) => {
          let removed = 0
          for (const step of steps) removed += await step(transaction)
          return removed
        })
      }),
    read: (query) =>
      during(async () => {
        const asked = db.selectFrom<string>(query.table).select(selectionOf(engine, query.table)).where(conditionOf(engine, query))
        const inOrder = orderOf(query).reduce((made, by) => made.orderBy(by, query.descending === true ? 'desc' : 'asc'), asked)
        const rows = await (query.limit === undefined ? inOrder : inOrder.limit(query.limit)).execute()
        return rows.map((row) => fromRow(query.table, row))
      }),
    close: async () => {
      closed = true
      await Promise.allSettled(pending)
    },
  }
}

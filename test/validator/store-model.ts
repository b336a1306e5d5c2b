/** The store of a simulated validator: a map for each table, all of a batch or nothing. */
import type { Write } from '../../src/storage/port.js'
import type { TableName, Tables } from '../../src/storage/tables.js'
import { TABLES } from '../../src/storage/tables.js'

type Row = Readonly<Record<string, unknown>>
type Rows = { readonly [T in TableName]: ReadonlyMap<string, Tables[T]> }

const EMPTY = Object.fromEntries(Object.keys(TABLES).map((table) => [table, new Map()])) as unknown as Rows

const keyOf = (table: TableName, row: Row): string => JSON.stringify((TABLES[table].key as readonly string[]).map((column) => row[column]))

const without = (rows: Rows, { table, where = {}, range }: Extract<Write, { readonly _tag: 'Remove' }>): Rows => {
  const isFound = (row: Row): boolean => {
    const value = range === undefined ? '' : (row[range.column] as string)
    return (
      Object.entries(where).every(([column, wanted]) => row[column] === wanted) &&
      (range?.from === undefined || value >= range.from) &&
      (range?.below === undefined || value < range.below)
    )
  }
  const left: Rows = { ...rows, [table]: new Map([...(rows[table] as ReadonlyMap<string, Row>)].filter(([, row]) => !isFound(row))) }
  const hasMetrics = (id: string): boolean => left.emission_metrics.has(JSON.stringify([id]))
  return {
    ...left,
    weight_allocation_history: new Map([...left.weight_allocation_history].filter(([, row]) => hasMetrics(row.emission_metrics_id))),
  }
}

const isSound = ({ weight_submissions, weight_allocation_history, emission_metrics }: Rows): boolean =>
  [...weight_submissions.values()].filter(({ status }) => status === 'open').length <= 1 &&
  [...weight_allocation_history.values()].every(({ emission_metrics_id }) => emission_metrics.has(JSON.stringify([emission_metrics_id])))

const after = (rows: Rows, write: Write): Rows | null => {
  if (write._tag === 'Remove') return without(rows, write)
  const records = write.records as readonly Row[]
  const table = new Map<string, unknown>(rows[write.table])
  for (const record of records) {
    const key = keyOf(write.table, record)
    if (write._tag === 'Add' && table.has(key)) return null
    table.set(key, record)
  }
  return { ...rows, [write.table]: table }
}

export const storeModel = () => {
  let rows: Rows = EMPTY
  return {
    /** False where nothing of it was written: a key was there, or a second open submission would be. */
    write: (batch: readonly Write[]): boolean => {
      let next: Rows = rows
      for (const write of batch) {
        const changed = after(next, write)
        if (changed === null) return false
        next = changed
      }
      if (!isSound(next)) return false
      rows = next
      return true
    },
    /** In the table's order. */
    all: <T extends TableName>(table: T): readonly Tables[T][] => {
      const { order, key } = TABLES[table]
      const place = (row: Tables[T]): string => JSON.stringify([order, ...key].map((column) => (row as Row)[column]))
      return [...rows[table].values()].sort((a, b) => (place(a) < place(b) ? -1 : 1))
    },
  }
}

export type StoreModel = ReturnType<typeof storeModel>

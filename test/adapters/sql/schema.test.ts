import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NEWEST_SCHEMA } from '../../../src/adapters/sqlite.js'
import { StorageError } from '../../../src/adapters/storage/storage-error.js'
import type { Column, TableName } from '../../../src/storage/tables.js'
import { TABLES } from '../../../src/storage/tables.js'
import type { Write } from '../../../src/storage/port.js'
import type { PostgresServer } from '../postgres-server.js'
import { startPostgres } from '../postgres-server.js'
import type { Row, TestDatabase } from './engines.js'
import { freshPostgres, freshSqlite } from './engines.js'
import { RECORDS } from './records.js'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.remove(), 60_000)

const NAMES = Object.keys(TABLES) as readonly TableName[]
/** The version that each table came with, the first where nothing is said. */
const SINCE: Partial<Record<TableName, number>> = { weight_submissions: 2, weight_allocation_history: 2, miner_performance_stats: 3 }
const tablesOf = (version: number): readonly TableName[] => NAMES.filter((name) => version >= (SINCE[name] ?? 1))

const everything = (names: readonly TableName[] = NAMES): readonly Write[] =>
  names.map((table) => ({ _tag: 'Put', table, records: [RECORDS[table]] }) as unknown as Write)
const sorted = (names: readonly unknown[]): readonly unknown[] => [...names].sort()
const tablesIn = async (database: TestDatabase): Promise<readonly unknown[]> =>
  sorted([...new Set((await database.columns()).map(({ table }) => table))].filter((table) => table !== 'steelyard_schema'))

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => (error instanceof StorageError ? error.failure : error),
  )

/** An update of one column to an SQL value that the schema should refuse; the store never sees it. */
const wrongs = (name: string, { type, nullable, least, most }: Column): readonly string[] => {
  const spelt = (n: number): string => (type === 'decimal' ? `'${n}'` : `${n}`)
  return [
    ...(nullable === true ? [] : ['null']),
    ...(least === undefined ? [] : [spelt(least - 1)]),
    ...(most === undefined ? [] : [spelt(most + 0.5)]),
    ...(name === 'status' ? ["'sent'"] : []),
    ...(type === 'integer' || type === 'real' || type === 'flag' ? ["'many'"] : []),
    ...(type === 'flag' ? ['2'] : []),
    ...(name === 'emission_metrics_id' ? ["'nowhere'"] : []),
  ]
}

describe.each([
  { engine: 'SQLite', fresh: freshSqlite },
  { engine: 'PostgreSQL', fresh: () => freshPostgres(server) },
])('the schema in $engine', { timeout: 30_000 }, ({ fresh }) => {
  test('has the columns that TABLES describes, nullable where they may be null, and the keys', async () => {
    const database = await fresh()
    await (await database.storage()).write(everything())
    const found = (await database.columns())
      .filter(({ table }) => table !== 'steelyard_schema')
      .map(({ table, name, nullable }) => `${table} ${name} ${Boolean(nullable)}`)
    const described = NAMES.flatMap((table) =>
      Object.entries<Column>(TABLES[table].columns).map(([name, { nullable }]) => `${table} ${name} ${nullable === true}`),
    )
    expect(sorted(found)).toEqual(sorted(described))
    for (const table of NAMES) await expect(database.run(`insert into ${table} select * from ${table}`), table).rejects.toThrow(/unique/i)
  })

  test('holds the rules of every column against those who write past the store', async () => {
    const database = await fresh()
    await (await database.storage()).write(everything())
    for (const table of NAMES)
      for (const [name, column] of Object.entries<Column>(TABLES[table].columns)) {
        for (const wrong of wrongs(name, column))
          await expect(database.run(`update ${table} set "${name}" = ${wrong}`), `${table}.${name} = ${wrong}`).rejects.toThrow()
        await database.run(`update ${table} set "${name}" = "${name}"`)
      }
  })

  test('removes history with its metrics', async () => {
    const database = await fresh()
    await (await database.storage()).write(everything())
    await database.run('delete from emission_metrics')
    expect(await database.run('select * from weight_allocation_history')).toEqual([])
  })

  test('goes from any version to any other: what both know keeps its records, and the store works again', async () => {
    const database = await fresh()
    let before = 0
    for (const to of [1, 0, 3, 1, 3, 3, 2, 3, 0, 0, 1, 1, 2, 3]) {
      await database.migrate(to)
      expect(await tablesIn(database)).toEqual(sorted(tablesOf(to)))
      for (const table of tablesOf(to)) {
        const kept = tablesOf(before).includes(table)
        expect(await database.run(`select * from ${table}`), `${table} from ${before} to ${to}`).toHaveLength(kept ? 1 : 0)
      }
      if (to === NEWEST_SCHEMA) await (await database.storage()).write(everything())
      else {
        await database.migrate()
        await (await database.storage()).write(everything())
        await database.migrate(to)
      }
      before = to
    }
    const storage = await database.storage()
    expect(await storage.read({ table: 'validator_state' })).toEqual([RECORDS.validator_state])
  })

  test('is the same after a second run, and after down and up', async () => {
    const database = await fresh()
    await database.migrate()
    const once = await database.description()
    expect(once.length).toBeGreaterThan(NAMES.length)
    await database.migrate()
    expect(await database.description()).toEqual(once)
    await database.migrate(0)
    await database.storage()
    expect(await database.description()).toEqual(once)
  })

  test('is never half there: a step that fails leaves all as it was', async () => {
    const database = await fresh()
    await database.migrate(1)
    await database.run('create table weight_allocation_history (of_another text)')
    const before = await database.description()
    expect(await failureOf(database.migrate())).toMatchObject({
      _tag: 'Failed',
      message: expect.stringContaining('weight_allocation_history') as string,
    })
    expect(await database.description()).toEqual(before)
    await database.run('drop table weight_allocation_history')
    await (await database.storage()).write(everything())
  })

  test('of a later version is left alone', async () => {
    const database = await fresh()
    await (await database.storage()).write(everything())
    await database.run(`insert into steelyard_schema values (${NEWEST_SCHEMA + 1}, 'of the future')`)
    const refused = {
      _tag: 'NewerSchema',
      message: `the database has schema ${NEWEST_SCHEMA + 1}, and this version of steelyard knows none newer than ${NEWEST_SCHEMA}`,
    }
    expect(await failureOf(database.storage())).toEqual(refused)
    expect(await failureOf(database.migrate(0))).toEqual(refused)
    expect(await tablesIn(database)).toEqual(sorted(NAMES))
  })

  test('has no versions but those from 0 to the newest', async () => {
    const database = await fresh()
    for (const to of [-1, 0.5, NEWEST_SCHEMA + 1, NaN]) expect(await failureOf(database.migrate(to))).toMatchObject({ _tag: 'Invalid' })
    expect(await tablesIn(database)).toEqual([])
  })

  test('refuses a query of what is not there, and removes nothing for it', async () => {
    const database = await fresh()
    const storage = await database.storage()
    await storage.write(everything())
    const filters: readonly object[] = [
      { where: { nosuch: 'nosuch' } },
      { where: { name: undefined } },
      { range: { column: 'nosuch' } },
      { where: { constructor: 'x' } },
    ]
    for (const filter of filters) {
      expect(await failureOf(storage.read({ table: 'validator_state', ...filter } as never))).toMatchObject({ _tag: 'Invalid' })
      expect(await failureOf(storage.write([{ _tag: 'Remove', table: 'validator_state', ...filter } as never]))).toMatchObject({
        _tag: 'Invalid',
      })
    }
    expect(await storage.read({ table: 'validator_state' })).toHaveLength(1)
  })

  test('orders decimals as numbers, and takes any bound between integers', async () => {
    const storage = await (await fresh()).storage()
    const percentages = ['9', '10', '0.5', '100']
    await storage.write([
      {
        _tag: 'Add',
        table: 'emission_metrics',
        records: percentages.map((burn_percentage, i) => ({
          ...RECORDS.emission_metrics,
          id: `${i}`,
          burn_percentage,
          weight_set_block: i,
        })),
      },
    ])
    const found = await storage.read({ table: 'emission_metrics', range: { column: 'burn_percentage', from: '0.6', below: '100' } })
    expect(found.map(({ burn_percentage }) => burn_percentage)).toEqual(['9', '10'])
    const within = await storage.read({ table: 'emission_metrics', range: { column: 'weight_set_block', from: 0.5, below: 2.5 } })
    expect(within.map(({ id }: Row) => id)).toEqual(['1', '2'])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NEWEST_SCHEMA } from '../../../src/adapters/sqlite.js'
import { StorageError } from '../../../src/adapters/storage/storage-error.js'
import type { Column, Table, TableName } from '../../../src/storage/tables.js'
import { TABLE_NAMES as NAMES, describedTable } from '../../../src/storage/tables.js'
import { MIGRATIONS } from '../../../src/adapters/sql/migrations/migrations.js'
import type { Write } from '../../../src/storage/port.js'
import type { PostgresServer } from '../postgres-server.js'
import { startPostgres } from '../postgres-server.js'
import type { Row, TestDatabase } from './engines.js'
import { freshPostgres, freshSqlite } from './engines.js'
import { SAMPLES } from '../../../src/testing/storage-laws/samples.js'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.remove(), 60_000)

const tablesOf = (version: number): readonly TableName[] =>
  MIGRATIONS.slice(0, version).flatMap(({ creates }) => creates.map(({ name }) => name as TableName))

const everything = (names: readonly TableName[] = NAMES): readonly Write[] =>
  names.map((table) => ({ _tag: 'Put', table, records: [SAMPLES[table]] }) as unknown as Write)
const sorted = (names: readonly unknown[]): readonly unknown[] => [...names].sort()
const tablesIn = async (database: TestDatabase): Promise<readonly unknown[]> =>
  sorted([...new Set((await database.columns()).map(({ table }) => table))].filter((table) => table !== 'steelyard_schema'))

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => (error instanceof StorageError ? error.failure : error),
  )

const spelt = (type: Column['type'], n: number): string => (type === 'decimal' ? `'${n}'` : `${n}`)

/** An update of one column to an SQL value that the schema should refuse; the store never sees it. */
const wrongs = (name: string, { type, nullable, least, most, oneOf }: Column, { belongsTo }: Table): readonly string[] => [
  ...(nullable === true ? [] : ['null']),
  ...(least === undefined ? [] : [spelt(type, least - 1)]),
  ...(most === undefined ? [] : [spelt(type, most + 0.5)]),
  ...(oneOf === undefined ? [] : ["'none of them'"]),
  ...(type === 'integer' || type === 'real' || type === 'flag' ? ["'many'"] : []),
  ...(type === 'flag' ? ['2'] : []),
  ...(name === belongsTo?.column ? ["'nowhere'"] : []),
]

/** SQL values that the schema should take: null, the bounds, each text. */
const rights = ({ type, nullable, least, most, oneOf = [] }: Column): readonly string[] => [
  ...(nullable === true ? ['null'] : []),
  ...(least === undefined ? [] : [spelt(type, least)]),
  ...(most === undefined ? [] : [spelt(type, most)]),
  ...oneOf.map((text) => `'${text}'`),
]

describe.each([
  { engine: 'SQLite', fresh: freshSqlite },
  { engine: 'PostgreSQL', fresh: () => freshPostgres(server) },
])('the schema in $engine', { timeout: 30_000 }, ({ fresh }) => {
  test('has the columns of the descriptions, with their types, null where it may be, and the keys', async () => {
    const database = await fresh()
    await (await database.storage()).write(everything())
    const found = (await database.columns())
      .filter(({ table }) => table !== 'steelyard_schema')
      .map(({ table, name, nullable, type, place }) => `${table} ${name} ${type} ${nullable ? 'or null' : ''} ${place}`)
    const described = NAMES.flatMap((table) => {
      const { columns, key } = describedTable(table)
      return Object.entries(columns).map(
        ([name, { nullable, type }]) =>
          `${table} ${name} ${database.types[type]} ${nullable === true ? 'or null' : ''} ${key.indexOf(name) + 1}`,
      )
    })
    expect(sorted(found)).toEqual(sorted(described))
  })

  test('holds the rules of every column against those who write past the store, and no other rules', async () => {
    const database = await fresh()
    await (await database.storage()).write(everything())
    for (const table of NAMES)
      for (const [name, column] of Object.entries(describedTable(table).columns)) {
        for (const wrong of wrongs(name, column, describedTable(table)))
          await expect(database.run(`update ${table} set "${name}" = ${wrong}`), `${table}.${name} = ${wrong}`).rejects.toThrow()
        for (const right of rights(column)) await database.run(`update ${table} set "${name}" = ${right}`)
      }
  })

  test('has one record at most where the description says so', async () => {
    for (const table of NAMES) {
      const { atMostOne, key } = describedTable(table)
      if (atMostOne === undefined) continue
      const database = await fresh()
      const first = { ...SAMPLES[table], [atMostOne.column]: atMostOne.text }
      await (await database.storage()).write([{ _tag: 'Put', table, records: [first] } as unknown as Write])
      const columns = Object.keys(describedTable(table).columns)
      const names = columns.map((name) => `"${name}"`).join(', ')
      const copy = columns.map((name) => (key.includes(name) ? "'another'" : `"${name}"`)).join(', ')
      await expect(database.run(`insert into ${table} (${names}) select ${copy} from ${table}`), table).rejects.toThrow(/unique/i)
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
    const newest = NEWEST_SCHEMA
    for (const to of [1, 0, newest, 1, newest, newest, 2, newest, 0, 0, 1, 1, 2, newest]) {
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
    expect(await storage.read({ table: 'validator_state' })).toEqual([SAMPLES.validator_state])
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
          ...SAMPLES.emission_metrics,
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

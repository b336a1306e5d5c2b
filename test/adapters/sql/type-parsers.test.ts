/** An application may have told `pg` how to read each type. A store reads what was written all the same. */
import fc from 'fast-check'
import type { PostgresPoolClient } from 'kysely'
import type { PoolClient } from 'pg'
import { Pool, types } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PostgresPool } from '../../../src/adapters/postgres.js'
import { postgresStorage } from '../../../src/adapters/postgres.js'
import { storageFailure } from '../../../src/adapters/storage/storage-error.js'
import type { Storage, Write } from '../../../src/storage/port.js'
import { TABLE_NAMES, describedTable } from '../../../src/storage/tables.js'
import { recordArbitrary } from '../../../src/testing/arbitraries/records.js'
import { EVERYTHING, assertSame, find } from '../../../src/testing/storage-laws/law.js'
import { SAMPLES } from '../../../src/testing/storage-laws/samples.js'
import type { PostgresServer } from '../postgres-server.js'
import { startPostgres } from '../postgres-server.js'

let server: PostgresServer
let shared: Pool
beforeAll(async () => {
  server = await startPostgres()
  shared = await server.freshPool()
}, 60_000)
afterAll(() => server.remove(), 60_000)

type Parser = (value: string) => unknown

/** What applications set, and worse. */
const PARSERS: Readonly<Record<string, Parser>> = {
  'the text': (value) => value,
  Number,
  parseFloat: Number.parseFloat,
  BigInt: (value) => (/^-?\d+$/.test(value) ? BigInt(value) : value),
  JSON: (value) => {
    try {
      return JSON.parse(value) as unknown
    } catch {
      return value
    }
  },
  Date: (value) => new Date(value),
  'trimmed text': (value) => value.trim(),
  'an object': (value) => ({ value }),
  'nothing at all': () => undefined,
  'an error': (value) => {
    throw new Error(`no parser for ${value}`)
  },
}

/** https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const TEXT = 25
const VOID = 2278
const TYPES: Readonly<Record<string, number>> = {
  bool: 16,
  name: 19,
  int8: 20,
  int2: 21,
  int4: 23,
  text: TEXT,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  unknown: 705,
  bpchar: 1042,
  varchar: 1043,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  void: VOID,
  jsonb: 3802,
}

/** A parser for some types. */
type Planted = readonly (readonly [oid: number, parser: Parser])[]

const globally = async (planted: Planted, work: () => Promise<void>): Promise<void> => {
  const before = planted.flatMap(([oid]) =>
    (['text', 'binary'] as const).map((format) => [oid, format, types.getTypeParser(oid, format as 'text')] as const),
  )
  for (const [oid, parser] of planted) for (const format of ['text', 'binary'] as const) types.setTypeParser(oid, format as 'text', parser)
  try {
    await work()
  } finally {
    for (const [oid, format, parser] of before) types.setTypeParser(oid, format as 'text', parser)
  }
}

/** A pool on the database of another, with settings of its own. A connection that outlives the end of its pool may be cut by the stopping server. */
const poolLike = (pool: Pool, settings: object): Pool =>
  new Pool({ ...pool.options, password: pool.options.password, max: 2, ...settings }).on('connect', (client) =>
    client.on('error', () => undefined),
  )

const during = async (pool: Pool, work: (pool: Pool) => Promise<void>): Promise<void> => {
  try {
    await work(pool)
  } finally {
    await pool.end()
  }
}

const parserOf = (planted: Planted) => (oid: number) => planted.find(([planned]) => planned === oid)?.[1] ?? String

type Check = (pool: Pool) => Promise<void>

/** The ways to plant parsers in `pg`. */
const WAYS: Readonly<Record<string, (pool: Pool, planted: Planted, check: Check) => Promise<void>>> = {
  globally: (pool, planted, check) => globally(planted, () => during(poolLike(pool, {}), check)),
  'in each client': (pool, planted, check) =>
    during(
      poolLike(pool, {}).on('connect', (client: PoolClient) => {
        for (const [oid, parser] of planted) client.setTypeParser(oid, 'text', parser)
      }),
      check,
    ),
  'in the pool': (pool, planted, check) => during(poolLike(pool, { types: { getTypeParser: parserOf(planted) } }), check),
  'globally, read as binary': (pool, planted, check) => globally(planted, () => during(poolLike(pool, { binary: true }), check)),
}

const anyRecords = fc.tuple(
  ...TABLE_NAMES.map((table) =>
    recordArbitrary(table).map((record): { readonly table: typeof table; readonly record: object } => {
      const { belongsTo } = describedTable(table)
      return { table, record: belongsTo === undefined ? record : { ...record, [belongsTo.column]: SAMPLES.emission_metrics.id } }
    }),
  ),
)

const OWNER: Write = { _tag: 'Put', table: 'emission_metrics', records: [SAMPLES.emission_metrics] }

/** Writes a record of each table, and reads them back. */
const readsWhatIsWritten = async (
  storage: Storage,
  records: readonly { readonly table: (typeof TABLE_NAMES)[number]; readonly record: object }[],
): Promise<void> => {
  await storage.write([...EVERYTHING, OWNER])
  for (const { table, record } of records) {
    await storage.write([{ _tag: 'Put', table, records: [record] } as unknown as Write])
    const id = describedTable(table).key
    const found = (await find(storage, { table })).filter((row) => id.every((name) => row[name] === (record as typeof row)[name]))
    assertSame(found, [record])
    await storage.write([{ _tag: 'Remove', table }, ...(table === 'emission_metrics' ? [OWNER] : [])])
  }
}

const SOME = { numRuns: 10 }

const anyParser = fc.constantFrom(...Object.values(PARSERS))
const anyPlanted: fc.Arbitrary<Planted> = fc
  .subarray(Object.values(TYPES), { minLength: 1 })
  .chain((oids) => fc.tuple(...oids.map((oid) => fc.tuple(fc.constant(oid), anyParser))))

describe.each(Object.keys(WAYS))('with parsers planted %s', (way) => {
  test.each(Object.keys(PARSERS))('every type read as %s: each table is read as it was written', async (name) => {
    const planted = Object.values(TYPES).map((oid) => [oid, PARSERS[name]!] as const)
    await WAYS[way]!(shared, planted, async (pool) => {
      const storage = await postgresStorage(pool)
      await fc.assert(
        fc.asyncProperty(anyRecords, (records) => readsWhatIsWritten(storage, records)),
        { numRuns: 2 },
      )
    })
  })

  test('some types read in some way: each table is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlanted, anyRecords, (planted, records) =>
        WAYS[way]!(shared, planted, async (beside) => readsWhatIsWritten(await postgresStorage(beside), records)),
      ),
      SOME,
    )
  })
})

/** A pool that is not of `pg`: it takes a text and values, no more. */
const plain = (pool: Pool): PostgresPool => ({
  connect: async () => {
    const client = await pool.connect()
    return {
      query: ((text: unknown, values: unknown[]) =>
        typeof text === 'string' ? client.query(text, values) : Promise.reject(new Error('a query is a text'))) as never,
      release: () => client.release(),
    }
  },
})

describe('a pool that takes no parsers with a query', () => {
  test('reads as it was written, whatever is set for all types but text', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlanted, anyRecords, (planted, records) =>
        globally(
          planted.filter(([oid]) => oid !== TEXT && oid !== VOID),
          async () => readsWhatIsWritten(await postgresStorage(plain(shared)), records),
        ),
      ),
      SOME,
    )
  })

  test('is refused before anything is written if it changes texts', async () => {
    const pool = await server.freshPool()
    for (const name of Object.keys(PARSERS).filter((parser) => parser !== 'the text' && parser !== 'an error'))
      await globally([[TEXT, PARSERS[name]!]], async () =>
        expect(storageFailure(await postgresStorage(plain(pool)).catch((error: unknown) => error)), name).toEqual({
          _tag: 'Invalid',
          message: 'the pool does not give texts as they are written: a store needs a Pool of pg, or one that works like it',
        }),
      )
    expect((await pool.query('select 1 from pg_tables where schemaname = current_schema()')).rowCount).toBe(0)
  })

  test('is refused if its rows are arrays, and if it is no pool', async () => {
    const arrays = (): Promise<PostgresPoolClient> =>
      shared.connect().then((client) => ({
        query: ((text: string, values: unknown[]) => client.query({ text, values, rowMode: 'array' })) as never,
        release: () => client.release(),
      }))
    const wrong: readonly unknown[] = [
      { connect: arrays },
      { connect: async () => undefined },
      { connect: async () => ({ query: () => 1 }) },
      {},
      null,
      'postgres://localhost',
    ]
    for (const given of wrong)
      expect(storageFailure(await postgresStorage(given as PostgresPool).catch((error: unknown) => error))).toEqual({
        _tag: 'Invalid',
        message: expect.stringMatching(/: a store needs a Pool of pg, or one that works like it$/) as string,
      })
  })
})

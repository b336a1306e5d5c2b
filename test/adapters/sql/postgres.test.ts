import { inspect } from 'node:util'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { NEWEST_SCHEMA, migratePostgres, postgresStorage } from '../../../src/adapters/postgres.js'
import { StorageError } from '../../../src/adapters/storage/storage-error.js'
import type { Storage, Write } from '../../../src/storage/port.js'
import { testStorage } from '../../../src/testing/test-storage.js'
import type { PostgresServer } from '../postgres-server.js'
import { startPostgres } from '../postgres-server.js'
import { SAMPLES } from '../../../src/testing/storage-laws/samples.js'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.remove(), 60_000)

const pools = new WeakMap<Storage, Pool>()

const over = async (pool: Pool): Promise<Storage> => {
  const storage = await postgresStorage(pool)
  pools.set(storage, pool)
  return storage
}

const tagOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => (error instanceof StorageError ? error.failure._tag : error),
  )

const state = (name: string, document = 'a'): Write => ({
  _tag: 'Put',
  table: 'validator_state',
  records: [{ ...SAMPLES.validator_state, name, document }],
})
const names = async (storage: Storage): Promise<readonly string[]> =>
  (await storage.read({ table: 'validator_state' })).map(({ name }) => name)

describe('PostgreSQL', { timeout: 30_000 }, () => {
  testStorage(
    async () => over(await server.freshPool()),
    { describe, it },
    {
      reopen: async (storage) => {
        await storage.close()
        return over(server.beside(pools.get(storage)!))
      },
    },
  )

  test('processes that start together migrate one after the other', async () => {
    const pool = await server.freshPool()
    const stores = await Promise.all([pool, ...Array.from({ length: 4 }, () => server.beside(pool))].map(postgresStorage))
    await stores[0]!.write([state('a')])
    expect(await names(stores[4]!)).toEqual(['a'])
    const versions = (await pool.query<{ version: number }>('select version from steelyard_schema order by version')).rows
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: NEWEST_SCHEMA }, (_, i) => i + 1))
    await Promise.all([0, 2, 1, 2].map((to) => migratePostgres(server.beside(pool), to)))
  })

  test('a record that another has locked is busy, and free when it lets go', async () => {
    const pool = await server.freshPool()
    const storage = await postgresStorage(pool)
    await storage.write([state('a')])
    const other = await server.beside(pool).connect()
    await other.query('begin; update validator_state set updated_at = updated_at')
    await pool.query(`do $$ begin execute format('alter database %I set lock_timeout = 50', current_database()); end $$`)
    const impatient = await postgresStorage(server.beside(pool))
    expect(await tagOf(impatient.write([state('b'), state('a', 'later')]))).toBe('Busy')
    expect(await names(impatient)).toEqual(['a'])
    await other.query('commit')
    other.release()
    await impatient.write([state('b'), state('a', 'later')])
    expect(await names(storage)).toEqual(['a', 'b'])
  })

  test('a connection that is cut in a batch or while it rests harms no later one', async () => {
    const pool = await server.freshPool()
    const storage = await postgresStorage(pool)
    const other = server.beside(pool)
    const cut = (): Promise<unknown> =>
      other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')

    const holder = await other.connect()
    await holder.query('begin; lock table validator_state')
    const written = tagOf(storage.write([state('a')]))
    const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while ((await holder.query(waits)).rowCount === 0) await new Promise((resolve) => setImmediate(resolve))
    await holder.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    expect(await written).toBe('Unavailable')
    await holder.query('commit')
    holder.release()
    expect(await names(storage)).toEqual([])
    await storage.write([state('b')])

    await cut()
    // At the worst the pool has heard of none of it yet, and hands out each broken connection once.
    for (let i = 0; i < pool.options.max; i++) expect(['nothing failed', 'Unavailable']).toContain(await tagOf(storage.write([state('c')])))
    await storage.write([state('c')])
    expect(await names(storage)).toEqual(['b', 'c'])
  })

  test('a server that stops is unavailable, and is there again when it starts', async () => {
    const storage = await postgresStorage(await server.freshPool())
    await storage.write([state('a')])
    await server.stop()
    expect(await tagOf(storage.write([state('b')]))).toBe('Unavailable')
    expect(await tagOf(names(storage))).toBe('Unavailable')
    await server.start()
    await storage.write([state('c')])
    expect(await names(storage)).toEqual(['a', 'c'])
  })

  test('no failure to connect says a password, however the address is wrong', async () => {
    const { port } = (await server.freshPool()).options
    const right = `postgres://postgres:of%20a%20test@127.0.0.1:${port}`
    const addresses = [
      'postgres://u:S3CRET@127.0.0.1:port/d',
      'postgres://u:S3CRET/x@127.0.0.1/d',
      `postgres://postgres:S3CRET@127.0.0.1:${port}/d`,
      `postgres://u:S3CRET@127.0.0.1:1/d`,
      'postgres://u:S3CRET@no.such.host.invalid/d',
      'host=127.0.0.1 password=S3CRET',
      `${right}/S3CRET@127.0.0.1/d`,
      `${right}/d password=S3CRET`,
      `${right}/d S3CRET`,
    ]
    for (const connectionString of addresses) {
      const pool = new Pool({ connectionString })
      const error = await postgresStorage(pool).catch((caught: unknown) => caught)
      expect(error, connectionString).toBeInstanceOf(StorageError)
      expect(inspect(error), connectionString).not.toContain('S3CRET')
      await pool.end()
    }
  })

  test('to close leaves the pool open and ends the store; an ended pool is no connection', async () => {
    const pool = await server.freshPool()
    const storage = await postgresStorage(pool)
    const written = storage.write([state('a')])
    await storage.close()
    await written
    expect((await pool.query('select name from validator_state')).rows).toEqual([{ name: 'a' }])
    expect(await tagOf(names(storage))).toBe('Unavailable')
    const again = await postgresStorage(pool)
    await pool.end()
    expect(await tagOf(names(again))).toBe('Unavailable')
  })
})

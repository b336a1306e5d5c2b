import { describe, expect, it, test } from 'vitest'
import type { SqliteHandle } from '../../../src/adapters/sqlite.js'
import { migrateSqlite, sqliteStorage } from '../../../src/adapters/sqlite.js'
import { StorageError } from '../../../src/adapters/storage/storage-error.js'
import type { Query, Storage, Write } from '../../../src/storage/port.js'
import type { TableName } from '../../../src/storage/tables.js'
import { testStorage } from '../../../src/testing/test-storage.js'
import { SAMPLES } from '../../../src/testing/storage-laws/samples.js'
import { freshFile, open } from './sqlite-file.js'

const files = new WeakMap<Storage, string>()

const make = async (file = freshFile()): Promise<Storage> => {
  const storage = await sqliteStorage(open(file))
  files.set(storage, file)
  return storage
}

const tagOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => (error instanceof StorageError ? error.failure._tag : error),
  )

const results = (from: number, n: number, document: string): Write => ({
  _tag: 'Add',
  table: 'miner_prover_results',
  records: Array.from({ length: n }, (_, i) => ({ ...SAMPLES.miner_prover_results, id: `${from + i}`, document })),
})

const countResults = async (storage: Storage): Promise<number> => (await storage.read({ table: 'miner_prover_results' })).length

/** A handle that tells of each statement before it is run. */
const watched = (handle: ReturnType<typeof open>, before: (sql: string, values: readonly unknown[]) => void): SqliteHandle => ({
  exec: (sql) => handle.exec(sql),
  prepare: (sql) => {
    const statement = handle.prepare(sql)
    return {
      run: (...values) => {
        before(sql, values)
        return statement.run(...values)
      },
      all: (...values) => {
        before(sql, values)
        return statement.all(...values)
      },
    }
  },
})

describe('SQLite', { timeout: 30_000 }, () => {
  testStorage(
    () => make(),
    { describe, it },
    {
      reopen: async (storage) => {
        await storage.close()
        return make(files.get(storage))
      },
    },
  )

  test('a handle is set so that what was acknowledged is on disk, and foreign keys hold, however it was opened', async () => {
    const handle = open(freshFile())
    handle.exec('pragma foreign_keys = off; pragma synchronous = off')
    await sqliteStorage(handle)
    const pragma = (name: string): unknown => Object.values(handle.prepare(`pragma ${name}`).get() as object)[0]
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('busy_timeout')]).toEqual(['wal', 2, 1, 5000])
  })

  test('the queries of a validator are found by an index, and in order', async () => {
    const plans: string[] = []
    const handle = open(freshFile())
    const storage = await sqliteStorage(
      watched(handle, (sql, values) => {
        const plan = handle.prepare(`explain query plan ${sql}`).all(...values) as readonly { readonly detail: string }[]
        plans.push(plan.map(({ detail }) => detail).join('; '))
      }),
    )
    const mine = { netuid: 39, validator_hotkey: '5A' }
    const queries: readonly (Readonly<Record<string, unknown>> & { readonly table: TableName })[] = [
      { table: 'miner_gpu_profiles', where: { netuid: 39 } },
      { table: 'miner_gpu_profiles', where: { netuid: 39, miner_hotkey: '5B' } },
      { table: 'miner_gpu_profiles', where: { netuid: 39, primary_gpu_model: 'H100' } },
      { table: 'miner_prover_results', where: { netuid: 39 }, range: { column: 'verification_timestamp', from: '2026' } },
      {
        table: 'miner_prover_results',
        where: { netuid: 39, miner_hotkey: '5B' },
        range: { column: 'verification_timestamp', from: '2026' },
      },
      { table: 'miner_prover_results', where: { netuid: 39, miner_uid: 7 }, range: { column: 'verification_timestamp', from: '2026' } },
      { table: 'emission_metrics', where: mine, descending: true, limit: 1 },
      { table: 'emission_metrics', where: mine, range: { column: 'weight_set_block', from: 1, below: 100 } },
      { table: 'weight_allocation_history', where: { emission_metrics_id: 'm' } },
      {
        table: 'weight_allocation_history',
        where: { ...mine, miner_hotkey: '5B' },
        range: { column: 'weight_set_block', from: 1, below: 100 },
      },
      { table: 'weight_allocation_history', where: { ...mine, miner_uid: 7 }, range: { column: 'weight_set_block', from: 1, below: 100 } },
      { table: 'weight_allocation_history', where: mine, range: { column: 'timestamp', below: '2026' } },
      { table: 'weight_submissions', where: { ...mine, status: 'open' } },
      { table: 'weight_submissions', where: { ...mine, status: 'confirmed' }, descending: true, limit: 1 },
      { table: 'config_changes', where: { ...mine, status: 'in_force' } },
      { table: 'validator_state', where: { ...mine, name: 'hold' } },
    ]
    for (const query of queries) {
      plans.length = 0
      await storage.read(query as unknown as Query<TableName>)
      expect(plans, JSON.stringify(query)).toEqual([expect.stringMatching(/^SEARCH .* USING INDEX .*netuid|^SEARCH .*emission_metrics_id/)])
      if (query['limit'] !== undefined) expect(plans[0], JSON.stringify(query)).not.toContain('TEMP B-TREE FOR ORDER BY')
    }
  })

  test('a full disk is said, spoils nothing, and is over when there is room', async () => {
    const handle = open(freshFile())
    const storage = await sqliteStorage(handle)
    await storage.write([results(0, 10, 'kept')])
    const { page_count } = handle.prepare('pragma page_count').get() as { readonly page_count: number }
    handle.exec(`pragma max_page_count = ${page_count + 2}`)
    expect(await tagOf(storage.write([results(10, 1, 'small'), results(20, 500, 'x'.repeat(2000))]))).toBe('Full')
    expect(await countResults(storage)).toBe(10)
    handle.exec('pragma max_page_count = 1000000')
    await storage.write([results(10, 500, 'x'.repeat(2000))])
    expect(await countResults(storage)).toBe(510)
  })

  test('that SQLite ended a transaction itself does not hide why', async () => {
    const handle = open(freshFile())
    const storage = await sqliteStorage(
      watched(handle, (sql) => {
        if (!sql.startsWith('insert into "miner_prover_results"')) return
        handle.exec('rollback')
        throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
      }),
    )
    const put: Write = { _tag: 'Put', table: 'validator_state', records: [SAMPLES.validator_state] }
    expect(await tagOf(storage.write([put, results(0, 1, 'a')]))).toBe('Full')
    await storage.write([put])
    expect(await storage.read({ table: 'validator_state' })).toHaveLength(1)
  })

  test('a database that another holds is busy, can be read, and is free when it lets go', async () => {
    const file = freshFile()
    const handle = open(file)
    const storage = await sqliteStorage(handle)
    handle.exec('pragma busy_timeout = 10')
    const other = open(file)
    other.exec('begin immediate')
    expect(await tagOf(storage.write([results(0, 1, 'a')]))).toBe('Busy')
    expect(await countResults(storage)).toBe(0)
    other.exec('commit')
    await storage.write([results(0, 1, 'a')])
    expect(await countResults(storage)).toBe(1)
  })

  test('a migration shuts out other writers before it looks', async () => {
    const file = freshFile()
    const other = open(file)
    other.exec('create table of_another (a); pragma busy_timeout = 0')
    const attempts: unknown[] = []
    const handle = watched(open(file), (sql) => {
      if (!sql.endsWith('from "steelyard_schema"')) return
      try {
        attempts.push(other.exec('insert into of_another values (1)'))
      } catch (error) {
        attempts.push((error as Error).message)
      }
    })
    await migrateSqlite(handle)
    await migrateSqlite(handle)
    expect(attempts).toEqual(['database is locked', 'database is locked'])
  })

  test('two stores over one handle take turns', async () => {
    const handle = open(freshFile())
    const stores = [await sqliteStorage(handle), await sqliteStorage(handle)] as const
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => stores[i % 2 === 0 ? 0 : 1].write([results(i * 10, 5, 'a'), results(i * 10 + 5, 5, 'b')])),
    )
    await Promise.all([migrateSqlite(handle), stores[0].write([results(100, 10, 'c')])])
    expect(await countResults(stores[1])).toBe(110)
  })

  test('a batch is what it was when it was handed over', async () => {
    const storage = await make()
    const record = { ...SAMPLES.validator_state }
    const written = storage.write([{ _tag: 'Put', table: 'validator_state', records: [record] }])
    Object.assign(record, { document: 'changed' })
    await written
    expect(await storage.read({ table: 'validator_state' })).toEqual([SAMPLES.validator_state])
  })

  test('to close waits for what is under way, leaves the handle open, and ends the store', async () => {
    const handle = open(freshFile())
    const storage = await sqliteStorage(handle)
    const written = storage.write([results(0, 100, 'a')])
    await storage.close()
    expect(handle.prepare('select count(*) as n from miner_prover_results').get()).toEqual({ n: 100 })
    await written
    expect(await tagOf(countResults(storage))).toBe('Unavailable')
    await storage.close()
  })

  test('a closed handle is no connection', async () => {
    const handle = open(freshFile())
    const storage = await sqliteStorage(handle)
    handle.close()
    expect(await tagOf(storage.write([results(0, 1, 'a')]))).toBe('Unavailable')
    expect(await tagOf(sqliteStorage(handle))).toBe('Unavailable')
  })

  test('a file that is no database fails, with a message', async () => {
    const file = freshFile()
    const { writeFileSync } = await import('node:fs')
    writeFileSync(file, 'not a database, however long it goes on about it'.repeat(100))
    await expect(sqliteStorage(open(file))).rejects.toMatchObject({
      failure: { _tag: 'Failed', message: expect.stringContaining('not a database') as string },
    })
  })
})

/** Which handles of SQLite a store works over, and what it says of the others. */
import { rmSync } from 'node:fs'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import type { SqliteHandle } from '../../../src/adapters/sqlite.js'
import { migrateSqlite, sqliteStorage } from '../../../src/adapters/sqlite.js'
import { storageFailure } from '../../../src/adapters/storage/storage-error.js'
import type { Storage, StorageFailure, Write } from '../../../src/storage/port.js'
import { SAMPLES } from '../../../src/testing/storage-laws/samples.js'
import { testStorage } from '../../../src/testing/test-storage.js'
import { asBetterSqlite3 } from './better-sqlite3-handle.js'
import { freshFile, open } from './sqlite-file.js'

const put: Write = { _tag: 'Put', table: 'validator_state', records: [SAMPLES.validator_state] }

const failureOf = (work: Promise<unknown>): Promise<StorageFailure | string> => work.then(() => 'nothing failed', storageFailure)

const openedAs = (file: string, options: object): InstanceType<typeof DatabaseSync> => {
  const handle = new DatabaseSync(file, options)
  onTestFinished(() => {
    if (handle.isOpen) handle.close()
  })
  return handle
}

/** Handles over which a store works, each made of a file. */
const KINDS: Readonly<Record<string, (file: string) => SqliteHandle>> = {
  'a handle of better-sqlite3': (file) => asBetterSqlite3(open(file)),
  'a handle that reads integers as bigint': (file) => openedAs(file, { readBigInts: true }),
}

describe.each(Object.keys(KINDS))('%s', (kind) => {
  const files = new WeakMap<Storage, string>()
  const make = async (file = freshFile()): Promise<Storage> => {
    const storage = await sqliteStorage(KINDS[kind]!(file))
    files.set(storage, file)
    return storage
  }
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
})

describe('better-sqlite3', () => {
  test('what fails has the reason that it has in node:sqlite', async () => {
    const [first, second] = [freshFile(), freshFile()]
    const reasons = async (file: string, as: (handle: InstanceType<typeof DatabaseSync>) => SqliteHandle): Promise<unknown> => {
      const own = open(file)
      const handle = as(own)
      const storage = await sqliteStorage(handle)
      const other = open(file)
      own.exec('pragma busy_timeout = 0')
      other.exec('begin immediate')
      const busy = await failureOf(storage.write([put]))
      other.exec('rollback')
      const { page_count } = own.prepare('pragma page_count').get() as { readonly page_count: number }
      own.exec(`pragma max_page_count = ${page_count}`)
      const full = await failureOf(
        storage.write([{ ...put, records: [{ ...SAMPLES.validator_state, document: 'x'.repeat(100_000) }] } as Write]),
      )
      own.exec('pragma query_only = on')
      const readOnly = await failureOf(storage.write([put]))
      own.exec('pragma query_only = off; drop table validator_state')
      const missing = await failureOf(storage.write([put]))
      own.close()
      return [busy, full, readOnly, missing, ((await failureOf(storage.write([put]))) as StorageFailure)._tag]
    }
    const found = await reasons(second, asBetterSqlite3)
    expect(found).toEqual(await reasons(first, (handle) => handle))
    expect(found).toMatchObject([{ _tag: 'Busy' }, { _tag: 'Full' }, { _tag: 'Unavailable' }, { _tag: 'Failed' }, 'Unavailable'])
  })

  test('a closed handle is no connection', async () => {
    const handle = asBetterSqlite3(open(freshFile()))
    handle.close()
    expect(await failureOf(sqliteStorage(handle))).toEqual({ _tag: 'Unavailable', message: 'The database connection is not open' })
  })
})

const USE = 'a store needs an open handle of node:sqlite, @photostructure/sqlite or better-sqlite3'

/** A statement that gives these rows, whatever it is asked. */
const giving = (all: unknown): unknown => ({ exec: () => undefined, prepare: () => ({ run: () => ({ changes: 0 }), all: () => all }) })

/** Handles of the shape of other packages, and of none. */
const WRONG: Readonly<Record<string, () => unknown>> = {
  'what is no handle': () => undefined,
  'a path': () => 'validator.db',
  'the client of @libsql/client': () => ({ execute: () => Promise.resolve({ rows: [] }), batch: () => Promise.resolve([]) }),
  'a database of sql.js': () => ({ exec: () => [], prepare: () => ({ bind: () => true, step: () => true, getAsObject: () => ({}) }) }),
  'a database of sqlite3, which answers in callbacks': () => {
    const statement = { run: () => statement, all: () => statement }
    return { exec: () => undefined, prepare: () => statement }
  },
  'a database that answers in promises': () => giving(Promise.resolve([{ whole: 7, half: 0.5, word: 'é', empty: null }])),
  'a database that prepares in promises': () => ({ exec: () => undefined, prepare: () => Promise.resolve({}) }),
  'a database of node-sqlite3-wasm, which takes values as one list': () => giving([{ whole: 7, half: 0.5, word: null, empty: null }]),
  'a handle that gives the first column only': () => giving([7]),
  'a handle that gives no rows': () => giving([]),
}

describe('a handle that no store can work over', () => {
  test.each(Object.keys(WRONG))('%s is refused, with what to use', async (name) => {
    for (const opening of [sqliteStorage, migrateSqlite])
      expect(await failureOf(opening(WRONG[name]!() as SqliteHandle))).toEqual({
        _tag: 'Invalid',
        message: expect.stringMatching(new RegExp(`: ${USE}$`)) as string,
      })
  })

  test('one that gives rows as arrays is refused, and nothing is written', async () => {
    const file = freshFile()
    expect(await failureOf(sqliteStorage(openedAs(file, { returnArrays: true })))).toEqual({
      _tag: 'Invalid',
      message: `rows come as arrays, not as objects (returnArrays, or raw in better-sqlite3): ${USE}`,
    })
    expect(open(file).prepare('pragma page_count').get()).toEqual({ page_count: 0 })
  })

  test('one that was opened to read only is refused with the reason, whether the database is new or not', async () => {
    const reason = { _tag: 'Unavailable', message: expect.stringMatching(/readonly database: a store writes, so open/) as string }
    const file = freshFile()
    open(file).exec('create table of_another (a)')
    expect(await failureOf(sqliteStorage(openedAs(file, { readOnly: true })))).toEqual(reason)
    await sqliteStorage(open(file))
    expect(await failureOf(sqliteStorage(openedAs(file, { readOnly: true })))).toEqual(reason)
    expect(await failureOf(sqliteStorage(asBetterSqlite3(openedAs(file, { readOnly: true }))))).toEqual(reason)
  })

  test('one in a transaction is refused, and its transaction stays', async () => {
    const file = freshFile()
    await sqliteStorage(open(file))
    const handle = open(file)
    handle.exec('begin immediate')
    expect(await failureOf(sqliteStorage(handle))).toMatchObject({
      _tag: 'Failed',
      message: expect.stringContaining('transaction') as string,
    })
    expect(handle.isTransaction).toBe(true)
    handle.exec('rollback')
    await sqliteStorage(handle)
  })

  test('a handle that was refused works once it is put right', async () => {
    const file = freshFile()
    const own = open(file)
    let arrays = true
    const handle: SqliteHandle = {
      exec: (sql) => own.exec(sql),
      prepare: (sql) => {
        const statement = own.prepare(sql)
        statement.setReturnArrays(arrays)
        return statement
      },
    }
    expect(await failureOf(sqliteStorage(handle))).toMatchObject({ _tag: 'Invalid' })
    arrays = false
    const storage = await sqliteStorage(handle)
    await storage.write([put])
    expect(await storage.read({ table: 'validator_state' })).toEqual([SAMPLES.validator_state])
    rmSync(file, { force: true })
  })
})

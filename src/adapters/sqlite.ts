/**
 * A validator's records in SQLite, over a handle that the caller opens.
 *
 * A handle does one operation at a time and blocks the process during it, up to five seconds when another process holds the lock.
 * Written data survives a killed process and a power cut. Two stores over one handle take turns. Other code should not use the
 * handle, because it may run inside a batch.
 *
 * A handle is `DatabaseSync` of `node:sqlite` or of @photostructure/sqlite, or `Database` of better-sqlite3. Each is opened for
 * writing, and gives rows as objects. Integers may come as bigint. Any other handle is refused before anything is written.
 */
import { Kysely } from 'kysely'
import type { Storage } from '../storage/port.js'
import { checkHandle } from './sql/check-handle.js'
import type { Database, Sql } from './sql/database.js'
import { failing } from './sql/failing.js'
import { NEWEST_SCHEMA, migrate } from './sql/migrate.js'
import { sqlStorage } from './sql/sql-storage.js'
import type { SqliteHandle, SqliteStatement } from './sql/sqlite-dialect.js'
import { sqliteDialect } from './sql/sqlite-dialect.js'
import { sqliteEngine } from './sql/sqlite-engine.js'

export type { SqliteHandle, SqliteStatement }
export { NEWEST_SCHEMA }

// With WAL, readers do not block the writer. Without FULL, a power cut could lose the last batches.
const SETTINGS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']

const fail = failing(sqliteEngine)

// There is one per handle; otherwise the transactions of two stores would mix.
const connections = new WeakMap<SqliteHandle, Sql>()

const connect = (handle: SqliteHandle): Sql => {
  const known = connections.get(handle)
  if (known !== undefined) return known
  checkHandle(handle)
  for (const setting of SETTINGS) handle.exec(`PRAGMA ${setting}`)
  const db = new Kysely<Database>({ dialect: sqliteDialect(handle) })
  connections.set(handle, db)
  return db
}

/**
 * Migrates a database to a version of the schema, up or down; the default is the newest. Data that a step down drops is lost.
 * Rejects with a `StorageError`: `NewerSchema` when a later version of the library wrote the database, `Invalid` when there is no
 * such version, or when a store can't work over the handle, `Unavailable` when the handle is closed or only reads.
 *
 * @example
 * ```ts
 * import { migrateSqlite, NEWEST_SCHEMA } from 'steelyard/adapters/sqlite'
 * // await migrateSqlite(new DatabaseSync('validator.db'), 1)
 * [typeof migrateSqlite, NEWEST_SCHEMA >= 3] // => ['function', true]
 * ```
 */
export const migrateSqlite = (handle: SqliteHandle, to: number = NEWEST_SCHEMA): Promise<void> =>
  fail(async () => migrate(connect(handle), sqliteEngine, to))

/**
 * The store over an open handle. It first migrates the schema to the newest version, and rejects as `migrateSqlite` does.
 * `close` waits for calls in progress and does not close the handle, which belongs to the caller.
 *
 * @example
 * ```ts
 * import { sqliteStorage } from 'steelyard/adapters/sqlite'
 * // const storage = await sqliteStorage(new DatabaseSync('validator.db'))
 * sqliteStorage.length // => 1
 * ```
 */
export const sqliteStorage = (handle: SqliteHandle): Promise<Storage> =>
  fail(async () => {
    await migrate(connect(handle), sqliteEngine, NEWEST_SCHEMA)
    return sqlStorage(connect(handle), sqliteEngine)
  })

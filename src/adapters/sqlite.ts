/**
 * A validator's records in SQLite, over a handle that the caller opened.
 *
 * A handle does one thing at a time and blocks while it does it, up to five seconds where another process holds the lock. What was
 * written survives a killed process and a power cut. Two stores over one handle take turns; whoever else uses the handle may find
 * itself inside a batch, so it is better left alone.
 */
import { Kysely } from 'kysely'
import type { Storage } from '../storage/port.js'
import type { Database, Sql } from './sql/database.js'
import { failing } from './sql/failing.js'
import { NEWEST_SCHEMA, migrate } from './sql/migrate.js'
import { sqlStorage } from './sql/sql-storage.js'
import type { SqliteHandle, SqliteStatement } from './sql/sqlite-dialect.js'
import { sqliteDialect } from './sql/sqlite-dialect.js'
import { sqliteEngine } from './sql/sqlite-engine.js'

export type { SqliteHandle, SqliteStatement }
export { NEWEST_SCHEMA }

// WAL keeps readers out of the writer's way; without FULL it would lose the last batches in a power cut.
const SETTINGS = ['busy_timeout = 5000', 'journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']

const fail = failing(sqliteEngine)

// One a handle, or transactions of two stores would end up in each other.
const connections = new WeakMap<SqliteHandle, Sql>()

const connect = (handle: SqliteHandle): Sql => {
  const known = connections.get(handle)
  if (known !== undefined) return known
  for (const setting of SETTINGS) handle.exec(`PRAGMA ${setting}`)
  const db = new Kysely<Database>({ dialect: sqliteDialect(handle) })
  connections.set(handle, db)
  return db
}

/**
 * Takes a database to a version of the schema, up or down, by default to the newest. What a step down drops is lost. Rejects with
 * a `StorageError`: `NewerSchema` where a later version of the library wrote the database, `Invalid` where there is no such version.
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
 * The store over an open handle, its schema brought up to date. Rejects as `migrateSqlite` does. `close` waits for what is under
 * way and closes nothing: the handle is the caller's.
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

/**
 * A validator's records in PostgreSQL, over a pool of connections that the caller makes.
 *
 * Settings of the pool and the server decide how long a query may take and when a write is on disk. When a connection breaks while a
 * batch is committed, it is not known whether the batch was committed. It was committed either completely or not at all.
 *
 * The store reads the same values whatever type parsers the application has set in `pg`.
 */
import type { PostgresPool as KyselyPool } from 'kysely'
import { Kysely, PostgresDialect } from 'kysely'
import type { Storage } from '../storage/port.js'
import type { Database, Sql } from './sql/database.js'
import { failing } from './sql/failing.js'
import { listeningPool } from './sql/listening-pool.js'
import { NEWEST_SCHEMA, migrate } from './sql/migrate.js'
import { postgresEngine } from './sql/postgres-engine.js'
import { sqlStorage } from './sql/sql-storage.js'
import { checkPool, readsTexts, textPool } from './sql/text-pool.js'

export { NEWEST_SCHEMA }

/** The part of a pool of connections that is needed; `Pool` of `pg` has it. */
export type PostgresPool = Pick<KyselyPool, 'connect'>

const fail = failing(postgresEngine)

const connect = async (pool: PostgresPool): Promise<Sql> => {
  checkPool(pool)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: textPool(listeningPool(pool)) }) })
  await readsTexts(db)
  return db
}

/**
 * Migrates a database to a version of the schema, up or down; the default is the newest. Data that a step down drops is lost.
 * Rejects with a `StorageError`: `NewerSchema` when a later version of the library wrote the database, `Invalid` when there is no
 * such version, or when a store can't work over the pool.
 *
 * @example
 * ```ts
 * import { migratePostgres, NEWEST_SCHEMA } from 'steelyard/adapters/postgres'
 * // await migratePostgres(new Pool({ connectionString }), 1)
 * [typeof migratePostgres, NEWEST_SCHEMA >= 3] // => ['function', true]
 * ```
 */
export const migratePostgres = (pool: PostgresPool, to: number = NEWEST_SCHEMA): Promise<void> =>
  fail(async () => migrate(await connect(pool), postgresEngine, to))

/**
 * The store over a pool. It first migrates the schema to the newest version, and rejects as `migratePostgres` does. `close` waits
 * for calls in progress and does not end the pool, which belongs to the caller.
 *
 * @example
 * ```ts
 * import { postgresStorage } from 'steelyard/adapters/postgres'
 * // const storage = await postgresStorage(new Pool({ connectionString }))
 * postgresStorage.length // => 1
 * ```
 */
export const postgresStorage = (pool: PostgresPool): Promise<Storage> =>
  fail(async () => {
    const db = await connect(pool)
    await migrate(db, postgresEngine, NEWEST_SCHEMA)
    return sqlStorage(db, postgresEngine)
  })

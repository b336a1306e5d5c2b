/**
 * A validator's records in PostgreSQL, over a pool of connections that the caller made.
 *
 * How long a query may take and how soon a write is on disk are the pool's and the server's settings. Where a connection breaks just
 * as a batch is committed, nobody can tell whether it was: it was, whole, or not at all.
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

export { NEWEST_SCHEMA }

/** As much of a pool of connections as is needed: the shape of `Pool` of `pg`. */
export type PostgresPool = Pick<KyselyPool, 'connect'>

const fail = failing(postgresEngine)

const connect = (pool: PostgresPool): Sql => new Kysely<Database>({ dialect: new PostgresDialect({ pool: listeningPool(pool) }) })

/**
 * Takes a database to a version of the schema, up or down, by default to the newest. What a step down drops is lost. Rejects with
 * a `StorageError`: `NewerSchema` where a later version of the library wrote the database, `Invalid` where there is no such version.
 *
 * @example
 * ```ts
 * import { migratePostgres, NEWEST_SCHEMA } from 'steelyard/adapters/postgres'
 * // await migratePostgres(new Pool({ connectionString }), 1)
 * [typeof migratePostgres, NEWEST_SCHEMA >= 3] // => ['function', true]
 * ```
 */
export const migratePostgres = (pool: PostgresPool, to: number = NEWEST_SCHEMA): Promise<void> =>
  fail(() => migrate(connect(pool), postgresEngine, to))

/**
 * The store over a pool, its schema brought up to date. Rejects as `migratePostgres` does. `close` waits for what is under way and
 * ends nothing: the pool is the caller's.
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
    const db = connect(pool)
    await migrate(db, postgresEngine, NEWEST_SCHEMA)
    return sqlStorage(db, postgresEngine)
  })

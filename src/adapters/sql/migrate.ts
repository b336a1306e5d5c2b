/**
 * Takes a database from the schema that it has to another, up or down.
 *
 * All in one transaction that shuts out every other migration: a schema is never half there, a second run changes nothing, and of
 * two processes that start together one migrates and the other finds it done. What a step down drops is lost; the rest stays.
 */
import { sql } from 'kysely'
import { StorageError } from '../storage/storage-error.js'
import type { Sql } from './database.js'
import type { Engine } from './engine.js'
import { MIGRATIONS } from './migrations/migrations.js'

/**
 * The newest schema that this version of the library knows; 0 is a database without any.
 *
 * @example
 * ```ts
 * import { NEWEST_SCHEMA } from 'steelyard/adapters/sqlite'
 * NEWEST_SCHEMA >= 3 // => true
 * ```
 */
export const NEWEST_SCHEMA: number = MIGRATIONS.length

const refuse = (_tag: 'NewerSchema' | 'Invalid', message: string): never => {
  throw new StorageError({ _tag, message })
}

export const migrate = (db: Sql, engine: Engine, to: number): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await engine.lockSchema.execute(transaction)
    await transaction.schema
      .createTable('steelyard_schema')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute()
    // SQLite lets a handle that only reads create a table that is there already. It lets it remove nothing, not even no rows.
    await transaction.deleteFrom('steelyard_schema').where('version', '<', 0).execute()
    // As text, as all that is read.
    const version = sql<string>`cast(${sql.ref('version')} as text)`.as('version')
    const steps = await transaction.selectFrom('steelyard_schema').select(version).execute()
    const from = Math.max(0, ...steps.map(({ version }) => Number(version)))
    if (from > NEWEST_SCHEMA)
      refuse('NewerSchema', `the database has schema ${from}, and this version of steelyard knows none newer than ${NEWEST_SCHEMA}`)
    if (!Number.isInteger(to) || to < 0 || to > NEWEST_SCHEMA) refuse('Invalid', `no schema ${to}: steelyard knows 0 to ${NEWEST_SCHEMA}`)
    for (const { version, name, up } of MIGRATIONS.slice(from, to)) {
      await up(transaction, engine)
      await transaction.insertInto('steelyard_schema').values({ version, name }).execute()
    }
    for (const { version, down } of MIGRATIONS.slice(to, from).reverse()) {
      await down(transaction, engine)
      await transaction.deleteFrom('steelyard_schema').where('version', '=', version).execute()
    }
  })

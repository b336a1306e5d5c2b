/**
 * A pool that gives every value as text, as the server writes it, or as null.
 *
 * An application may tell `pg` how to read a type of column: for all of its pools, for one pool or for one client. A store must read
 * the same values all the same, so each of its queries brings its own parser. A client that is not of `pg` takes no parser with a
 * query; it gets the statement and the values, as Kysely gives them. Since `postgres-engine.ts` selects every column as text, the
 * parsers of such a client meet only texts, and `readsTexts` refuses one that changes texts.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { sql } from 'kysely'
import { StorageError } from '../storage/storage-error.js'
import type { Sql, SqlRow } from './database.js'

const USE = 'a store needs a Pool of pg, or one that works like it'

const refuse = (reason: string): never => {
  throw new StorageError({ _tag: 'Invalid', message: `${reason}: ${USE}` })
}

const has = (name: string, of: unknown): boolean =>
  typeof of === 'object' && of !== null && typeof (of as Readonly<Record<string, unknown>>)[name] === 'function'

// A connection that reads binary hands over the bytes of the text.
const TYPES = { getTypeParser: () => String }

const withOwnParser = (client: PostgresPoolClient): PostgresPoolClient => {
  const { query } = client as unknown as { readonly query: (config: object) => never }
  return {
    query: (text: unknown, values?: readonly unknown[]) => query.call(client, { text, values, types: TYPES }),
    release: () => client.release(),
  }
}

/** The same pool, whose clients read text. */
export const textPool = (pool: PostgresPool): PostgresPool => ({
  connect: async () => {
    const client = await pool.connect()
    if (!has('query', client) || !has('release', client)) refuse('connect() gives no client with query() and release()')
    return has('getTypeParser', client) ? withOwnParser(client) : client
  },
  end: () => pool.end(),
})

/** Throws where there is no pool. */
export const checkPool = (pool: unknown): void => {
  if (!has('connect', pool)) refuse('the pool has no connect()')
}

/** Texts that a parser might take for something else. */
const TEXTS = ['7', ' 7 ', '0.10', 't', 'null', '', '{"a": 1}', '2026-11-20T06:00:00Z']

/** Rejects where texts do not come as they are written, in rows by the names of the columns. It writes nothing. */
export const readsTexts = async (db: Sql): Promise<void> => {
  const columns = TEXTS.map((text, i) => sql`cast(${sql.lit(text)} as text) as ${sql.ref(`text_${i}`)}`)
  const { rows } = await sql<SqlRow>`select ${sql.join(columns)}`.execute(db)
  if (TEXTS.some((text, i) => rows[0]?.[`text_${i}`] !== text)) refuse('the pool does not give texts as they are written')
}

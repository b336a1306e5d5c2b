/** Both engines behind one face, for the laws of the schema. */
import type { Pool } from 'pg'
import { migratePostgres, postgresStorage } from '../../../src/adapters/postgres.js'
import { migrateSqlite, sqliteStorage } from '../../../src/adapters/sqlite.js'
import type { ColumnType } from '../../../src/storage/tables.js'
import type { Storage } from '../../../src/storage/port.js'
import type { PostgresServer } from '../postgres-server.js'
import { freshFile, open } from './sqlite-file.js'

export type Row = Readonly<Record<string, unknown>>

export interface TestDatabase {
  readonly migrate: (to?: number) => Promise<void>
  readonly storage: () => Promise<Storage>
  /** SQL past the store. */
  readonly run: (sql: string) => Promise<readonly Row[]>
  /** What the engine calls each type of column. */
  readonly types: { readonly [T in ColumnType]: string }
  /** Every column as `{ table, name, nullable, type, place }`; `place` is that in the key, from 1, or 0. */
  readonly columns: () => Promise<readonly Row[]>
  /** Tables, columns, constraints and indexes, as the engine describes them. */
  readonly description: () => Promise<readonly Row[]>
}

export const freshSqlite = async (): Promise<TestDatabase> => {
  const handle = open(freshFile())
  const run = async (sql: string): Promise<readonly Row[]> =>
    /^\s*(select|explain)/i.test(sql) ? (handle.prepare(sql).all() as Row[]) : (handle.exec(sql), [])
  return {
    types: { text: 'text', timestamp: 'text', integer: 'integer', real: 'real', decimal: 'text', flag: 'integer', json: 'text' },
    migrate: (to) => migrateSqlite(handle, to),
    storage: () => sqliteStorage(handle),
    run,
    columns: () =>
      run(
        `select t.name as "table", c.name, c."notnull" = 0 as nullable, lower(c.type) as type, c.pk as place
          from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table'`,
      ),
    description: () => run('select type, name, sql from sqlite_master order by type, name'),
  }
}

export const freshPostgres = async (server: PostgresServer): Promise<TestDatabase & { readonly pool: Pool }> => {
  const pool = await server.freshPool()
  const run = async (sql: string): Promise<readonly Row[]> => (await pool.query<Row>(sql)).rows
  return {
    pool,
    types: {
      text: 'text',
      timestamp: 'text',
      integer: 'bigint',
      real: 'double precision',
      decimal: 'numeric',
      flag: 'boolean',
      json: 'text',
    },
    migrate: (to) => migratePostgres(pool, to),
    storage: () => postgresStorage(pool),
    run,
    columns: () =>
      run(
        `select c.table_name as "table", c.column_name as name, is_nullable = 'YES' as nullable, data_type as type,
          coalesce(array_position(i.indkey::int2[], c.ordinal_position::int2) + 1, 0) as place
          from information_schema.columns c join pg_index i on i.indrelid = c.table_name::regclass and i.indisprimary
          where table_schema = 'public'`,
      ),
    description: () =>
      run(`select 'column', table_name, column_name, data_type, collation_name from information_schema.columns where table_schema = 'public'
        union all select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), null from pg_constraint where connamespace = 'public'::regnamespace
        union all select 'index', tablename, indexname, indexdef, null from pg_indexes where schemaname = 'public' order by 1, 2, 3`),
  }
}

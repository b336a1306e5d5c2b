/**
 * Kysely over a handle of SQLite, which the caller opened and will close.
 *
 * One handle is one connection: what is asked of it takes turns, and a transaction is nobody else's until it ends.
 */
import type { DatabaseConnection, Dialect, SqliteDatabase } from 'kysely'
import { CompiledQuery, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { SqlValue } from './database.js'

/** What a statement takes: of the types of SQLite, those that we use. */
type SqliteParameter = Exclude<SqlValue, boolean>

interface Done {
  readonly changes: number | bigint
  readonly lastInsertRowid: number | bigint
}

/**
 * As much of a prepared statement as is needed. It is called with texts, numbers and null, one after the other. The type does not say
 * so, because @types/better-sqlite3 does not say that a statement takes null.
 */
export interface SqliteStatement {
  readonly all: (...parameters: never[]) => unknown[]
  readonly run: (...parameters: never[]) => Done
}

/** A statement as it is called. */
interface CallableStatement {
  readonly all: (...parameters: SqliteParameter[]) => unknown[]
  readonly run: (...parameters: SqliteParameter[]) => Done
}

/** As much of an open SQLite database as is needed. `DatabaseSync` of `node:sqlite` has it, and `Database` of better-sqlite3. */
export interface SqliteHandle {
  readonly exec: (sql: string) => void
  readonly prepare: (sql: string) => SqliteStatement
}

const databaseOf = (handle: SqliteHandle): SqliteDatabase => ({
  prepare: (sql) => {
    const statement = handle.prepare(sql) as CallableStatement
    return {
      reader: /^\s*select\b/i.test(sql),
      all: (parameters) => statement.all(...(parameters as SqliteParameter[])),
      run: (parameters) => statement.run(...(parameters as SqliteParameter[])),
      iterate: (parameters) => statement.all(...(parameters as SqliteParameter[])).values(),
    }
  },
  close: () => undefined,
})

class HandleDriver extends SqliteDriver {
  // A transaction that reads first and writes later fails at once where another has written in between.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  // SQLite ends some transactions itself, as on a full disk. That there is none must not hide why.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined)
  }
}

export const sqliteDialect = (handle: SqliteHandle): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new HandleDriver({ database: databaseOf(handle) }),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})

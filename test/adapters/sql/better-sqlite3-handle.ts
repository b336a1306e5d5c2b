/**
 * A handle with the methods, the rows and the errors of better-sqlite3, over the driver of the tests: better-sqlite3 itself is compiled
 * when it is installed, which takes minutes. Its errors are a `SqliteError` whose `code` is the name of the result, without a number,
 * and a `TypeError` without a code where the handle is closed or a method does not suit the statement.
 */
import type { DatabaseSync } from '@photostructure/sqlite'
import { RESULT_CODES } from './result-codes.js'

const NAMES = new Map(Object.entries(RESULT_CODES).map(([name, code]) => [code, name]))

class SqliteError extends Error {
  override readonly name = 'SqliteError'
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message)
  }
}

const asItsOwn = (error: unknown): Error => {
  const { errcode, message } = error as { readonly errcode?: number; readonly message: string }
  return errcode === undefined ? new TypeError(message) : new SqliteError(message, NAMES.get(errcode) ?? `UNKNOWN_SQLITE_ERROR_${errcode}`)
}

type Value = string | number | bigint | null

/** The part of better-sqlite3's `Statement` that a store could call, with the types of @types/better-sqlite3. */
interface BetterStatement<B extends unknown[], R = unknown> {
  readonly reader: boolean
  all(...values: B): R[]
  run(...values: B): { changes: number; lastInsertRowid: number | bigint }
}

/** The part of better-sqlite3's `Database` that a store could call. */
export interface BetterDatabase {
  readonly open: boolean
  exec(sql: string): this
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- as in @types/better-sqlite3
  prepare<B extends unknown[] | {} = unknown[], R = unknown>(
    sql: string,
  ): B extends unknown[] ? BetterStatement<B, R> : BetterStatement<[B], R>
  close(): this
}

/** better-sqlite3's `Database` over an open handle of the driver. */
export const asBetterSqlite3 = (handle: InstanceType<typeof DatabaseSync>): BetterDatabase => {
  const attempt = <A>(work: () => A): A => {
    if (!handle.isOpen) throw new TypeError('The database connection is not open')
    try {
      return work()
    } catch (error) {
      throw asItsOwn(error)
    }
  }
  const database = {
    get open() {
      return handle.isOpen
    },
    exec: (sql: string) => {
      attempt(() => handle.exec(sql))
      return database
    },
    prepare: (sql: string) => {
      const statement = attempt(() => handle.prepare(sql))
      const reader = statement.columns().length > 0
      return {
        reader,
        all: (...values: Value[]) => {
          if (!reader) throw new TypeError('This statement does not return data. Use run() instead')
          return attempt(() => statement.all(...values))
        },
        run: (...values: Value[]) => attempt(() => statement.run(...values)),
      }
    },
    close: () => {
      handle.close()
      return database
    },
  }
  return database as BetterDatabase
}

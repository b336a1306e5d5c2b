/**
 * Refuses a handle over which a store can't work, before anything is written.
 *
 * There are many packages for SQLite. Some have methods of the same names, but answer later, take values in another way, or give rows
 * in another form. A store over such a handle would write, and read nothing back. So the handle is asked one question first.
 */
import { StorageError } from '../storage/storage-error.js'
import type { SqliteHandle } from './sqlite-dialect.js'

const USE = 'a store needs an open handle of node:sqlite, @photostructure/sqlite or better-sqlite3'

const refuse = (reason: string): never => {
  throw new StorageError({ _tag: 'Invalid', message: `${reason}: ${USE}` })
}

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const has = (value: unknown, ...names: readonly string[]): boolean =>
  isObject(value) && names.every((name) => typeof value[name] === 'function')

/** Milliseconds to wait for a file that is locked. */
const WAIT = 5000
const QUESTION = 'select 7 as whole, ? as half, ? as word, ? as empty'
const HALF = 0.5
const WORD = 'é'

// An integer may come as a bigint: `column-values.ts` reads either.
const isAnswer = ({ whole, half, word, empty }: Fields): boolean => Number(whole) === 7 && half === HALF && word === WORD && empty === null

/** Throws a `StorageError`, `Invalid`, that says what the handle lacks and what to use. */
export const checkHandle = (handle: SqliteHandle): void => {
  if (!has(handle, 'exec', 'prepare')) refuse('the handle has no exec() and prepare()')
  // Before the first question: another process that starts at the same time may hold the file for a moment.
  handle.exec(`PRAGMA busy_timeout = ${WAIT}`)
  const statement = handle.prepare(QUESTION)
  if (!has(statement, 'all', 'run')) refuse('prepare() gives no statement with all() and run()')
  const rows: unknown = statement.all(...([HALF, WORD, null] as never[]))
  if (!Array.isArray(rows)) return refuse('all() does not return rows when it is called')
  const [row] = rows as readonly unknown[]
  if (Array.isArray(row)) refuse('rows come as arrays, not as objects (returnArrays, or raw in better-sqlite3)')
  if (!isObject(row) || !isAnswer(row)) refuse('all() does not give back the values that it is called with')
}

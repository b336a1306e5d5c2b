/**
 * What an error of SQLite means. SQLite has a number for each kind of error in the low byte, and for the case of it above; each has
 * a name too. `node:sqlite` gives the number as `errcode`, better-sqlite3, libsql and bun:sqlite give the name as `code`.
 */
import type { StorageFailure } from '../../storage/port.js'
import { errorFields } from './error-fields.js'

interface Result {
  readonly name: string
  readonly number: number
  readonly tag: StorageFailure['_tag']
}

// https://sqlite.org/rescode.html
const KINDS: readonly Result[] = [
  { name: 'SQLITE_BUSY', number: 5, tag: 'Busy' },
  { name: 'SQLITE_LOCKED', number: 6, tag: 'Busy' },
  { name: 'SQLITE_READONLY', number: 8, tag: 'Unavailable' },
  { name: 'SQLITE_FULL', number: 13, tag: 'Full' },
  { name: 'SQLITE_CANTOPEN', number: 14, tag: 'Unavailable' },
  { name: 'SQLITE_TOOBIG', number: 18, tag: 'Invalid' },
  { name: 'SQLITE_CONSTRAINT', number: 19, tag: 'Invalid' },
]

const CASES: readonly Result[] = [
  { name: 'SQLITE_CONSTRAINT_PRIMARYKEY', number: 1555, tag: 'Conflict' },
  { name: 'SQLITE_CONSTRAINT_UNIQUE', number: 2067, tag: 'Conflict' },
  { name: 'SQLITE_CONSTRAINT_ROWID', number: 2579, tag: 'Conflict' },
  // A write, and room for the shared memory beside the log: on a full disk either fails first.
  { name: 'SQLITE_IOERR_WRITE', number: 778, tag: 'Full' },
  { name: 'SQLITE_IOERR_SHMSIZE', number: 4874, tag: 'Full' },
]

/** What drivers say themselves, without a code of SQLite. */
const WORDS: readonly (readonly [words: RegExp, tag: StorageFailure['_tag']])[] = [
  [/^(the )?database (connection )?(is not open|has closed)|closed database/i, 'Unavailable'],
  [/^This database connection is busy executing a query/, 'Busy'],
  [/^The bound string, buffer, or bigint is too big/, 'Invalid'],
]

const READ_ONLY = 'a store writes, so open the handle for writing, and let the process write the file and its folder'

const resultOf = (code: string, errcode: number): Result | undefined => {
  // better-sqlite3 gives the number of a result that is newer than its list of names.
  const number = Number(/^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code)?.[1] ?? errcode)
  const kind = /^SQLITE_[A-Z]+/.exec(code)?.[0]
  return (
    CASES.find((result) => result.name === code || result.number === number) ??
    KINDS.find((result) => result.name === kind || result.number === (number & 0xff))
  )
}

/** The failure that an error of a SQLite handle stands for. */
export const sqliteFailure = (error: unknown): StorageFailure => {
  const { code, errcode, message } = errorFields(error)
  // Node's code for a handle that was closed.
  if (code === 'ERR_INVALID_STATE') return { _tag: 'Unavailable', message }
  const result = resultOf(code, errcode)
  if (result !== undefined) return { _tag: result.tag, message: result.name === 'SQLITE_READONLY' ? `${message}: ${READ_ONLY}` : message }
  return { _tag: WORDS.find(([words]) => words.test(message))?.[1] ?? 'Failed', message }
}

/**
 * What an error of SQLite means. `errcode` is SQLite's own: the kind of error in its low byte, the case of it above.
 */
import type { StorageFailure } from '../../storage/port.js'
import { errorFields } from './error-fields.js'

// https://sqlite.org/rescode.html
const KINDS: Readonly<Record<number, StorageFailure['_tag']>> = {
  5: 'Busy',
  6: 'Busy',
  13: 'Full',
  14: 'Unavailable',
  18: 'Invalid',
  19: 'Invalid',
}

const CASES: Readonly<Record<number, StorageFailure['_tag']>> = {
  // A primary key, a unique index, a row id.
  1555: 'Conflict',
  2067: 'Conflict',
  2579: 'Conflict',
  // A write, and room for the shared memory beside the log: on a full disk either fails first.
  778: 'Full',
  4874: 'Full',
}

/** The failure that an error of a SQLite handle stands for. */
export const sqliteFailure = (error: unknown): StorageFailure => {
  const { code, errcode, message } = errorFields(error)
  // The handle was closed.
  const _tag = code === 'ERR_INVALID_STATE' ? 'Unavailable' : (CASES[errcode] ?? KINDS[errcode & 0xff] ?? 'Failed')
  return { _tag, message }
}

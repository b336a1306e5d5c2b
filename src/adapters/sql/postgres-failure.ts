/**
 * What an error of PostgreSQL, of `pg` or of the network means. The server's codes have five characters, the first two for the
 * class; the network's begin with E; `pg` has only messages.
 */
import type { StorageFailure } from '../../storage/port.js'
import { errorFields } from './error-fields.js'

// https://www.postgresql.org/docs/current/errcodes-appendix.html; the longest that an error's code begins with.
const CODES: Readonly<Record<string, StorageFailure['_tag']>> = {
  '23505': 'Conflict',
  // Not an integer, out of range, another constraint, longer than an index takes.
  '22': 'Invalid',
  '23': 'Invalid',
  '54': 'Invalid',
  '40001': 'Busy',
  '40P01': 'Busy',
  '55P03': 'Busy',
  '53100': 'Full',
  '08': 'Unavailable',
  // Too many connections, a standby that takes no writes, shutting down.
  '53300': 'Unavailable',
  '25006': 'Unavailable',
  '57P': 'Unavailable',
}

const NETWORK = /^E(AI_)?[A-Z]+$/
const CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after calling end)/

// A name that the server does not know, or does not let in. A part of a password stands there if the password was written into the
// address without being encoded: `postgres://u:12/34@host/db` asks for the database `34@host/db`.
const NAMING = /^(3D|28)/
// A server quotes names as its language does. A name in quotes may have quotes in it.
const PLAIN = /^[^"«»„“”@=]*(["«»„“”][\w.:-]+["«»„“”][^"«»„“”@=]*)*$/
const QUOTED = /["«»„“”][^]*["«»„“”]/

const withoutOddNames = (message: string): string => (PLAIN.test(message) ? message : message.replace(QUOTED, '"…"'))

const wordsOf = (code: string, message: string): string => (NAMING.test(code) ? withoutOddNames(message) : message)

/** The failure that an error of a PostgreSQL pool stands for. */
export const postgresFailure = (error: unknown): StorageFailure => {
  const { code, message: said } = errorFields(error)
  const message = wordsOf(code, said)
  const known = CODES[code] ?? CODES[code.slice(0, 3)] ?? CODES[code.slice(0, 2)]
  if (known !== undefined) return { _tag: known, message }
  return NETWORK.test(code) || CONNECTION.test(message)
    ? { _tag: 'Unavailable', message: message === '' ? code : message }
    : { _tag: 'Failed', message }
}

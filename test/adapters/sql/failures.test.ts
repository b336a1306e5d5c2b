import { expect, test } from 'vitest'
import { postgresFailure } from '../../../src/adapters/sql/postgres-failure.js'
import { sqliteFailure } from '../../../src/adapters/sql/sqlite-failure.js'
import { StorageError, storageFailure } from '../../../src/adapters/storage/storage-error.js'
import { RESULT_CODES } from './result-codes.js'

const coded = (fields: object, message = 'words'): Error => Object.assign(new Error(message), fields)

test('an error of SQLite is told by its code, the case before the kind', () => {
  const tagOf = (errcode: number): string => sqliteFailure(coded({ code: 'ERR_SQLITE_ERROR', errcode }))._tag
  expect([5, 261, 517, 6, 262].map(tagOf)).toEqual(['Busy', 'Busy', 'Busy', 'Busy', 'Busy'])
  expect([13, 778, 4874].map(tagOf)).toEqual(['Full', 'Full', 'Full'])
  // CHECK, foreign key, NOT NULL, type of a strict table, too big; then primary key, unique, row id.
  expect([275, 787, 1299, 3091, 18].map(tagOf)).toEqual(['Invalid', 'Invalid', 'Invalid', 'Invalid', 'Invalid'])
  expect([1555, 2067, 2579].map(tagOf)).toEqual(['Conflict', 'Conflict', 'Conflict'])
  expect([14, 1, 11, 266].map(tagOf)).toEqual(['Unavailable', 'Failed', 'Failed', 'Failed'])
})

test('the name of a result and its number mean the same, for every result of SQLite', () => {
  for (const [name, errcode] of Object.entries(RESULT_CODES)) {
    const byNumber = sqliteFailure(coded({ code: 'ERR_SQLITE_ERROR', errcode }))
    expect(sqliteFailure(coded({ code: name })), name).toEqual(byNumber)
    expect(sqliteFailure(coded({ code: `UNKNOWN_SQLITE_ERROR_${errcode}` })), name).toEqual(byNumber)
  }
})

test('of what drivers of SQLite say without a code, a closed or a busy handle and a value too long are known by their words', () => {
  const said = {
    'The database connection is not open': 'Unavailable',
    'Database has closed': 'Unavailable',
    'Cannot use a closed database': 'Unavailable',
    'This database connection is busy executing a query': 'Busy',
    'The bound string, buffer, or bigint is too big': 'Invalid',
    'This statement does not return data. Use run() instead': 'Failed',
  }
  for (const [message, _tag] of Object.entries(said)) expect(sqliteFailure(new TypeError(message))).toEqual({ _tag, message })
})

test('a database that is only read says what a store needs', () => {
  expect(sqliteFailure(coded({ code: 'SQLITE_READONLY_DBMOVED' }, 'attempt to write a readonly database'))).toEqual({
    _tag: 'Unavailable',
    message:
      'attempt to write a readonly database: a store writes, so open the handle for writing, and let the process write the file and its folder',
  })
})

test('an error of PostgreSQL is told by its code or its class', () => {
  const tagOf = (code: string): string => postgresFailure(coded({ code }))._tag
  expect(['23505', '23503', '23514', '22P02', '54000'].map(tagOf)).toEqual(['Conflict', 'Invalid', 'Invalid', 'Invalid', 'Invalid'])
  expect(['40001', '40P01', '55P03'].map(tagOf)).toEqual(['Busy', 'Busy', 'Busy'])
  expect(['53100', '53300', '57P01', '08006', '25006'].map(tagOf)).toEqual([
    'Full',
    'Unavailable',
    'Unavailable',
    'Unavailable',
    'Unavailable',
  ])
  expect(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'ENOTFOUND'].map(tagOf)).toEqual([
    'Unavailable',
    'Unavailable',
    'Unavailable',
    'Unavailable',
  ])
  expect(['42P01', '57014', 'ERR_INVALID_ARG_TYPE'].map(tagOf)).toEqual(['Failed', 'Failed', 'Failed'])
})

test('of what pg says without a code, a lost connection is known by its words', () => {
  expect(postgresFailure(new Error('Connection terminated unexpectedly'))).toEqual({
    _tag: 'Unavailable',
    message: 'Connection terminated unexpectedly',
  })
  expect(postgresFailure(coded({ code: 'ECONNREFUSED' }, ''))).toEqual({ _tag: 'Unavailable', message: 'ECONNREFUSED' })
  expect(postgresFailure('of a kind of its own')).toEqual({ _tag: 'Failed', message: 'of a kind of its own' })
})

test('a failure has no password of an address in its message, whoever threw it', () => {
  const message = 'no route to postgres://user:secret@db/x?sslpassword=secret'
  for (const thrown of [
    new Error(message),
    message,
    { failure: { _tag: 'Unavailable', message } },
    new StorageError({ _tag: 'Busy', message }),
  ])
    expect(storageFailure(thrown).message).toMatch(/^no route to postgres:\/\/…$/)
})

test('anything thrown has a failure: its own, if it is one', () => {
  const failure = { _tag: 'Busy', message: 'locked' } as const
  expect(storageFailure(new StorageError(failure))).toBe(failure)
  expect(storageFailure({ failure })).toBe(failure)
  expect(storageFailure({ failure: { _tag: 'toString', message: 'x' } })._tag).toBe('Failed')
  expect(storageFailure({ failure: { _tag: 'Busy' } })._tag).toBe('Failed')
  expect(storageFailure(null)).toEqual({ _tag: 'Failed', message: '[object Null]' })
  expect(storageFailure(sqliteFailure('thrown'))).toEqual({ _tag: 'Failed', message: '[object Object]' })
})

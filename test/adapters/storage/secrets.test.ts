import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StorageError, storageFailure } from '../../../src/adapters/storage/storage-error.js'
import { withoutCredentials } from '../../../src/units/text/without-credentials.js'
import { failing } from '../../../src/adapters/sql/failing.js'
import { postgresFailure } from '../../../src/adapters/sql/postgres-failure.js'
import { sqliteFailure } from '../../../src/adapters/sql/sqlite-failure.js'

/** Passwords with all that ends a part of an address, between two words to look for. */
const password = fc
  .array(fc.constantFrom('@', '/', ':', '?', '#', '%', '%2', ' ', '"', "'", '\\', '[', '&', '=', 'é', '\n', 'a'), { maxLength: 5 })
  .map((parts) => `S3CRET${parts.join('')}T0KEN`)
const scheme = fc.constantFrom('postgres', 'postgresql', 'libsql', 'https', 'jdbc:postgresql')
const address = fc.tuple(scheme, password).map(([before, secret]) => `${before}://user:${secret}@db.example:5432/validator`)

/** What drivers and engines say with an address in it. */
const sentences = (text: string): readonly string[] => [
  `Invalid URL: ${text}`,
  `"${text}" cannot be parsed as a URL.`,
  `connect to ${text} failed`,
  `could not connect (${text}): timeout; tried ${text} twice`,
  text,
]

const quoted = (secret: string): string => `'${secret.replace(/[\\']/g, '\\$&')}'`

const isSafe = (text: string): boolean => !text.includes('S3CRET') && !text.includes('T0KEN')

test('no sentence with an address says a password', () => {
  fc.assert(fc.property(address, (text) => sentences(text).every((sentence) => isSafe(withoutCredentials(sentence)))))
})

test('no sentence with settings says a password or a token', () => {
  fc.assert(
    fc.property(password, (secret) =>
      [
        `no such database: host=db.example password=${quoted(secret)} user=a`,
        `sync failed: https://db.example?authToken=${encodeURIComponent(secret)}&tls=1`,
        `no such database: PASSWORD = ${quoted(secret)}`,
      ].every((sentence) => isSafe(withoutCredentials(sentence))),
    ),
  )
})

test('what is no secret stays', () => {
  expect(withoutCredentials('connect ECONNREFUSED 127.0.0.1:5432')).toBe('connect ECONNREFUSED 127.0.0.1:5432')
  expect(withoutCredentials('connect to postgres://u:p@db.example/validator failed')).toBe('connect to postgres://… failed')
  expect(withoutCredentials('password authentication failed for user "a"')).toBe('password authentication failed for user "a"')
  expect(withoutCredentials('no database: password=a user=b')).toBe('no database: password=… user=b')
  expect(withoutCredentials('Invalid URL')).toBe('the address is not a valid URL')
})

test('whatever engine fails, neither the error nor its cause says the password of an address', async () => {
  await fc.assert(
    fc.asyncProperty(address, fc.constantFrom(postgresFailure, sqliteFailure), async (text, failureOf) => {
      for (const sentence of sentences(text)) {
        const thrown = Object.assign(new TypeError(sentence), { code: 'ERR_INVALID_URL', input: text })
        const error = await failing({ failureOf })(() => Promise.reject(thrown)).catch((caught: unknown) => caught as StorageError)
        if (!(error instanceof StorageError) || !isSafe(error.message) || !isSafe(error.failure.message)) return false
        if (error.cause !== undefined || !isSafe(storageFailure(thrown).message)) return false
      }
      return true
    }),
  )
})

test('an invalid address is not in the cause, even if the words do not have it', async () => {
  const thrown = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: 'postgres://u:S3CRET@h:x/d' })
  const error = await failing({ failureOf: postgresFailure })(() => Promise.reject(thrown)).catch(
    (caught: unknown) => caught as StorageError,
  )
  expect(error).toMatchObject({ failure: { _tag: 'Failed', message: 'the address is not a valid URL' } })
  expect((error as StorageError).cause).toBeUndefined()
})

test('a cause without a secret stays', async () => {
  const thrown = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
  const error = await failing({ failureOf: sqliteFailure })(() => Promise.reject(thrown)).catch((caught: unknown) => caught as StorageError)
  expect((error as StorageError).cause).toBe(thrown)
})

test('of names that PostgreSQL does not know, those that may be a part of an address are left out', () => {
  const said = (code: string, message: string): string => postgresFailure(Object.assign(new Error(message), { code })).message
  expect(said('3D000', 'database "validator" does not exist')).toBe('database "validator" does not exist')
  expect(said('3D000', 'database "34@db.example/validator" does not exist')).toBe('database "…" does not exist')
  expect(said('3D000', 'database "3"4@db.example/validator" does not exist')).toBe('database "…" does not exist')
  expect(said('28000', 'no pg_hba.conf entry for host "10.0.0.1", user "a", database "b", no encryption')).toBe(
    'no pg_hba.conf entry for host "10.0.0.1", user "a", database "b", no encryption',
  )
  expect(said('28000', 'no pg_hba.conf entry for host "10.0.0.1", user "a", database "3 4@h", no encryption')).toBe(
    'no pg_hba.conf entry for host "…", no encryption',
  )
  expect(said('3D000', 'database "3" 4/validator" does not exist')).toBe('database "…" does not exist')
  expect(said('3D000', 'Datenbank »validator« existiert nicht')).toBe('Datenbank »validator« existiert nicht')
  expect(said('3D000', 'Datenbank »34@db.example/validator« existiert nicht')).toBe('Datenbank "…" existiert nicht')
  expect(said('22P02', 'invalid input syntax for type bigint: "a@b"')).toBe('invalid input syntax for type bigint: "a@b"')
})

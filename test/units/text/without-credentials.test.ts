import { expect, test } from 'vitest'
import { withoutCredentials } from '../../../src/units/text/without-credentials.js'

test('credentials: an address keeps its scheme alone if it has user information, a query or a fragment', () => {
  for (const address of [
    'postgres://user:secret@db/x',
    'postgres://user:sec@ret@db/x',
    'POSTGRES://secret@db',
    'postgresql://db/x?password=secret',
    'postgres://db/x#secret',
    'postgres://db/x?mail=a@b&key=secret',
  ])
    expect(withoutCredentials(`no route to ${address}, sorry`)).not.toMatch(/secret|sec@|ret@/)
  expect(withoutCredentials('a postgres://u:p@db/x and b')).toBe('a postgres://… and b')
})

test('credentials: the value of a password is removed, quoted or not', () => {
  expect(withoutCredentials('host=db password=secret user=me')).toBe('host=db password=… user=me')
  expect(withoutCredentials("password = 'se cr\\'et' user=me")).toBe('password = … user=me')
  expect(withoutCredentials('PASSWORD="se cret" x')).toBe('PASSWORD=… x')
  expect(withoutCredentials("password='unended secret")).toBe('password=…')
})

test('credentials: a message without any stays as it is', () => {
  for (const message of [
    'connect ECONNREFUSED 127.0.0.1:5432',
    'password authentication failed for user "postgres"',
    'database is locked',
    'no route to postgres://db:5432/x',
    'mail to a@b',
  ])
    expect(withoutCredentials(message)).toBe(message)
})

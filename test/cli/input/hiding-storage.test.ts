import { expect, test } from 'vitest'
import { hidingStorage } from '../../../src/cli/input/hiding-storage.js'
import { secretsOf } from '../../../src/cli/input/store-secrets.js'
import type { Storage } from '../../../src/storage/port.js'

const address = 'postgres://alice:sec%20ret@db/x?sslpassword=tops'
const failing = (error: unknown): Storage => ({
  read: () => Promise.reject(error as Error),
  write: () => Promise.reject(error as Error),
  close: () => Promise.reject(error as Error),
})

test('an open store: no failure of it, whatever was called, has a secret of its name', async () => {
  const secrets = secretsOf({ _tag: 'Postgres', address })
  for (const error of [
    new Error(`lost ${address}`),
    { failure: { _tag: 'Unavailable', message: 'sec ret is wrong' } },
    new Error('the key "tops" is wrong'),
    'SEC%20RET',
  ]) {
    const { read, write, close } = hidingStorage(secrets, failing(error))
    for (const call of [read({ table: 'validator_state' }), write([]), close()]) {
      const message = await call.then(String, ({ failure }: { readonly failure: { readonly message: string } }) => failure.message)
      expect(message).not.toMatch(/sec.*ret|tops/i)
      expect(message).toContain('…')
    }
  }
})

test('an open store: a failure without a secret keeps its kind and its message', async () => {
  const failure = { _tag: 'Busy', message: 'database is locked' } as const
  await expect(
    hidingStorage(secretsOf({ _tag: 'Sqlite', file: 'x.db' }), failing({ failure })).read({ table: 'validator_state' }),
  ).rejects.toMatchObject({
    failure,
  })
})

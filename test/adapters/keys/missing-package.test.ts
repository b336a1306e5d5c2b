/** A machine on which the package that signs is not installed. */
import { expect, test, vi } from 'vitest'
import { openSigner, showKeyError } from '../../../src/adapters/keys.js'
import { expectLeft } from '../../either.js'

vi.mock('@scure/sr25519', () => {
  throw new Error('Cannot find package')
})

test('the error says what to install', async () => {
  const error = expectLeft(await openSigner()({ _tag: 'File', path: 'hotkey' }))
  expect(showKeyError(error)).toBe('signing needs the package @scure/sr25519: npm install @scure/sr25519')
})

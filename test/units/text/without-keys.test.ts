import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutKeys } from '../../../src/units/text/without-keys.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'

const SEED = 'e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a'

test('a key in each of its forms is removed', () => {
  const bytes = [...Buffer.from(SEED, 'hex')]
  for (const key of [SEED, SEED.toUpperCase(), SEED.slice(0, 16), Buffer.from(bytes).toString('base64'), bytes.join(','), bytes.join(', ')])
    expect(withoutKeys(`a/${key}.b`)).toMatch(/^a\/…\.b$|^…\.b$/)
  expect(withoutKeys(`0x${SEED}`)).toBe('0x…')
  expect(withoutKeys('bottom drive obey lake curtain smoke basket hold race lonely fit walk')).toBe('…')
})

test('no eight bytes in a row of a key are left, wherever it is broken', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('hex')),
      fc.nat(128),
      fc.constantFrom('', 'x', '/', ' ', '0x', '\n'),
      (hex, at, inserted) => {
        const found = withoutKeys(hex.slice(0, at) + inserted + hex.slice(at))
        return !Array.from({ length: hex.length - 15 }, (_, i) => hex.slice(i, i + 16)).some((window) => found.includes(window))
      },
    ),
  )
})

test('other texts stay as they are: paths, addresses, messages', () => {
  for (const text of [
    '/home/me/.bittensor/wallets/default/hotkeys/default',
    'wss://entrypoint-finney.opentensor.ai:443',
    '',
    'deadbeef',
    '1,2,3',
  ])
    expect(withoutKeys(text)).toBe(text)
  for (let seed = 0; seed < 500; seed++) expect(withoutKeys(hotkeyOf(seed))).toBe(hotkeyOf(seed))
})

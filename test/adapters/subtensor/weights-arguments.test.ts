import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callValues } from '../../../src/adapters/subtensor/weights-arguments.js'
import type { WeightsCall } from '../../../src/validator/ports.js'

const set = { _tag: 'Set', netuid: 39, uids: [0, 65_535], weights: [1, 0], version_key: '18446744073709551615' } as const
const commit = { _tag: 'Commit', netuid: 39, commit: '0x00ff', reveal_round: '1000', commit_reveal_version: 4 } as const

test('what can be encoded is copied', () => {
  const values = callValues(set)
  expect(values).toEqual({ netuid: 39, mechanism: 0, dests: [0, 65_535], weights: [1, 0], version_key: (1n << 64n) - 1n })
  expect(callValues({ ...commit, mechanism: 15 })).toEqual({
    netuid: 39,
    mechanism: 15,
    commit: Uint8Array.of(0, 255),
    reveal_round: 1000n,
    commit_reveal_version: 4,
  })
})

const noU16 = fc.oneof(
  fc.integer({ min: 65_536 }),
  fc.integer({ max: -1 }),
  fc.double({ noInteger: true }),
  fc.constantFrom<unknown>(Number.NaN, Infinity, null, undefined, '7', 7n, [7], {}),
)
const noU64 = fc.constantFrom<unknown>('', '-1', '1.5', '1e3', '18446744073709551616', '0x10', ' 1', 7, 7n, null, undefined, '9'.repeat(21))
const noBytes = fc.constantFrom<unknown>('', '0', '0x0', '0xAB', 'ab', '0xzz', `0x${'ab'.repeat(5001)}`, null, new Uint8Array(2))
const noList = fc.constantFrom<unknown>(
  Uint16Array.of(1),
  new Set([1]),
  null,
  undefined,
  'ab',
  { 0: 1, length: 1 },
  Object.assign(Array(3), { 0: 1, 2: 2 }),
)

/** Whether a call with one value out of range is refused by the name of this value. */
const refuses = (call: object, name: string, value: unknown): boolean => {
  const read = callValues({ ...call, [name]: value } as unknown as WeightsCall)
  return typeof read === 'string' && read.startsWith(`${name} can't be encoded`)
}

test('what polkadot-api would encode as something else is refused by its name', () => {
  fc.assert(
    fc.property(noU16, (value): boolean =>
      [
        refuses(set, 'netuid', value),
        refuses(set, 'uids', [1, value]),
        refuses(set, 'weights', [value, 1]),
        refuses(commit, 'commit_reveal_version', value),
        value === undefined || refuses(commit, 'mechanism', value),
      ].every(Boolean),
    ),
  )
  fc.assert(fc.property(noU64, (value): boolean => refuses(set, 'version_key', value) && refuses(commit, 'reveal_round', value)))
  fc.assert(fc.property(noBytes, (value): boolean => refuses(commit, 'commit', value)))
  fc.assert(fc.property(noList, (value): boolean => refuses(set, 'uids', value) && refuses(set, 'weights', value)))
  expect(refuses(set, 'mechanism', 16)).toBe(true)
})

test('a call of another kind is refused', () => {
  expect(callValues({ ...set, _tag: 'Other' } as unknown as WeightsCall)).toBe('the call is neither Set nor Commit')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blake2b } from '@noble/hashes/blake2'
import { base58Decode, base58Encode } from '../../../src/units/address/base58.js'
import { addressOf, Coldkey, Hotkey, publicKeyOf } from '../../../src/units/address/hotkey.js'
import { hotkeyOf, ss58 } from '../../arbitraries/hotkey.js'

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

test('a known address is accepted and gives its public key', () => {
  expect(Hotkey.is(ALICE)).toBe(true)
  expect(Coldkey.is(ALICE)).toBe(true)
  expect(Buffer.from(publicKeyOf(ALICE)!).toString('hex')).toBe('d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d')
})

test('the address of every public key is read back to the key', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      (key) => Buffer.compare(Buffer.from(publicKeyOf(ss58(42, key))!), Buffer.from(key)) === 0,
    ),
  )
})

test('the address that is made of a public key is the one that another writer makes, and of another length there is none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => addressOf(key) === ss58(42, key) && Hotkey.is(addressOf(key))),
  )
  for (const length of [0, 31, 33]) expect(addressOf(new Uint8Array(length))).toBeUndefined()
})

test('base58 gives back every text of bytes, leading zeros too', () => {
  fc.assert(
    fc.property(fc.nat(5), fc.uint8Array({ maxLength: 40 }), (zeros, rest) => {
      const bytes = Uint8Array.of(...new Uint8Array(zeros), ...rest)
      if (bytes.every((byte) => byte === 0)) return base58Encode(bytes) === '1'.repeat(bytes.length)
      return Buffer.from(bytes).equals(Buffer.from(base58Decode(bytes.length, base58Encode(bytes))!))
    }),
  )
})

test('an address with one changed character is refused', () => {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(47), fc.nat(57), (seed, at, to) => {
      const address = hotkeyOf(seed)
      const changed = address.slice(0, at) + alphabet[to]! + address.slice(at + 1)
      return changed === address || !Hotkey.is(changed)
    }),
    { numRuns: 1000 },
  )
})

test('a text that is not an address is refused', () => {
  const zeroKey = new Uint8Array(32)
  // The number that ALICE's address encodes, plus 256^35. An implementation that drops the carry reads the same 35
  // bytes.
  const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let n = [...ALICE].reduce((sum, c) => sum * 58n + BigInt(digits.indexOf(c)), 0n) + 256n ** 35n
  let overflowing = ''
  for (; n > 0n; n /= 58n) overflowing = digits[Number(n % 58n)]! + overflowing
  for (const wrong of [
    '',
    '5',
    ALICE.slice(1),
    `1${ALICE}`,
    `${ALICE}1`,
    ALICE.replace('G', '0'),
    ALICE.toLowerCase(),
    '1'.repeat(35),
    '1'.repeat(48),
    'z'.repeat(52),
    'z'.repeat(53),
    'z'.repeat(10_000),
    ss58(0, zeroKey),
    overflowing,
    ss58(2, blake2b(zeroKey, { dkLen: 32 })),
    42,
    null,
  ])
    expect(Hotkey.is(wrong), String(wrong).slice(0, 60)).toBe(false)
})

test('an address gets the same answer however many addresses were checked before', () => {
  const addresses = Array.from({ length: 17_000 }, (_, seed) => hotkeyOf(seed))
  expect(addresses.every((address) => Hotkey.is(address))).toBe(true)
  expect(addresses.slice(0, 100).every((address) => Hotkey.is(address) && !Hotkey.is(`${address.slice(0, -1)}0`))).toBe(true)
})

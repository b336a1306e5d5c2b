import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axonAddress } from '../../../src/adapters/subtensor/axon-address.js'
import { ipBytes } from '../../../src/network/ip-address.js'

test.each<readonly [bigint, number, string | null]>([
  [16_909_060n, 4, '1.2.3.4'],
  [(1n << 32n) - 1n, 4, '255.255.255.255'],
  [1n << 32n, 4, null],
  [0n, 4, null],
  [0n, 0, null],
  [16_909_060n, 0, null],
  [1n, 6, '::1'],
  [0x20010db8_00000000_00000000_00000001n, 6, '2001:db8::1'],
  [0x20010db8_00000001_00000000_00000001n, 6, '2001:db8:0:1::1'],
  [0x20010000_00000001_00000000_00000000n, 6, '2001:0:0:1::'],
  [0x00010002_00030004_00050006_00070000n, 6, '1:2:3:4:5:6:7:0'],
  [1n << 128n, 6, null],
])('%s of kind %s is %s', (ip, kind, text) => {
  expect(axonAddress(ip, kind)).toBe(text)
})

/** The number that an address stands for, by the reader of addresses. */
const numberOf = (text: string): bigint => (ipBytes(text) ?? []).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)

test('an address reads back as its number', () => {
  const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(65_535)), { minLength: 8, maxLength: 8 })
  fc.assert(fc.property(fc.bigInt(1n, (1n << 32n) - 1n), (ip): boolean => numberOf(axonAddress(ip, 4)!) === ip))
  fc.assert(
    fc.property(groups, (eight): boolean => {
      const ip = eight.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n)
      const text = axonAddress(ip, 6)
      // `ipBytes` gives four bytes for ::ffff:a.b.c.d.
      const isMapped = ip >> 32n === 0xffffn
      return ip === 0n ? text === null : text !== null && numberOf(text) === (isMapped ? ip & 0xffff_ffffn : ip)
    }),
  )
})

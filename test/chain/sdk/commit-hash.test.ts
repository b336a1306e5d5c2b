import { readFileSync } from 'node:fs'
import { blake2b } from '@noble/hashes/blake2'
import { describe, expect, test } from 'vitest'
import type { Commitment } from '../../../src/chain/sdk/commit-hash.js'
import { commitHash } from '../../../src/chain/sdk/commit-hash.js'
import { showConversionError } from '../../../src/chain/sdk/conversion-error.js'
import { publicKeyOf } from '../../../src/units/address/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'

interface Case {
  address: string
  netuid: number
  uids: number[]
  values: number[]
  version_key: string
  salt: number[]
  hash: string
}
const cases = JSON.parse(readFileSync('test/vectors/weight_hash.json', 'utf8')) as readonly Case[]
const commitmentOf = ({ address, version_key, ...rest }: Case): Commitment => ({
  hotkey: address,
  version_key: BigInt(version_key),
  ...rest,
})

const agrees = (hash: (commitment: Commitment) => string): boolean => cases.every((c) => hash(commitmentOf(c)) === c.hash)
const ours = (commitment: Commitment): string => expectRight(commitHash(commitment))

/** SCALE with Node's buffers, and the two most frequent mistakes in encoding lists. */
const encodedBy =
  (lengthOf: (n: number) => Buffer, bytes: 'LE' | 'BE') =>
  (c: Commitment): string => {
    const u16 = (n: number): Buffer => {
      const b = Buffer.alloc(2)
      if (bytes === 'LE') b.writeUInt16LE(n)
      else b.writeUInt16BE(n)
      return b
    }
    const list = (values: ArrayLike<number>): Buffer => Buffer.concat([lengthOf(values.length), ...Array.from(values, u16)])
    const key = Buffer.alloc(8)
    key.writeBigUInt64LE(c.version_key)
    const all = Buffer.concat([publicKeyOf(c.hotkey)!, u16(c.netuid), list(c.uids), list(c.values), list(c.salt), key])
    return `0x${Buffer.from(blake2b(all, { dkLen: 32 })).toString('hex')}`
  }
const compact = (n: number): Buffer => {
  if (n < 64) return Buffer.of(n * 4)
  const b = Buffer.alloc(n < 16_384 ? 2 : 4)
  if (n < 16_384) b.writeUInt16LE(n * 4 + 1)
  else b.writeUInt32LE(n * 4 + 2)
  return b
}

describe('the commit hash', () => {
  test('gives the recorded hash in every case', () => {
    expect(cases.length).toBeGreaterThan(60)
    expect(agrees(ours)).toBe(true)
    expect(agrees(encodedBy(compact, 'LE'))).toBe(true)
  })
  test('lengths of one byte, and big-endian integers, are caught', () => {
    expect(agrees(encodedBy((n) => Buffer.of((n * 4) & 255), 'LE'))).toBe(false)
    expect(agrees(encodedBy(compact, 'BE'))).toBe(false)
  })
  test('lists of every length that a subnet can have are encoded', () => {
    for (const length of [0, 63, 64, 16_383, 16_384, 65_536]) {
      const column = Uint16Array.from({ length }, (_, i) => i)
      const commitment = { ...commitmentOf(cases[0]!), uids: column, values: column, salt: [] }
      expect(ours(commitment)).toBe(encodedBy(compact, 'LE')(commitment))
    }
  })
  test('what does not fit is an error with its place', () => {
    const errorOf = (changes: Partial<Commitment>): string =>
      showConversionError(expectLeft(commitHash({ ...commitmentOf(cases[0]!), ...changes })))
    expect(errorOf({ hotkey: 'nobody' })).toBe('hotkey: expected an ss58 hotkey (5…), found "nobody"')
    expect(errorOf({ netuid: 65_536 })).toBe('netuid: expected an integer from 0 to 65535, found 65536')
    expect(errorOf({ uids: [0, -1] })).toBe('uids[1]: expected an integer from 0 to 65535, found -1')
    expect(errorOf({ salt: [0.5] })).toBe('salt[0]: expected an integer from 0 to 65535, found 0.5')
    expect(errorOf({ uids: [1], values: [] })).toBe('1 uids with 0 weights: each weight needs its uid')
    expect(errorOf({ version_key: -1n })).toBe('version_key: expected an integer from 0 to 18446744073709551615, found -1')
    expect(errorOf({ version_key: 1n << 64n })).toBe(
      'version_key: expected an integer from 0 to 18446744073709551615, found 18446744073709551616',
    )
  })
})

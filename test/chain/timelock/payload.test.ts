import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCommitPayload } from '../../../src/chain/timelock/decode-payload.js'
import type { CommitPayload } from '../../../src/chain/timelock/payload.js'
import { encodeCommitPayload } from '../../../src/chain/timelock/payload.js'
import type { TimelockError } from '../../../src/chain/timelock/timelock-error.js'
import { showTimelockError } from '../../../src/chain/timelock/timelock-error.js'
import { ss58 } from '../../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'
import { vectors } from './vectors.js'

const good: CommitPayload = { hotkey: new Uint8Array(32), uids: [3, 1], values: [0, 65_535], version_key: 1n }
const errorOf = (changes: object): TimelockError => expectLeft(encodeCommitPayload({ ...good, ...changes }))

const u16Arb = fc.oneof(fc.constantFrom(0, 1, 255, 256, 65_535), fc.integer({ min: 0, max: 65_535 }))
/** Lengths around 64 and 16,384, where SCALE writes a length in more bytes. */
const payloadArb: fc.Arbitrary<CommitPayload> = fc
  .tuple(
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
    fc.oneof(fc.constantFrom(0, 1, 63, 64, 256, 16_383, 16_384), fc.integer({ min: 0, max: 300 })),
    fc.array(u16Arb, { minLength: 2, maxLength: 40 }),
    fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  )
  .map(([hotkey, length, pool, version_key]) => ({
    hotkey,
    uids: Array.from({ length }, (_, i) => pool[i % pool.length]!),
    values: Array.from({ length }, (_, i) => pool[(i * 7 + 1) % pool.length]!),
    version_key,
  }))

type Encode = (payload: CommitPayload) => Uint8Array
const ours: Encode = (payload) => expectRight(encodeCommitPayload(payload))
const agreesWithRust = (encode: Encode): boolean => vectors.every((v) => Buffer.from(encode(v)).equals(v.payload))

/** The format written with Node's buffers, with the mistakes that are easy to make. */
const encodedBy =
  ({ lengthOf = compact, bigEndian = false, hotkey = true }): Encode =>
  (payload) => {
    const u16 = (n: number): Buffer => Buffer.from(bigEndian ? [n >> 8, n & 255] : [n & 255, n >> 8])
    const list = (values: ArrayLike<number>): Buffer => Buffer.concat([lengthOf(values.length), ...Array.from(values, u16)])
    const version = Buffer.alloc(8)
    version.writeBigUInt64LE(payload.version_key)
    const key = Buffer.concat([Buffer.of(128), payload.hotkey as Uint8Array])
    return Buffer.concat([...(hotkey ? [key] : []), list(payload.uids), list(payload.values), version])
  }
const compact = (n: number): Buffer => {
  if (n < 64) return Buffer.of(n * 4)
  const b = Buffer.alloc(n < 16_384 ? 2 : 4)
  if (n < 16_384) b.writeUInt16LE(n * 4 + 1)
  else b.writeUInt32LE(n * 4 + 2)
  return b
}

describe('the payload of a commit', () => {
  test('vectors: it is what the Rust crate of the chain encodes', () => {
    expect(vectors.length).toBe(8)
    expect(agreesWithRust(ours)).toBe(true)
  })
  test('lengths of one byte, big-endian integers, and the payload without hotkey of older runtimes are caught', () => {
    expect(agreesWithRust(encodedBy({}))).toBe(true)
    expect(agreesWithRust(encodedBy({ lengthOf: (n) => Buffer.of((n * 4) & 255) }))).toBe(false)
    expect(agreesWithRust(encodedBy({ bigEndian: true }))).toBe(false)
    expect(agreesWithRust(encodedBy({ hotkey: false }))).toBe(false)
  })
  test('plain encoding: for columns of any length it is what a plain encoder writes', () => {
    fc.assert(fc.property(payloadArb, (payload) => Buffer.from(ours(payload)).equals(encodedBy({})(payload))))
  })
  test('an address and its 32 bytes give the same payload', () => {
    for (const v of vectors) expect(ours({ ...v, hotkey: ss58(42, v.hotkey) })).toEqual(v.payload)
  })
  test('typed arrays give the same payload as lists', () => {
    for (const v of vectors) expect(ours({ ...v, uids: Uint16Array.from(v.uids), values: Uint16Array.from(v.values) })).toEqual(v.payload)
  })
  test('identity: what was encoded is decoded', () => {
    fc.assert(fc.property(payloadArb, (payload) => isDeepStrictEqual(expectRight(decodeCommitPayload(ours(payload))), payload)))
  })
  test('one spelling: bytes that decode are the encoding of what was decoded', () => {
    // Any byte of a good payload changed, cut or repeated.
    const touched = fc
      .tuple(
        fc.constantFrom(...vectors.map((v) => v.payload)),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom('change', 'cut', 'repeat'),
      )
      .map(([payload, where, byte, how]) => {
        const at = where % payload.length
        if (how === 'cut') return payload.slice(0, at)
        return how === 'repeat' ? Uint8Array.from([...payload, ...payload.subarray(at)]) : payload.map((b, i) => (i === at ? byte : b))
      })
    const canonical = (decode: typeof decodeCommitPayload) => (bytes: Uint8Array) => {
      const decoded = decode(bytes)
      return decoded._tag === 'Left' || Buffer.from(ours(decoded.right)).equals(bytes)
    }
    fc.assert(fc.property(touched, canonical(decodeCommitPayload)), { numRuns: 2000 })
    // A decoder that ignores what is left over.
    const cuts: typeof decodeCommitPayload = (bytes) => decodeCommitPayload(bytes.subarray(0, 47))
    expect(fc.check(fc.property(touched, canonical(cuts)), { numRuns: 2000 }).failed).toBe(true)
  })
  test('own bytes: what was decoded stays when the buffer that held it is used again', () => {
    const buffer = Buffer.from(vectors[2]!.payload)
    const { hotkey } = expectRight(decodeCommitPayload(buffer))
    buffer.fill(0)
    expect(hotkey).toEqual(vectors[2]!.hotkey)
  })
  test('a length that takes more bytes than it needs is refused', () => {
    const wide = Uint8Array.from([128, ...new Uint8Array(32), 1, 0, 0, ...new Uint8Array(8)])
    expect(expectLeft(decodeCommitPayload(wide))).toEqual({ _tag: 'MalformedPayload', at: 33, bytes: 44 })
    const huge = Uint8Array.from([128, ...new Uint8Array(32), 3, 0, 0, ...new Uint8Array(8)])
    expect(expectLeft(decodeCommitPayload(huge))).toEqual({ _tag: 'MalformedPayload', at: 33, bytes: 44 })
  })
  test('what is no payload is refused by name', () => {
    expect(expectLeft(decodeCommitPayload('0x00' as never))).toEqual({ _tag: 'NotBytes', field: 'payload' })
    expect(expectLeft(decodeCommitPayload(Uint8Array.of(4, 9, 0, 0, ...new Uint8Array(8))))).toEqual({ _tag: 'HotkeyLength', bytes: 1 })
    const uneven = Uint8Array.from([128, ...new Uint8Array(32), 4, 1, 0, 0, ...new Uint8Array(8)])
    expect(expectLeft(decodeCommitPayload(uneven))).toEqual({ _tag: 'LengthsDiffer', uids: 1, values: 0 })
    const long = Uint8Array.from([...vectors[0]!.payload, 0])
    expect(showTimelockError(expectLeft(decodeCommitPayload(long)))).toBe('payload: the 44 bytes are no payload from byte 43 on')
  })
  test.each([
    [{ hotkey: 'nobody' }, 'hotkey: expected an ss58 hotkey (5…), found "nobody"'],
    [{ hotkey: ss58(0, new Uint8Array(32)) }, `hotkey: expected an ss58 hotkey (5…), found "${ss58(0, new Uint8Array(32))}"`],
    [{ hotkey: null }, 'hotkey: expected an ss58 hotkey (5…), found a value of type object'],
    [{ hotkey: new Uint8Array(31) }, 'hotkey: expected 32 bytes, found 31'],
    [{ hotkey: new Uint8Array(33) }, 'hotkey: expected 32 bytes, found 33'],
    [{ uids: [3, 65_536] }, 'uids[1]: expected an integer from 0 to 65535, found 65536'],
    [{ uids: [-1, 1] }, 'uids[0]: expected an integer from 0 to 65535, found -1'],
    [{ uids: '31' }, 'uids: expected a list of integers'],
    [{ uids: { length: 1e12 } }, 'uids[0]: expected an integer from 0 to 65535, found a value of type undefined'],
    [{ values: null }, 'values: expected a list of integers'],
    [{ values: [0, 0.5] }, 'values[1]: expected an integer from 0 to 65535, found 0.5'],
    [{ values: [0, NaN] }, 'values[1]: expected an integer from 0 to 65535, found NaN'],
    [{ values: ['7', 1] }, 'values[0]: expected an integer from 0 to 65535, found "7"'],
    [{ values: [7n, 1] }, 'values[0]: expected an integer from 0 to 65535, found 7'],
    [{ values: [1] }, '2 uids with 1 values: each value needs its uid'],
    [{ version_key: 1 }, 'version_key: expected an integer from 0 to 18446744073709551615, found 1'],
    [{ version_key: -1n }, 'version_key: expected an integer from 0 to 18446744073709551615, found -1'],
    [{ version_key: 1n << 64n }, 'version_key: expected an integer from 0 to 18446744073709551615, found 18446744073709551616'],
  ])('%o is refused', (changes, message) => {
    expect(showTimelockError(errorOf(changes))).toBe(message)
  })
})

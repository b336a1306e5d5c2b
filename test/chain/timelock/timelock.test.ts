import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gcm } from '@noble/ciphers/aes'
import { bls12_381 } from '@noble/curves/bls12-381'
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import { initSync, tld } from '@ideallabs/timelock_wasm_wrapper'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeCiphertext } from '../../../src/chain/timelock/ciphertext.js'
import { decodeCommitPayload } from '../../../src/chain/timelock/decode-payload.js'
import { timelockDecrypt } from '../../../src/chain/timelock/decrypt.js'
import type { TimelockOptions } from '../../../src/chain/timelock/encrypt.js'
import { timelockEncrypt } from '../../../src/chain/timelock/encrypt.js'
import { commitmentOf, pairingMask, roundPoint, scalarOf, xor } from '../../../src/chain/timelock/identity-based.js'
import { encodeCommitPayload } from '../../../src/chain/timelock/payload.js'
import { publicKeyPoint } from '../../../src/chain/timelock/point.js'
import type { TimelockError } from '../../../src/chain/timelock/timelock-error.js'
import { showTimelockError } from '../../../src/chain/timelock/timelock-error.js'
import { expectLeft, expectRight } from '../../either.js'
import { DIGESTS } from '../../engines/digests.js'
import { beaconOf, entropyArb, payloadArb, ROUND_1000, roundArb, vectors } from './vectors.js'

// A pairing takes about 10 ms, so the laws try fewer cases than elsewhere.
const FEW = { numRuns: 25 }
const entropy = Uint8Array.from({ length: 76 }, (_, i) => i)
const { beacon, sign } = beaconOf(0x5eed_0001_0002_0003n)
const small = expectRight(timelockEncrypt({ round: 1000, entropy })(Uint8Array.of(1, 2, 3)))

/** What opens a ciphertext, for planted mistakes. */
type Decrypt = (signature: Uint8Array) => (ciphertext: Uint8Array) => Uint8Array | undefined
const ours: Decrypt = (signature) => (ciphertext) => {
  const opened = timelockDecrypt(signature)(ciphertext)
  return opened._tag === 'Right' ? opened.right : undefined
}
const opensVectors = (decrypt: Decrypt): boolean =>
  vectors.every(({ signature, ciphertext, payload }) => Buffer.from(decrypt(signature)(ciphertext) ?? []).equals(payload))

/** Decryption without any check, with the bytes of the pairing's coefficients in either order. */
const unchecked =
  (bigEndian: boolean): Decrypt =>
  (signature) =>
  (ciphertext) => {
    const point = bls12_381.G2.Point.fromHex(bytesToHex(ciphertext.subarray(0, 96)))
    const { c0, c1 } = bls12_381.pairing(bls12_381.G1.Point.fromHex(bytesToHex(signature)), point)
    const bytes = [c0, c1]
      .flatMap(({ c0, c1, c2 }) => [c0, c1, c2])
      .flatMap(({ c0, c1 }) => [c0, c1])
      .flatMap((n) => {
        const big = [...Buffer.from(n.toString(16).padStart(96, '0'), 'hex')]
        return bigEndian ? big : big.reverse()
      })
    const sigma = xor(ciphertext.slice(104, 136), sha256(Uint8Array.from(bytes)))
    const key = xor(ciphertext.slice(144, 176), sha256(sigma))
    try {
      return gcm(key, ciphertext.slice(-28, -16)).decrypt(ciphertext.slice(192, -36))
    } catch {
      return undefined
    }
  }

describe('decrypting', () => {
  test("vectors: each ciphertext of the Rust crate decrypts to its payload with the round's signature", () => {
    expect(vectors.length).toBe(8)
    expect(opensVectors(ours)).toBe(true)
    expect(opensVectors(unchecked(false))).toBe(true)
    expect(opensVectors(unchecked(true)), 'big-endian coefficients').toBe(false)
  })
  test('the signature may be given in hexadecimal digits of either case', () => {
    const { ciphertext, payload, signature } = vectors[1]!
    for (const hex of [bytesToHex(signature), bytesToHex(signature).toUpperCase()])
      expect(expectRight(timelockDecrypt(hex)(ciphertext))).toEqual(payload)
  })
  test('the decoded payload of each vector is what was committed', () => {
    for (const { hotkey, uids, values, version_key, payload } of vectors)
      expect(expectRight(decodeCommitPayload(payload))).toEqual({ hotkey, uids, values, version_key })
  })
  test('any flipped bit is refused', () => {
    const refused = (bit: number): boolean => {
      const touched = small.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      return timelockDecrypt(ROUND_1000)(touched)._tag === 'Left'
    }
    // All bits of the lengths and of the cipher's name, which are checked before anything of the curve, and the flags of the point.
    const bits = (from: number, bytes: number): readonly number[] => Array.from({ length: 8 * bytes }, (_, i) => 8 * from + i)
    const end = small.length
    const framing = [...bits(96, 8), ...bits(136, 8), ...bits(176, 16), ...bits(end - 36, 8), ...bits(end - 16, 16), ...bits(0, 1)]
    expect(framing.filter((bit) => !refused(bit))).toEqual([])
    fc.assert(fc.property(fc.integer({ min: 0, max: 8 * end - 1 }), refused), { numRuns: 60 })
  })
  test('a ciphertext that is cut, or goes on, is refused', () => {
    for (let bytes = 0; bytes < small.length; bytes++) expect(ours(ROUND_1000)(small.subarray(0, bytes))).toBeUndefined()
    for (const more of [1, 8, 100, 4800]) expect(ours(ROUND_1000)(Uint8Array.from([...small, ...new Uint8Array(more)]))).toBeUndefined()
  })
  test('U must be s·G2: a ciphertext with a U of another number is refused, although its payload could be read', () => {
    const [key, sigma, nonce] = [entropy.slice(0, 32), entropy.slice(32, 64), entropy.slice(64)]
    const forged = (s: bigint): Uint8Array => {
      const mask = pairingMask(roundPoint(1000).multiply(s), expectRight(publicKeyPoint(beacon.public_key)))
      const [v, w] = [xor(sigma, mask), xor(key, sha256(sigma))]
      return writeCiphertext({ u: commitmentOf(s), v, w, body: gcm(key, nonce).encrypt(Uint8Array.of(7)), nonce })
    }
    const right = scalarOf(sigma, key)
    expect(ours(sign(1000))(forged(right))).toEqual(Uint8Array.of(7))
    expect(unchecked(false)(sign(1000))(forged(right + 1n))).toEqual(Uint8Array.of(7))
    expect(expectLeft(timelockDecrypt(sign(1000))(forged(right + 1n)))).toEqual({ _tag: 'OtherRound' })
  })
})

describe('encrypting', () => {
  test('identity: what was encrypted to a round is decrypted by the signature of that round, and by no other', () => {
    fc.assert(
      fc.property(payloadArb, roundArb, entropyArb, (payload, round, entropy) => {
        const ciphertext = expectRight(timelockEncrypt({ round, entropy, beacon })(payload))
        const other = timelockDecrypt(sign(round === 1 ? 2 : round - 1))(ciphertext)
        return Buffer.from(ours(sign(round))(ciphertext) ?? [0]).equals(payload) && expectLeft(other)._tag === 'OtherRound'
      }),
      FEW,
    )
  })
  test("identity: for the real beacon, with drand's signature of round 1000", () => {
    fc.assert(
      fc.property(payloadArb, entropyArb, (payload, entropy) => {
        const ciphertext = expectRight(timelockEncrypt({ round: 1000, entropy })(payload))
        return Buffer.from(ours(ROUND_1000)(ciphertext) ?? [0]).equals(payload)
      }),
      FEW,
    )
  })
  test('length: a ciphertext is 244 bytes longer than its payload, and at most 5,000', () => {
    for (const length of [0, 1, 16, 47, 1069, 4756])
      expect(expectRight(timelockEncrypt({ round: 1, entropy })(new Uint8Array(length))).length).toBe(length + 244)
    expect(expectLeft(timelockEncrypt({ round: 1, entropy })(new Uint8Array(4757)))).toEqual({
      _tag: 'CiphertextLength',
      bytes: 5001,
      least: 244,
      most: 5000,
    })
  })
  test('pure: the same arguments give the same bytes, and the entropy and the payload stay as they are', () => {
    const [kept, payload] = [entropy.slice(), Uint8Array.of(1, 2, 3)]
    expect(expectRight(timelockEncrypt({ round: 1000, entropy: kept })(payload))).toEqual(small)
    expect([kept, payload]).toEqual([entropy, Uint8Array.of(1, 2, 3)])
  })
  test('engines: the bytes for fixed entropy are those that are pinned', () => {
    const { expected, compute } = DIGESTS['timelocked ciphertexts']!
    expect(compute()).toBe(expected)
  })
  test('each byte of the entropy and the round count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 75 }), (at) => {
        const other = entropy.map((byte, i) => (i === at ? byte ^ 1 : byte))
        return !Buffer.from(expectRight(timelockEncrypt({ round: 1000, entropy: other })(Uint8Array.of(1, 2, 3)))).equals(small)
      }),
      FEW,
    )
    expect(expectRight(timelockEncrypt({ round: 1001, entropy })(Uint8Array.of(1, 2, 3)))).not.toEqual(small)
  })
})

describe('what can not be used', () => {
  const encrypting = (changes: object, payload: unknown = new Uint8Array(0)): TimelockError =>
    expectLeft(timelockEncrypt({ round: 1, entropy, ...changes } as TimelockOptions)(payload as Uint8Array))
  const decrypting = (signature: unknown, ciphertext: unknown = small): TimelockError =>
    expectLeft(timelockDecrypt(signature as Uint8Array)(ciphertext as Uint8Array))
  const changed = (at: number, byte: number): Uint8Array => small.map((old, i) => (i === at ? byte : old))
  const zero = (bytes: number): Uint8Array => Uint8Array.from({ length: bytes }, (_, i) => (i === 0 ? 0xc0 : 0))
  /** A point of the curve that is not in the group of signatures: x = 4. */
  const outside = Uint8Array.from({ length: 48 }, (_, i) => (i === 0 ? 0x80 : i === 47 ? 4 : 0))

  test.each<[string, () => TimelockError, string]>([
    ['round 0', () => encrypting({ round: 0 }), 'round: expected an integer from 1 to 9007199254740991, found 0'],
    ['a fraction', () => encrypting({ round: 1.5 }), 'round: expected an integer from 1 to 9007199254740991, found 1.5'],
    ['NaN', () => encrypting({ round: NaN }), 'round: expected an integer from 1 to 9007199254740991, found NaN'],
    ['2^53', () => encrypting({ round: 2 ** 53 }), 'round: expected an integer from 1 to 9007199254740991, found 9007199254740992'],
    ['a bigint', () => encrypting({ round: 5n }), 'round: expected an integer from 1 to 9007199254740991, found 5'],
    ['a text', () => encrypting({ round: '5' }), 'round: expected an integer from 1 to 9007199254740991, found "5"'],
    ['75 bytes', () => encrypting({ entropy: new Uint8Array(75) }), 'entropy: expected 76 bytes, found 75'],
    ['77 bytes', () => encrypting({ entropy: new Uint8Array(77) }), 'entropy: expected 76 bytes, found 77'],
    ['a list', () => encrypting({ entropy: [...entropy] }), 'entropy: expected a Uint8Array'],
    ['no payload', () => encrypting({}, 'text'), 'payload: expected a Uint8Array'],
    ['a short key', () => encrypting({ beacon: { ...beacon, public_key: '83cf' } }), "the beacon's public key is no point"],
    ['a key that is no text', () => encrypting({ beacon: { ...beacon, public_key: 7 } }), "the beacon's public key is no point"],
    ['the zero key', () => encrypting({ beacon: { ...beacon, public_key: bytesToHex(zero(96)) } }), "the beacon's public key is no point"],
    ['a signature that is no point', () => decrypting(new Uint8Array(48).fill(0x81)), 'the signature is no point'],
    ['a zero signature', () => decrypting(zero(48)), 'the signature is no point'],
    ['a point outside of the group', () => decrypting(outside), 'the signature is no point'],
    ['a signature cut', () => decrypting(ROUND_1000.subarray(1)), 'the signature is no point'],
    ['a long signature', () => decrypting(Uint8Array.from([...ROUND_1000, 0])), 'the signature is no point'],
    [
      'a signature that is not compressed',
      () => decrypting(bls12_381.G1.Point.fromHex(bytesToHex(ROUND_1000)).toBytes(false)),
      'the signature is no point',
    ],
    ['a signature of other digits', () => decrypting('zz'.repeat(48)), 'the signature is no point'],
    ['a signature of no type', () => decrypting(null), 'signature: expected a Uint8Array'],
    ['a signature of another round', () => decrypting(sign(1000)), 'the signature does not open the ciphertext'],
    ['243 bytes', () => decrypting(ROUND_1000, small.subarray(0, 243)), 'ciphertext: expected 244 to 5000 bytes, found 243'],
    ['5,001 bytes', () => decrypting(ROUND_1000, new Uint8Array(5001)), 'ciphertext: expected 244 to 5000 bytes, found 5001'],
    ['a ciphertext in digits', () => decrypting(ROUND_1000, bytesToHex(small)), 'ciphertext: expected a Uint8Array'],
    [
      'one byte less',
      () => decrypting(ROUND_1000, small.subarray(0, 246)),
      'ciphertext: the length at byte 176 is 47, and 46 bytes follow',
    ],
    ['a wrong length', () => decrypting(ROUND_1000, changed(96, 31)), 'ciphertext: the length at byte 96 is 31, and 32 bytes follow'],
    [
      'another cipher',
      () => decrypting(ROUND_1000, changed(small.length - 1, 0)),
      'the cipher must be AES_GCM_, found the bytes 4145535f47434d00',
    ],
    ['U that is no point', () => decrypting(ROUND_1000, changed(0, 0x20)), 'the start of the ciphertext is no point'],
    [
      'U that is zero',
      () => decrypting(ROUND_1000, Uint8Array.from([...zero(96), ...small.subarray(96)])),
      'the start of the ciphertext is no',
    ],
    ['V changed', () => decrypting(ROUND_1000, changed(104, small[104]! ^ 1)), 'the signature does not open the ciphertext'],
    ['W changed', () => decrypting(ROUND_1000, changed(144, small[144]! ^ 1)), 'the signature does not open the ciphertext'],
    ['the body changed', () => decrypting(ROUND_1000, changed(192, small[192]! ^ 1)), 'the encrypted payload was changed'],
  ])('%s is refused by name', (_, error, message) => {
    expect(showTimelockError(error())).toContain(message)
  })
})

describe('the Rust crate, as WebAssembly', () => {
  beforeAll(() => {
    const folder = createRequire(import.meta.url).resolve('@ideallabs/timelock_wasm_wrapper')
    initSync({ module: readFileSync(folder.replace(/\.js$/, '_bg.wasm')) })
  })
  test.each([0, 1, 256, 1000])('decrypts what is encrypted here, for %i uids', (length) => {
    const uids = Uint16Array.from({ length }, (_, i) => i)
    const values = Uint16Array.from({ length }, (_, i) => (i * 257) & 0xffff)
    const payload = expectRight(encodeCommitPayload({ hotkey: new Uint8Array(32).fill(9), uids, values, version_key: 12n }))
    const ciphertext = expectRight(timelockEncrypt({ round: 1000, entropy })(payload))
    expect(Uint8Array.from(tld(ciphertext, ROUND_1000, 'bls12_381') as Iterable<number>)).toEqual(payload)
  })
})

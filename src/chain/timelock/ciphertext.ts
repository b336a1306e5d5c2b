/**
 * The bytes of a ciphertext, written and read by one description.
 *
 * `U (96) | length of V, V (32) | length of W, W (32) | length of the box, box | length of the cipher's name, AES_GCM_`, and in the box
 * `length of the body, body (the payload's length + 16) | length of the nonce, nonce (12)`. A length is a u64, little-endian. Only the
 * body's length varies, so a ciphertext is always 244 bytes longer than its payload, and the total says what each length must be.
 * Source: subtensor's timelock crate (`TLECiphertext`, serialised by arkworks).
 */
import { bytesToHex, concatBytes, isBytes, utf8ToBytes } from '@noble/hashes/utils'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { littleEndian, readLittleEndian } from '../scale/scale.js'
import type { TimelockError } from './timelock-error.js'

/** A ciphertext, taken apart. */
export interface Ciphertext {
  /** s·G2, compressed: 96 bytes. */
  readonly u: Uint8Array
  /** sigma, masked by the pairing: 32 bytes. */
  readonly v: Uint8Array
  /** The key, masked by sigma: 32 bytes. */
  readonly w: Uint8Array
  /** The encrypted payload with its tag of 16 bytes. */
  readonly body: Uint8Array
  /** 12 bytes. */
  readonly nonce: Uint8Array
}

/** The bytes of a ciphertext in addition to those of its payload. */
export const OVERHEAD = 244
/** The most bytes that the chain takes as a commit. */
export const MOST_BYTES = 5000

const CIPHER = utf8ToBytes('AES_GCM_')
const withLength = (bytes: Uint8Array): Uint8Array => concatBytes(Uint8Array.from(littleEndian(BigInt(bytes.length), 8)), bytes)

/** The bytes of a ciphertext. */
export const writeCiphertext = ({ u, v, w, body, nonce }: Ciphertext): Uint8Array =>
  concatBytes(u, withLength(v), withLength(w), withLength(concatBytes(withLength(body), withLength(nonce))), withLength(CIPHER))

/** Where each length stands, and what it must be in a ciphertext of so many bytes. */
const lengthsOf = (total: number): readonly (readonly [at: number, expected: number])[] => {
  const body = total - OVERHEAD + 16
  const nonce = 192 + body
  return [
    [96, 32],
    [136, 32],
    [176, 8 + body + 8 + 12],
    [184, body],
    [nonce, 12],
    [nonce + 20, CIPHER.length],
  ]
}

/** An error where a commit can't have so many bytes. */
export const checkLength = (bytes: number): Either<TimelockError, number> =>
  bytes < OVERHEAD || bytes > MOST_BYTES ? left({ _tag: 'CiphertextLength', bytes, least: OVERHEAD, most: MOST_BYTES }) : right(bytes)

/** The parts of a ciphertext. Errors: `NotBytes`, `CiphertextLength`, `PartLength`, `UnknownCipher`. */
export const readCiphertext = (bytes: Uint8Array): Either<TimelockError, Ciphertext> => {
  if (!isBytes(bytes)) return left({ _tag: 'NotBytes', field: 'ciphertext' })
  const total = checkLength(bytes.length)
  if (total._tag === 'Left') return total
  for (const [at, expected] of lengthsOf(bytes.length)) {
    const found = readLittleEndian(bytes.subarray(at, at + 8))
    if (found !== BigInt(expected)) return left({ _tag: 'PartLength', at, found, expected: BigInt(expected) })
  }
  const name = bytes.subarray(-CIPHER.length)
  if (name.some((byte, i) => byte !== CIPHER[i])) return left({ _tag: 'UnknownCipher', found: bytesToHex(name) })
  const nonce = bytes.length - CIPHER.length - 8 - 12
  return right({
    u: bytes.slice(0, 96),
    v: bytes.slice(104, 136),
    w: bytes.slice(144, 176),
    body: bytes.slice(192, nonce - 8),
    nonce: bytes.slice(nonce, nonce + 12),
  })
}

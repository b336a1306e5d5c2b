/**
 * The secret key that signs, from what was read, and the proof that it is the key which it claims to be.
 *
 * A private key of 64 bytes is written in two forms. Wallets of Bittensor write the scalar itself (schnorrkel's `to_bytes`), polkadot-js
 * writes eight times the scalar (`to_ed25519_bytes`); the other 32 bytes are the same. The public key says which of them it is.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { addressOf } from '../../units/address/hotkey.js'
import type { KeyError } from './key-error.js'
import type { Claim, KeyMaterial, Secret } from './key-material.js'
import type { Sr25519 } from './sr25519.js'

/** A secret key of 64 bytes in the form of ed25519, with its public key. */
export interface ExpandedKey {
  readonly secretKey: Uint8Array
  readonly publicKey: Uint8Array
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

/** The form of polkadot-js from that of the wallets: the first 32 bytes, little-endian, times eight. Undefined where that does not fit. */
const timesEight = (bytes: Uint8Array): Uint8Array | undefined => {
  if (bytes[31]! >= 32) return undefined
  const shifted = bytes.slice()
  for (let i = 31; i >= 0; i--) shifted[i] = (bytes[i]! << 3) | (i === 0 ? 0 : bytes[i - 1]! >> 5)
  return shifted
}

const isTimesEight = (bytes: Uint8Array): boolean => (bytes[0]! & 7) === 0

/** The key with its public key; undefined where the bytes are no scalar of the curve. */
const keyOf = ({ getPublicKey }: Sr25519, secretKey: Uint8Array | undefined): readonly ExpandedKey[] => {
  if (secretKey === undefined) return []
  try {
    return [{ secretKey, publicKey: getPublicKey(secretKey) }]
  } catch {
    return []
  }
}

const candidates = (sr25519: Sr25519, { _tag, bytes }: Secret): readonly ExpandedKey[] =>
  _tag === 'Seed'
    ? keyOf(sr25519, sr25519.secretFromSeed(bytes))
    : [...keyOf(sr25519, timesEight(bytes)), ...keyOf(sr25519, isTimesEight(bytes) ? bytes.slice() : undefined)]

/** The key that every claim is true of. `expected` says which form a private key has, where the file says nothing. */
export const expandKey = (
  sr25519: Sr25519,
  source: string,
  { secret, claims }: KeyMaterial,
  expected: Claim | undefined,
): Either<KeyError, ExpandedKey> => {
  const told = claims.length === 0 && expected !== undefined ? [expected] : claims
  if (secret._tag === 'Private' && told.length === 0) return left({ _tag: 'NoPublicKey', source })
  const found = candidates(sr25519, secret)
  const key = found.find(({ publicKey }) => told.some((claim) => isSame(claim.publicKey, publicKey))) ?? found[0]
  if (key === undefined) return left({ _tag: 'InvalidKey', source })
  for (const { secretKey } of found) if (secretKey !== key.secretKey) secretKey.fill(0)
  const untrue = claims.find(({ publicKey }) => !isSame(publicKey, key.publicKey))
  if (untrue !== undefined) {
    const [written, derived] = [addressOf(untrue.publicKey)!, addressOf(key.publicKey)!]
    return left({ _tag: 'Contradiction', source, field: untrue.field, written, derived })
  }
  return right(key)
}

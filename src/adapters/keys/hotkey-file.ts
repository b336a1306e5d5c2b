/**
 * The JSON in which Bittensor's wallets keep a hotkey.
 *
 * Older wallets write `secretSeed` (32 bytes) and `secretPhrase`, newer ones `privateKey` (64 bytes) alone; all write the public key as
 * `publicKey`, `accountId` and `ss58Address`. A seed counts before a private key. Other keys are ignored, and null is as good as nothing.
 * Source: `keyfile.rs` of btwallet and of the Bittensor core in Rust.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { publicKeyOf } from '../../units/address/hotkey.js'
import { isTable } from '../../units/codec/struct.js'
import { parseJson } from '../json/json.js'
import type { KeyError } from './key-error.js'
import type { Claim, KeyMaterial, Secret } from './key-material.js'
import { bytesOfHex } from './key-material.js'

type Fields = Readonly<Record<string, unknown>>
type Reading<A> = Either<KeyError, A>

/** A field in hex: undefined where it is missing. */
const hexField = (source: string, fields: Fields, field: string, length: number): Reading<Uint8Array | undefined> => {
  const value = fields[field] ?? undefined
  if (value === undefined) return right(undefined)
  const bytes = typeof value === 'string' ? bytesOfHex(length, value) : undefined
  return bytes === undefined ? left({ _tag: 'MalformedField', source, field, expected: `${length} bytes in hex` }) : right(bytes)
}

const secretOf = (source: string, fields: Fields): Reading<Secret> => {
  const seed = hexField(source, fields, 'secretSeed', 32)
  if (isLeft(seed)) return seed
  if (seed.right !== undefined) return right({ _tag: 'Seed', bytes: seed.right })
  const expanded = hexField(source, fields, 'privateKey', 64)
  if (isLeft(expanded)) return expanded
  if (expanded.right !== undefined) return right({ _tag: 'Private', bytes: expanded.right })
  return left({ _tag: (fields['secretPhrase'] ?? undefined) === undefined ? 'PublicOnly' : 'PhraseOnly', source })
}

const addressClaim = (source: string, value: unknown): Reading<readonly Claim[]> => {
  if (value === undefined || value === null) return right([])
  const publicKey = typeof value === 'string' ? publicKeyOf(value) : undefined
  return publicKey === undefined
    ? left({ _tag: 'MalformedField', source, field: 'ss58Address', expected: 'an ss58 address (5… with a right checksum)' })
    : right([{ field: 'ss58Address', publicKey }])
}

const claimsOf = (source: string, fields: Fields): Reading<readonly Claim[]> => {
  const claims: Claim[] = []
  for (const field of ['publicKey', 'accountId']) {
    const publicKey = hexField(source, fields, field, 32)
    if (isLeft(publicKey)) return publicKey
    if (publicKey.right !== undefined) claims.push({ field, publicKey: publicKey.right })
  }
  const address = addressClaim(source, fields['ss58Address'])
  return isLeft(address) ? address : right([...claims, ...address.right])
}

/** The fields that count. No other name is repeated in an error, because a broken file may have a key in any place. */
const FIELDS: readonly string[] = ['secretSeed', 'privateKey', 'secretPhrase', 'publicKey', 'accountId', 'ss58Address', 'cryptoType']

/** Sr25519, as wallets number the kinds of signatures. */
const SR25519 = 1

/** Reads the text of a hotkey file. */
export const readHotkeyFile =
  (source: string) =>
  (text: string): Reading<KeyMaterial> => {
    const parsed = parseJson(text)
    if (isLeft(parsed) || !isTable(parsed.right.value)) return left({ _tag: 'NotJson', source })
    const { value: fields, faults } = parsed.right
    const [fault] = faults
    if (fault !== undefined) {
      const field = FIELDS.find((name) => name === fault.path)
      return left(field === undefined ? { _tag: 'NotJson', source } : { _tag: 'RepeatedField', source, field })
    }
    // A key that polkadot-js exported.
    if (fields['encoded'] !== undefined && fields['encoding'] !== undefined) return left({ _tag: 'Encrypted', source, by: 'polkadot-js' })
    if ((fields['cryptoType'] ?? SR25519) !== SR25519) return left({ _tag: 'NotSr25519', source })
    const claims = claimsOf(source, fields)
    if (isLeft(claims)) return claims
    const secret = secretOf(source, fields)
    return isLeft(secret) ? secret : right({ secret: secret.right, claims: claims.right })
  }

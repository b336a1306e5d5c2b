/**
 * The arithmetic of Boneh and Franklin's identity-based encryption (FullIdent) that encrypting and decrypting share.
 *
 * The identity is a round of the beacon, and the beacon's signature of the round is the key that opens what was encrypted to it.
 * Source: D. Boneh, M. Franklin, "Identity-Based Encryption from the Weil Pairing"; the spellings are those of subtensor's timelock crate.
 */
import { bls12_381 } from '@noble/curves/bls12-381'
import { numberToBytesBE, bytesToNumberBE } from '@noble/curves/utils'
import { sha256 } from '@noble/hashes/sha2'
import { concatBytes } from '@noble/hashes/utils'
import type { G1Point, G2Point } from './point.js'
import { littleEndian } from '../scale/scale.js'

const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

/** The point of a round: what the beacon multiplies by its secret key to sign the round. */
export const roundPoint = (round: number): G1Point => bls12_381.G1.hashToCurve(sha256(numberToBytesBE(round, 8)), { DST }) as G1Point

/** The number s that sigma and the key determine. It is 0 for one hash in 2^254, which nobody can find. */
export const scalarOf = (sigma: Uint8Array, key: Uint8Array): bigint =>
  bytesToNumberBE(sha256(concatBytes(sigma, key))) % bls12_381.fields.Fr.ORDER

/** s·G2, compressed. */
export const commitmentOf = (s: bigint): Uint8Array => bls12_381.G2.Point.BASE.multiply(s).toBytes(true)

/** The mask of sigma: the hash of the pairing of two points, neither of them zero, in the byte order of arkworks. */
export const pairingMask = (p: G1Point, q: G2Point): Uint8Array => {
  const { c0, c1 } = bls12_381.pairing(p, q)
  const numbers = [c0, c1].flatMap((six) => [six.c0, six.c1, six.c2]).flatMap((two) => [two.c0, two.c1])
  return sha256(Uint8Array.from(numbers.flatMap((number) => littleEndian(number, 48))))
}

/** Two texts of bytes of the same length, combined bit by bit. */
export const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ b[i]!)

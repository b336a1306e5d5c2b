/** Ciphertexts that the Rust crate of the chain made for round 1000 of drand quicknet, and beacons whose secret keys are known. */
import { readFileSync } from 'node:fs'
import { bls12_381 } from '@noble/curves/bls12-381'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils'
import fc from 'fast-check'
import type { Beacon } from '../../../src/chain/timelock/beacon.js'
import { QUICKNET } from '../../../src/chain/timelock/beacon.js'
import { roundPoint } from '../../../src/chain/timelock/identity-based.js'

export interface Vector {
  readonly round: number
  readonly signature: Uint8Array
  readonly hotkey: Uint8Array
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly version_key: bigint
  readonly payload: Uint8Array
  readonly ciphertext: Uint8Array
}

interface Written {
  readonly round: number
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly version_key: string
  readonly signature: string
  readonly hotkey: string
  readonly payload: string
  readonly ciphertext: string
}

export const vectors: readonly Vector[] = (JSON.parse(readFileSync('test/vectors/timelock.json', 'utf8')) as readonly Written[]).map(
  ({ round, uids, values, version_key, ...hex }) => ({
    round,
    uids,
    values,
    version_key: BigInt(version_key),
    signature: hexToBytes(hex.signature),
    hotkey: hexToBytes(hex.hotkey),
    payload: hexToBytes(hex.payload),
    ciphertext: hexToBytes(hex.ciphertext),
  }),
)

/** drand's signature of round 1000, the one real round of which the tests know the signature. */
export const ROUND_1000 = vectors[0]!.signature

/** A beacon of the tests, and how it signs. */
export interface TestBeacon {
  readonly beacon: Beacon
  readonly sign: (round: number) => Uint8Array
}

export const beaconOf = (secret: bigint): TestBeacon => ({
  beacon: { ...QUICKNET, public_key: bytesToHex(bls12_381.G2.Point.BASE.multiply(secret).toBytes(true)) },
  sign: (round) => roundPoint(round).multiply(secret).toBytes(true),
})

export const entropyArb = fc.uint8Array({ minLength: 76, maxLength: 76 })
export const roundArb = fc.oneof(
  fc.integer({ min: 1, max: 40_000_000 }),
  fc.constantFrom(1, 255, 256, 65_536, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER),
)
/** Lengths at the edges of SCALE's compact form and of AES's blocks, the empty payload and the longest. */
export const payloadArb = fc
  .oneof(fc.constantFrom(0, 1, 15, 16, 17, 63, 64, 1069, 4755, 4756), fc.integer({ min: 0, max: 4756 }))
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))

/**
 * The public beacon to which commits are encrypted: its key, and the time of each of its rounds. These are data; nothing is computed here.
 *
 * Source: the chain information of drand's network quicknet (`https://api.drand.sh/v2/beacons/quicknet/info`), which subtensor's pallet
 * `drand` holds too. Signatures are points of G1 and the public key is a point of G2 of the curve BLS12-381.
 */

/** A beacon that signs the number of each of its rounds. */
export interface Beacon {
  /** The public key: a compressed point of G2, as 192 hexadecimal digits. */
  readonly public_key: string
  /** The time of round 1, in seconds of Unix time. */
  readonly genesis: number
  /** The seconds from one round to the next. */
  readonly period: number
}

/** drand quicknet, the beacon whose signatures subtensor stores and with which it reveals commits. */
export const QUICKNET: Beacon = {
  public_key:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesis: 1_692_803_367,
  period: 3,
}

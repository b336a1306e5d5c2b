/** Points of the two groups of BLS12-381, read from their compressed bytes. */
import { bls12_381 } from '@noble/curves/bls12-381'
import { bytesToHex } from '@noble/hashes/utils'
import type { Either } from 'fp-ts/lib/Either.js'
import { filterOrElse, isRight, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { TimelockError } from './timelock-error.js'

/** A point of the group of signatures. */
export type G1Point = typeof bls12_381.G1.Point.BASE
/** A point of the group of public keys. */
export type G2Point = typeof bls12_381.G2.Point.BASE

type Field = Extract<TimelockError, { readonly _tag: 'NotAPoint' }>['field']

/** The parts of a point that the check needs. */
interface Compressible {
  readonly is0: () => boolean
  readonly toBytes: (compressed: boolean) => Uint8Array
}

/**
 * A point, if the digits are its one compressed form. The curve's library throws where they are no point of the group; it also reads
 * longer forms and the group's zero, which is the signature of no key.
 */
const pointOf =
  <P extends Compressible>(field: Field, read: (hex: string) => P) =>
  (hex: string): Either<TimelockError, P> => {
    const refused = (): TimelockError => ({ _tag: 'NotAPoint', field })
    return pipe(
      typeof hex === 'string' ? tryCatch(() => read(hex), refused) : left(refused()),
      filterOrElse((point) => !point.is0() && bytesToHex(point.toBytes(true)) === hex.toLowerCase(), refused),
    )
  }

/** A signature of a round, from 96 hexadecimal digits. */
export const signaturePoint = pointOf<G1Point>('signature', (hex) => bls12_381.G1.Point.fromHex(hex))

/** The first part of a ciphertext, from 192 hexadecimal digits. */
export const ciphertextPoint = pointOf<G2Point>('ciphertext', (hex) => bls12_381.G2.Point.fromHex(hex))

const readPublicKey = pointOf<G2Point>('public_key', (hex) => bls12_381.G2.Point.fromHex(hex))

/**
 * Reading a key takes about as long as half a pairing, and the curve's library keeps what it works out of a point for the pairing with the
 * point itself. So up to this many keys are remembered.
 */
const MOST_KNOWN = 16
const known = new Map<string, G2Point>()

/** A beacon's public key, from 192 hexadecimal digits. */
export const publicKeyPoint = (hex: string): Either<TimelockError, G2Point> => {
  const remembered = known.get(hex)
  if (remembered !== undefined) return right(remembered)
  const read = readPublicKey(hex)
  if (isRight(read)) {
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(hex, read.right)
  }
  return read
}

/**
 * Compares products of long integers without multiplying them, where their leading bits are enough.
 *
 * The multiplication of two integers of 100,000 bits takes as long as reading them a thousand times. Fractions with such terms are sums
 * over hundreds of pools, and mostly the leading bits of two of them differ.
 */
import { bitLength } from './bit-length.js'

/** Products of shorter integers are multiplied, which is faster. */
const LONG = 1n << 4096n

/** A double holds so many leading bits. */
const LEADING = 53

/**
 * Two leading parts are each too small by less than 1 part in 2^52, and their product is rounded by 1 part in 2^53. If the ratio of two
 * such products differs from 1 by more than this, it is certain which is larger.
 */
const DOUBT = 1e-15 * 8

/** The order that a difference other than 0 shows. */
const order = (difference: number): -1 | 1 => (difference < 0 ? -1 : 1)

/** A long integer as `leading * 2^hidden`, rounded down. */
const approximate = (n: bigint): { readonly leading: number; readonly hidden: number } => {
  const hidden = bitLength(n) - LEADING
  return { leading: Number(n >> BigInt(hidden)), hidden }
}

/** The order of `a * b` and `c * d`, or 0 if the leading bits do not tell. The products of leading parts are from 2^104 to 2^106. */
const byLeadingBits = (a: bigint, b: bigint, c: bigint, d: bigint): -1 | 0 | 1 => {
  const [x, y, z, w] = [approximate(a), approximate(b), approximate(c), approximate(d)]
  const shift = x.hidden + y.hidden - z.hidden - w.hidden
  if (Math.abs(shift) > 2) return order(shift)
  const ratio = ((x.leading * y.leading) / (z.leading * w.leading)) * [0.25, 0.5, 1, 2, 4][shift + 2]!
  return Math.abs(ratio - 1) > DOUBT ? order(ratio - 1) : 0
}

/** -1, 0 or 1: whether `a * b` is below, equal to or above `c * d`. */
export const compareProducts = (a: bigint, b: bigint, c: bigint, d: bigint): -1 | 0 | 1 => {
  if (a > LONG && b > LONG && c > LONG && d > LONG) {
    const told = byLeadingBits(a, b, c, d)
    if (told !== 0) return told
  }
  const [left, right] = [a * b, c * d]
  return left < right ? -1 : left > right ? 1 : 0
}

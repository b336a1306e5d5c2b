/**
 * Square roots of fractions, rounded once to a double. The rounding is decided with integers, so the result is the
 * nearest double, ties to even.
 */
import type { Fraction } from '../units/exact/fraction.js'
import { fraction } from '../units/exact/fraction.js'
import { toDouble } from '../units/exact/fraction-rounding.js'

const bits = (n: bigint): number => n.toString(2).length

/** The largest integer whose square is not above n, which is above 0, by Newton's method from above. */
const integerRoot = (n: bigint): bigint => {
  let root = 1n << BigInt((bits(n) + 1) >> 1)
  for (let next = (root + n / root) >> 1n; next < root; next = (root + n / root) >> 1n) root = next
  return root
}

/** The double nearest to the square root of a fraction of at least 0. */
export const rootToDouble = ({ numerator, denominator }: Fraction): number => {
  if (numerator === 0n) return 0
  // With 57 bits or more of the root, the remainder only decides on which side of a tie the root lies, so one more bit
  // is enough.
  const shift = BigInt(Math.max(0, Math.ceil((115 - bits(numerator) + bits(denominator)) / 2)))
  const scaled = numerator << (2n * shift)
  const root = integerRoot(scaled / denominator)
  const sticky = root * root * denominator === scaled ? 0n : 1n
  return toDouble(fraction(2n * root + sticky, 2n << shift))
}

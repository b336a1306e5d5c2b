/** Natural logarithms of fractions, with an error of at most 2^-300. */
import type { Fraction } from '../units/exact/fraction.js'
import { fraction } from '../units/exact/fraction.js'
import { PLACES, toFixedPoint, UNIT } from './fixed-point.js'

/** `ln((1 + t) / (1 - t)) = 2 (t + t^3 / 3 + t^5 / 5 + …)` for |t| up to 1/3, in fixed point. */
const twiceArtanh = (t: bigint): bigint => {
  // A shift rounds down, so a negative power would never become 0.
  const magnitude = t < 0n ? -t : t
  const square = (magnitude * magnitude) >> PLACES
  let total = 0n
  for (let power = magnitude, k = 1n; power > 0n; power = (power * square) >> PLACES, k += 2n) total += power / k
  return t < 0n ? -2n * total : 2n * total
}

/** ln 2, in fixed point: (1 + 1/3) / (1 - 1/3) = 2. */
export const LN_2 = twiceArtanh(UNIT / 3n)

const bits = (n: bigint): number => n.toString(2).length

/** ln of a fraction above 0. ln of 1 is exactly 0. */
export const logarithm = ({ numerator, denominator }: Fraction): Fraction => {
  // x = m * 2^doublings with m between 1/2 and 2, so that (m - 1) / (m + 1) lies between -1/3 and 1/3.
  const doublings = bits(numerator) - bits(denominator)
  const [a, b] = doublings < 0 ? [numerator << BigInt(-doublings), denominator] : [numerator, denominator << BigInt(doublings)]
  return fraction(twiceArtanh(toFixedPoint(fraction(a - b, a + b))) + BigInt(doublings) * LN_2, UNIT)
}

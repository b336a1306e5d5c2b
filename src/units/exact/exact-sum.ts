/** Sums and means of doubles without rounding on the way, and so without an order that matters. */
import type { Fraction } from './fraction.js'
import { divide, fraction } from './fraction.js'
import { toDouble } from './fraction-rounding.js'
import { scaledIntegers } from './double.js'

/**
 * The exact sum of finite doubles of at least 0.
 *
 * @example
 * ```ts
 * import { exactSum, Fractions } from 'steelyard'
 * const { toDouble } = Fractions
 * toDouble(exactSum([0.1, 0.2, 0.3])) // => 0.6
 * 0.1 + 0.2 + 0.3 // => 0.6000000000000001
 * ```
 */
export const exactSum = (values: ArrayLike<number>): Fraction => {
  const { integers, exponent } = scaledIntegers(values)
  const total = integers.reduce((sum, n) => sum + n, 0n)
  return exponent >= 0 ? fraction(total << BigInt(exponent)) : fraction(total, 1n << BigInt(-exponent))
}

/**
 * Mean of scores: exact sum, exact division, rounded once to a double, so that their order never matters. 0 without any.
 *
 * @example
 * ```ts
 * import { exactMean } from 'steelyard'
 * exactMean([0.7, 0.1, 0.1]) // => 0.3
 * exactMean([]) // => 0
 * ```
 */
export const exactMean = (scores: readonly number[]): number =>
  scores.length === 0 ? 0 : toDouble(divide(exactSum(scores), fraction(BigInt(scores.length))))

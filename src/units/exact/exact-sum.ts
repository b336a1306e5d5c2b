/** Sums and means of doubles without intermediate rounding, so the order of the values does not matter. */
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
 * The mean of scores: exact sum, exact division, rounded once to a double, so the order of the scores does not matter.
 * Without scores it is 0.
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

/** Sums of doubles without rounding on the way, and so without an order that matters. */
import type { Fraction } from './fraction.js'
import { fraction } from './fraction.js'
import { scaledIntegers } from './double.js'

/**
 * The exact sum of finite doubles of at least 0.
 *
 * @example
 * ```ts
 * import { exactSum, toDouble } from 'steelyard'
 * toDouble(exactSum([0.1, 0.2, 0.3])) // => 0.6
 * 0.1 + 0.2 + 0.3 // => 0.6000000000000001
 * ```
 */
export const exactSum = (values: ArrayLike<number>): Fraction => {
  const { integers, exponent } = scaledIntegers(values)
  const total = integers.reduce((sum, n) => sum + n, 0n)
  return exponent >= 0 ? fraction(total << BigInt(exponent)) : fraction(total, 1n << BigInt(-exponent))
}

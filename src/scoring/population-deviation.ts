/**
 * The standard deviation of a whole population.
 *
 * Laws: the order of the values does not matter; the deviation of equal values is exactly 0, and that of unequal values is above
 * 0; multiplying all values by a power of two multiplies the deviation by it.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { scaledIntegers } from '../units/exact/double.js'
import { fraction } from '../units/exact/fraction.js'
import { rootToDouble } from './root.js'

/**
 * `sqrt(mean of (x - mean)^2)`, exact up to the root, which is rounded to the nearest double. The values are finite and at least
 * 0; the result is none when there are no values.
 *
 * @example
 * ```ts
 * import { none, some } from 'fp-ts/lib/Option.js'
 * import { populationDeviation } from 'steelyard/scoring'
 * populationDeviation([2, 4, 4, 4, 5, 5, 7, 9]) // => some(2)
 * populationDeviation([0.1, 0.1, 0.1]) // => some(0)
 * populationDeviation([]) // => none
 * ```
 */
export const populationDeviation = (values: ArrayLike<number>): Option<number> => {
  if (values.length === 0) return none
  const { integers, exponent } = scaledIntegers(values)
  const n = BigInt(integers.length)
  const total = integers.reduce((sum, x) => sum + x, 0n)
  const squares = integers.reduce((sum, x) => sum + x * x, 0n)
  // The variance is (n sum(x^2) - (sum x)^2) / n^2, and each x is an integer times 2^exponent.
  const [up, down] = [2n * BigInt(Math.max(0, exponent)), 2n * BigInt(Math.max(0, -exponent))]
  return some(rootToDouble(fraction((n * squares - total * total) << up, (n * n) << down)))
}

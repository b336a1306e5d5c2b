/**
 * Weights by rank: the best gets 1, the r-th `1 / r^exponent`.
 *
 * Tie rule: equal values each get the mean of the weights of their ranks, exactly the same double. Laws: the order of the
 * values does not matter; a larger value never gets less; the sum of the weights is that of the ranks' weights, up to one
 * rounding per value.
 */
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import type { Fraction } from '../units/exact/fraction.js'
import { divide, fraction, fromDecimal, multiply, sum } from '../units/exact/fraction.js'
import { toDouble } from '../units/exact/fraction-rounding.js'
import { exponential } from './exponential.js'
import { logarithm } from './logarithm.js'

/**
 * The weights of values (no NaN), in the order of the values; rank 1 is the largest value. The exponent is at least 0 and read
 * by its shortest decimal. Powers are computed to more than 80 digits, and each weight is rounded once to a double.
 *
 * @example
 * ```ts
 * import { rankWeights } from 'steelyard/scoring'
 * rankWeights(1)([10, 40, 20]) // => [1 / 3, 1, 1 / 2]
 * rankWeights(1.2)([0.4, 0.4]) // => [0.717637640824031, 0.717637640824031]
 * ```
 */
export const rankWeights = (exponent: DecimalValue): ((values: ArrayLike<number>) => readonly number[]) => {
  const minus = fromDecimal(new Decimal(exponent).neg())
  const ofRank = (rank: number): Fraction => exponential(multiply(minus, logarithm(fraction(BigInt(rank)))))
  return (values) => {
    const descending = Array.from({ length: values.length }, (_, i) => values[i]!).sort((a, b) => b - a)
    const weights = new Map<number, number>()
    for (let from = 0, to = 0; from < descending.length; from = to) {
      while (to < descending.length && descending[to] === descending[from]) to++
      const ranks = Array.from({ length: to - from }, (_, i) => ofRank(from + i + 1))
      weights.set(descending[from]!, toDouble(divide(sum(ranks), fraction(BigInt(ranks.length)))))
    }
    return Array.from({ length: values.length }, (_, i) => weights.get(values[i]!)!)
  }
}

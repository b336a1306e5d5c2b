/**
 * Weights by rank: the best gets 1, the r-th `1 / r^exponent`.
 *
 * Tie rule: equal values share the mean of the weights of their ranks, each exactly the same double. Laws: the order of the
 * values never matters; a larger value never gets less; the total is that of the ranks, up to one rounding a value.
 */
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import type { Fraction } from '../units/exact/fraction.js'
import { divide, fraction, fromDecimal, multiply, sum } from '../units/exact/fraction.js'
import { toDouble } from '../units/exact/fraction-rounding.js'
import { exponential } from './exponential.js'
import { logarithm } from './logarithm.js'

/**
 * The weights of values (no NaN), in the order in which they come, by rank from the largest down. The exponent is at least 0, by
 * its shortest decimal; powers are computed to more than 80 digits and each weight rounded once to a double.
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

/**
 * Scores as weighted counts, and the shares of scores.
 *
 * Laws: a score is the sum of weight times count, exactly; shares sum to exactly 1, or there are none; scaling all weights changes
 * no share. A part without any count adds nothing, so the others make up the whole.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { Decimal } from '../units/exact/decimal.js'
import type { Fraction } from '../units/exact/fraction.js'
import { add, divide, fromDecimal, fromDouble, multiply, sum, ZERO } from '../units/exact/fraction.js'
import type { WeightedPart } from './blend.js'

/**
 * `weight * count`, summed over the parts, for each key of any part, in the order in which the keys first occur.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { weightedCounts } from 'steelyard/scoring'
 * const curated = { weight: 0.6, scores: new Map([['5A', 2]]) }
 * const sourced = { weight: 0.4, scores: new Map([['5A', 1], ['5B', 4]]) }
 * [...weightedCounts([curated, sourced])].map(([key, score]) => [key, Fractions.toDouble(score)]) // => [['5A', 1.6], ['5B', 1.6]]
 * ```
 */
export const weightedCounts = <K>(parts: readonly WeightedPart<K>[]): ReadonlyMap<K, Fraction> => {
  const scores = new Map<K, Fraction>()
  for (const part of parts) {
    const weight = fromDecimal(new Decimal(part.weight))
    for (const [key, count] of part.scores) scores.set(key, add(scores.get(key) ?? ZERO, multiply(weight, fromDouble(count))))
  }
  return scores
}

/**
 * Each score (at least 0) over the sum of all of them, in the order of the scores; none when that sum is 0.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { sharesOf } from 'steelyard/scoring'
 * const scores = new Map([['5A', Fractions.fraction(6n, 10n)], ['5B', Fractions.fraction(18n, 10n)]])
 * [...sharesOf(scores).value].map(([key, share]) => [key, Fractions.toLowestTerms(share)]) // => [['5A', '1/4'], ['5B', '3/4']]
 * ```
 */
export const sharesOf = <K>(scores: ReadonlyMap<K, Fraction>): Option<ReadonlyMap<K, Fraction>> => {
  const total = sum([...scores.values()])
  return total.numerator === 0n ? none : some(new Map([...scores].map(([key, score]) => [key, divide(score, total)])))
}

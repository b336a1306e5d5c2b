/**
 * Blends of normalised shares: first the scores of each part become shares of the part's total, then the parts are added by their
 * weights.
 *
 * Laws: the shares sum to exactly 1, or there are none; scaling all scores of a part, or all weights, changes nothing; a part without
 * any score is left out, and the weights of the others are scaled to sum to 1. Exact: nothing is rounded.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import { scaledIntegers } from '../units/exact/double.js'
import type { Fraction } from '../units/exact/fraction.js'
import { fraction } from '../units/exact/fraction.js'

/** One part of a blend: its weight (at least 0, by its shortest decimal), and the score of each key. */
export interface WeightedPart<K> {
  readonly weight: DecimalValue
  /** Finite numbers of at least 0. */
  readonly scores: ReadonlyMap<K, number>
}

/** The decimals as integers over one common denominator. */
const proportions = (weights: readonly DecimalValue[]): readonly bigint[] => {
  const decimals = weights.map((weight) => new Decimal(weight))
  const places = Math.max(0, ...decimals.map((weight) => weight.decimalPlaces()))
  return decimals.map((weight) => BigInt(weight.toFixed(places).replace('.', '')))
}

/**
 * The share of each key of any part, in the order in which the keys first occur. A key without a score gets 0. The result is none when no
 * part with a weight above 0 has any score.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { blend } from 'steelyard/scoring'
 * const sourced = new Map([['5A', 1], ['5B', 3]])
 * const shares = (scores) => [...blend([{ weight: 0.6, scores }, { weight: 0.2, scores: sourced }]).value.values()].map(Fractions.toLowestTerms)
 * shares(new Map([['5A', 7]])) // => ['13/16', '3/16']
 * shares(new Map()) // => ['1/4', '3/4']
 * ```
 */
export const blend = <K>(parts: readonly WeightedPart<K>[]): Option<ReadonlyMap<K, Fraction>> => {
  const weights = proportions(parts.map(({ weight }) => weight))
  const live = parts.flatMap(({ scores }, i) => {
    const { integers } = scaledIntegers([...scores.values()])
    const total = integers.reduce((sum, score) => sum + score, 0n)
    return total === 0n ? [] : [{ keys: [...scores.keys()], integers, total, weight: weights[i]! }]
  })
  const whole = live.reduce((sum, { weight }) => sum + weight, 0n)
  if (whole === 0n) return none
  // All terms have one denominator, so the denominator does not grow in a sum of thousands of terms.
  const common = live.reduce((product, { total }) => product * total, 1n)
  const numerators = new Map<K, bigint>(parts.flatMap(({ scores }) => [...scores.keys()].map((key) => [key, 0n])))
  for (const { keys, integers, total, weight } of live)
    keys.forEach((key, i) => numerators.set(key, numerators.get(key)! + weight * (common / total) * integers[i]!))
  return some(new Map([...numerators].map(([key, numerator]) => [key, fraction(numerator, whole * common)])))
}

/**
 * Decay by age: after each half-life a sample counts half of what it did.
 *
 * Laws: what is new counts 1 and the weight falls with age; a mean lies between its values, does not depend on their order,
 * and stays as it is while time goes on, for all weights fall alike. Half-lives are by their shortest decimals; 2^-n is exact for
 * whole n, else computed to more than 80 digits; the result is rounded once to a double.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import { divide, fromDouble, multiply, sum } from '../units/exact/fraction.js'
import { toDouble } from '../units/exact/fraction-rounding.js'
import type { Instant } from '../units/time/instant.js'
import { secondsBetween } from '../units/time/instant.js'
import { halfLivesIn, remaining } from './half-life.js'

/**
 * The weight of a sample by its age: `2^(-age / halfLife)`, both in the same unit, a half-life above 0. An age below 0 counts as 0.
 *
 * @example
 * ```ts
 * import { ageDecay } from 'steelyard/scoring'
 * [0, 1, 2, 0.5, -3].map(ageDecay(1)) // => [1, 0.5, 0.25, 0.7071067811865476, 1]
 * ```
 */
export const ageDecay =
  (halfLife: DecimalValue) =>
  (age: DecimalValue): number =>
    toDouble(remaining(halfLivesIn(halfLife, age)))

/** A score and when it was seen. */
export interface DatedScore {
  /** A finite number of at least 0. */
  readonly value: number
  readonly at: Instant
}

/**
 * The mean of scores, each with the weight `2^(-age / halfLife)` at an instant; none without any. A score from after that
 * instant has the age 0. One that is over 4096 half-lives older than the youngest counts as one of 4096.
 *
 * @example
 * ```ts
 * import { none, some } from 'fp-ts/lib/Option.js'
 * import { Instant } from 'steelyard'
 * import { decayedMean } from 'steelyard/scoring'
 * const at = (text) => Instant.decode(text).right
 * const scores = [{ value: 0.9, at: at('2026-11-20T06:00:00Z') }, { value: 0.3, at: at('2026-11-19T06:00:00Z') }]
 * decayedMean(86400)(at('2026-11-20T18:00:00Z'))(scores) // => some(0.7)
 * decayedMean(86400)(at('2026-11-20T18:00:00Z'))([]) // => none
 * ```
 */
export const decayedMean =
  (halfLifeSeconds: DecimalValue) =>
  (at: Instant) =>
  (scores: readonly DatedScore[]): Option<number> => {
    if (scores.length === 0) return none
    const ages = scores.map((score) => Decimal.max(0, secondsBetween(score.at, at)))
    // Only differences of age matter, and the youngest weighs 1: scores that are all ancient keep their proportions.
    const youngest = Decimal.min(...ages)
    const weights = ages.map((age) => remaining(halfLivesIn(halfLifeSeconds, age.minus(youngest))))
    return some(toDouble(divide(sum(weights.map((weight, i) => multiply(weight, fromDouble(scores[i]!.value)))), sum(weights))))
  }

/**
 * Decay by age: with each half-life the weight of a sample halves.
 *
 * Laws: a new sample has the weight 1, and the weight falls with age; a mean lies between its values, does not depend on their
 * order, and does not change while time passes, because all weights fall by the same factor. Half-lives are read by their
 * shortest decimals. 2^-n is exact for whole n, else computed to more than 80 digits; the result is rounded once to a double.
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
 * The weight of a sample by its age: `2^(-age / halfLife)`. Both are in the same unit; the half-life is above 0. An age below 0
 * counts as 0.
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
 * The mean of scores, each with the weight `2^(-age / halfLife)` at an instant; none when there are no scores. A score
 * seen after that instant has the age 0. A score more than 4096 half-lives older than the youngest counts as 4096
 * half-lives older.
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
    // Only differences of age matter, so the youngest gets the weight 1. This keeps the proportions when all scores are
    // very old.
    const youngest = Decimal.min(...ages)
    const weights = ages.map((age) => remaining(halfLivesIn(halfLifeSeconds, age.minus(youngest))))
    return some(toDouble(divide(sum(weights.map((weight, i) => multiply(weight, fromDouble(scores[i]!.value)))), sum(weights))))
  }

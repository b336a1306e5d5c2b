/**
 * The constants of pathway scoring for all tasks. The defaults are the values of the system from which the rules come, except
 * `least_score`, which that system does not have.
 */
import type * as t from 'io-ts'
import { leaf } from '../../units/codec/leaf.js'
import { closedStruct } from '../../units/codec/struct.js'
import { NotNegative, Percentile, Positive } from './quantities.js'
import { Count } from '../../units/codec/count.js'
import { tableWithDefaults } from './table-with-defaults.js'

/**
 * When a score is excellent: it is at or above a percentile of the scores of its task, and enough miners have a score
 * in the task.
 */
export type Excellence = { readonly min_miners: number; readonly percentile: number }

/**
 * The constants of the diversity pathway. The multiplier is `lower + range / (1 + e^(-rate (rank - midpoint)))`. The transform of
 * a task is logistic about the mean m of its scores with the rate `spread / max(deviation, least_deviation)`, clamped to the
 * range from `least_rate` to `most_rate`. In a task without scores, midpoint and rate are `empty_midpoint` and `empty_rate`.
 */
export type Diversity = {
  readonly lower: number
  readonly range: number
  readonly rate: number
  readonly midpoint: number
  readonly spread: number
  readonly least_deviation: number
  readonly least_rate: number
  readonly most_rate: number
  readonly empty_midpoint: number
  readonly empty_rate: number
}

/** The sum of contributions is multiplied by `base + per_task * tasks`. A task with a score below `least_score` is not one of the tasks. */
export type Bonus = { readonly base: number; readonly per_task: number }

/**
 * From raw weights to claims. With x the raw weight divided by the largest, the claim is `upper / (1 + q e^(-rate (x - M)))^(1
 * / nu) + slope x`, where M is the `percentile` of the positive x. When the standard deviation of the claims is below
 * `deviation`, the claim is `1 / rank^exponent` instead.
 */
export type Curve = {
  readonly percentile: number
  readonly upper: number
  readonly q: number
  readonly rate: number
  readonly nu: number
  readonly slope: number
  readonly deviation: number
  readonly exponent: number
}

/**
 * Every constant. `completeness_threshold` is the part of the expected samples from which on a score is not reduced. `least_score` is the
 * lowest score with which a task counts for a miner, in the unit of scores: below it the task adds nothing to the bonus and to diversity,
 * and the score does not count in the ranks, in the mean and in the number of miners of the task. A sample below it does not count
 * for completeness, but it counts in the mean. The default is 0.01, one per cent of a full score: scores lie from 0 to 1, and a lower
 * score shows no skill. With 0 every score above 0 counts, which gives the weights of the first release.
 */
export type Rules = {
  readonly least_score: number
  readonly completeness_threshold: number
  readonly excellence: Excellence
  readonly diversity: Diversity
  readonly bonus: Bonus
  readonly curve: Curve
}

export const RULE_DEFAULTS: Rules = {
  least_score: 0.01,
  completeness_threshold: 0.3,
  excellence: { min_miners: 10, percentile: 85 },
  diversity: {
    lower: 0.3,
    range: 0.9,
    rate: 0.08,
    midpoint: 35,
    spread: 20,
    least_deviation: 0.01,
    least_rate: 10,
    most_rate: 30,
    empty_midpoint: 0.9,
    empty_rate: 15,
  },
  bonus: { base: 0.7, per_task: 0.15 },
  curve: { percentile: 80, upper: 0.98, q: 8, rate: 70, nu: 0.3, slope: 0.01, deviation: 0.01, exponent: 1.2 },
}

/** The largest exponent. A larger one would give nearly 0 to every rank after the first, and lose digits. */
const Exponent = leaf<number, number>('a number from 0 to 16', (u): u is number => typeof u === 'number' && u >= 0 && u <= 16)
const Threshold = leaf<number, number>('a number above 0, at most 1', (u): u is number => typeof u === 'number' && u > 0 && u <= 1)

/** Codecs of the constants; each is optional. */
export const RULE_KEYS = {
  least_score: NotNegative,
  completeness_threshold: Threshold,
  excellence: tableWithDefaults(
    closedStruct('a table { min_miners, percentile }', {}, { min_miners: Count, percentile: Percentile }),
    RULE_DEFAULTS.excellence,
  ),
  diversity: tableWithDefaults(
    closedStruct(
      'a table { lower, range, rate, midpoint, … }',
      {},
      {
        lower: NotNegative,
        range: NotNegative,
        rate: Positive,
        midpoint: Percentile,
        spread: Positive,
        least_deviation: Positive,
        least_rate: Positive,
        most_rate: Positive,
        empty_midpoint: NotNegative,
        empty_rate: Positive,
      },
    ),
    RULE_DEFAULTS.diversity,
  ),
  bonus: tableWithDefaults(
    closedStruct('a table { base, per_task }', {}, { base: NotNegative, per_task: NotNegative }),
    RULE_DEFAULTS.bonus,
  ),
  curve: tableWithDefaults(
    closedStruct(
      'a table { percentile, upper, q, rate, nu, slope, deviation, exponent }',
      {},
      {
        percentile: Percentile,
        upper: Positive,
        q: Positive,
        rate: Positive,
        nu: Positive,
        slope: NotNegative,
        deviation: NotNegative,
        exponent: Exponent,
      },
    ),
    RULE_DEFAULTS.curve,
  ),
} satisfies { readonly [K in keyof Rules]: t.Type<Rules[K], unknown> }

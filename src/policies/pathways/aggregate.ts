/**
 * The samples of a miner in a task as one score: their mean, reduced for missing samples.
 *
 * Laws: the order of samples does not matter; the mean lies between them; without samples there is no aggregate. Each number is
 * computed from the doubles before it and rounded once to a double.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { map } from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { DatedScore } from '../../scoring/age-decay.js'
import { decayedMean } from '../../scoring/age-decay.js'
import { completeness } from '../../scoring/completeness.js'
import { Decimal } from '../../units/exact/decimal.js'
import type { Instant } from '../../units/time/instant.js'
import { instantOrder } from '../../units/time/instant.js'
import type { Task } from './task.js'

/** The mean of the samples, and how many of them are of at least the least score. */
export type Mean = {
  readonly samples_present: number
  readonly samples_expected: number
  readonly mean: number
}

/** `aggregated_score` is the mean times the factor. */
export type Aggregate = Mean & { readonly completeness_factor: number; readonly aggregated_score: number }

/** Reduces a mean for missing samples. */
export const completed = (threshold: number): ((mean: Mean) => Aggregate) => {
  const factor = completeness({ threshold })
  return ({ samples_present, samples_expected, mean }) => {
    const completeness_factor = factor(samples_present, samples_expected)
    return { samples_present, samples_expected, mean, completeness_factor, aggregated_score: mean * completeness_factor }
  }
}

/** The latest samples. There are several only if they were made at the same instant. */
const latest = (samples: readonly DatedScore[]): readonly DatedScore[] => {
  const newest = samples.reduce<Instant | null>((so, { at }) => (so === null || instantOrder.compare(at, so) > 0 ? at : so), null)
  return samples.filter(({ at }) => newest !== null && instantOrder.equals(at, newest))
}

/**
 * The mean at an instant by the rule of the task; none without samples. When only the latest counts and there are
 * several latest samples, it is their plain mean. A sample below `leastScore` counts in the mean, but it is not present.
 */
export const meanOf =
  ({ latest_only, half_life_hours, expected_samples }: Task, leastScore: number) =>
  (at: Instant) =>
  (samples: readonly DatedScore[]): Option<Mean> =>
    pipe(
      decayedMean(new Decimal(half_life_hours).times(3600))(at)(latest_only ? latest(samples) : samples),
      map((mean) => ({
        samples_present: samples.filter(({ value }) => value >= leastScore).length,
        samples_expected: expected_samples,
        mean,
      })),
    )

/**
 * The smoothed scores of a neuron after this allocation: what to hand in as `previous` next time.
 */
import { some, toUndefined } from 'fp-ts/lib/Option.js'
import { alphaAfter, ema } from '../../scoring/ema.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Hotkey } from '../../units/address/hotkey.js'
import type { Instant } from '../../units/time/instant.js'
import { instantOrder, secondsBetween } from '../../units/time/instant.js'
import type { UnitScore } from '../../units/exact/score.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { ScoreState } from '../snapshot/snapshot.js'

/** What the window says of a neuron. */
export type Observation =
  /** No result: no sample, which is not a zero. */
  | { readonly _tag: 'NoResult' }
  /** Results, but none valid. */
  | { readonly _tag: 'NoneValid' }
  /** A score for each category that has a pool and in which its executors have GPUs, whatever the pool's minimums. */
  | { readonly _tag: 'Verified'; readonly samples: readonly { readonly category: string; readonly score: number }[] }

/** The weight of a sample taken at `at` against a state of some instant, by whichever smoothing the config names. */
export type AlphaSince = (since: Instant) => number

/** Remembers the weights that it has worked out: the decimal arithmetic takes long, and most states share an instant. */
export const alphaSince = ({ ema_alpha, ema_half_life_seconds }: EmissionConfig, at: Instant): AlphaSince => {
  if (ema_half_life_seconds === undefined) return () => ema_alpha
  const known = new Map<string, number>()
  return (since) => {
    const alpha = known.get(since.text) ?? alphaAfter(ema_half_life_seconds, secondsBetween(since, at))
    known.set(since.text, alpha)
    return alpha
  }
}

/** A clock that was set back, or an older snapshot, must not count a stretch of time twice. */
const laterOf = (at: Instant, before: Instant | undefined): Instant =>
  before !== undefined && instantOrder.compare(before, at) > 0 ? before : at

/**
 * The states of one hotkey after an observation, by category in code-unit order. Without a result they stay as they were;
 * with none valid a 0 is averaged in, in each category there is a state of; else the score of a category is averaged in where it has
 * GPUs, and states of other categories are kept or, with `on_gpu_change = "reset"`, forgotten. A state that takes a sample is of the later
 * of `at` and the instant that it was of before.
 */
export const nextStates =
  (alpha: AlphaSince, at: Instant, onGpuChange: EmissionConfig['on_gpu_change']) =>
  (hotkey: Hotkey, previous: readonly ScoreState[], seen: Observation): readonly ScoreState[] => {
    const sampled = (category: string, sample: number): ScoreState => {
      const before = previous.find((state) => state.category === category)
      // Between two scores from 0 to 1 lies another.
      const score = before === undefined ? sample : toUndefined(ema(alpha(before.updated_at))(some(before.score))(some(sample)))
      return { hotkey, category, score: score as UnitScore, updated_at: laterOf(at, before?.updated_at) }
    }
    const observed = (): readonly ScoreState[] => {
      switch (seen._tag) {
        case 'NoResult':
          return previous
        case 'NoneValid':
          return previous.map(({ category }) => sampled(category, 0))
        case 'Verified': {
          const others = previous.filter((state) => seen.samples.every(({ category }) => category !== state.category))
          // A miner that shows no GPU of a rewarded category has changed to no other.
          const forgotten = onGpuChange === 'reset' && seen.samples.length > 0
          return [...(forgotten ? [] : others), ...seen.samples.map(({ category, score }) => sampled(category, score))]
        }
      }
    }
    return [...observed()].sort((a, b) => codeUnitOrder.compare(a.category, b.category))
  }

/**
 * The smoothed scores of a neuron after this allocation: what to hand in as `previous` next time.
 */
import { some, toUndefined } from 'fp-ts/lib/Option.js'
import { alphaAfter, ema } from '../../scoring/ema.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Hotkey } from '../../units/address/hotkey.js'
import type { Instant } from '../../units/time/instant.js'
import { secondsBetween } from '../../units/time/instant.js'
import type { UnitScore } from '../../units/exact/score.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { ScoreState } from '../snapshot/snapshot.js'

/** What the window says of a neuron. */
export type Observation =
  /** No result: no sample, which is not a zero. */
  | { readonly _tag: 'NoResult' }
  /** Results, but none valid. */
  | { readonly _tag: 'NoneValid' }
  /** `categories` are those with a pool in which its executors have GPUs, whatever the pool's minimums. */
  | { readonly _tag: 'Verified'; readonly score: number; readonly categories: readonly string[] }

/** The weight of a sample taken at `at` against a state of some instant, by whichever smoothing the config names. */
export type AlphaSince = (since: Instant) => number

/** Remembers the weights it has worked out: the decimal arithmetic is dear, and most states share an instant. */
export const alphaSince = ({ ema_alpha, ema_half_life_seconds }: EmissionConfig, at: Instant): AlphaSince => {
  if (ema_half_life_seconds === undefined) return () => ema_alpha
  const known = new Map<string, number>()
  return (since) => {
    const alpha = known.get(since.text) ?? alphaAfter(ema_half_life_seconds, secondsBetween(since, at))
    known.set(since.text, alpha)
    return alpha
  }
}

/**
 * The states of one hotkey after an observation, by category in code-unit order. Without a result they stay as they were;
 * with none valid a 0 is averaged in, in each category there is a state of; else the score is averaged in where it has
 * GPUs, and states of other categories are forgotten or, with `on_gpu_change = "carry"`, kept.
 */
export const nextStates =
  (alpha: AlphaSince, at: Instant, onGpuChange: EmissionConfig['on_gpu_change']) =>
  (hotkey: Hotkey, previous: readonly ScoreState[], seen: Observation): readonly ScoreState[] => {
    const sampled = (category: string, sample: number): ScoreState => {
      const before = previous.find((state) => state.category === category)
      // Between two scores from 0 to 1 lies another.
      const score = before === undefined ? sample : toUndefined(ema(alpha(before.updated_at))(some(before.score))(some(sample)))
      return { hotkey, category, score: score as UnitScore, updated_at: at }
    }
    const observed = (): readonly ScoreState[] => {
      switch (seen._tag) {
        case 'NoResult':
          return previous
        case 'NoneValid':
          return previous.map(({ category }) => sampled(category, 0))
        case 'Verified': {
          const kept = onGpuChange === 'carry' ? previous.filter(({ category }) => !seen.categories.includes(category)) : []
          return [...kept, ...seen.categories.map((category) => sampled(category, seen.score))]
        }
      }
    }
    return [...observed()].sort((a, b) => codeUnitOrder.compare(a.category, b.category))
  }

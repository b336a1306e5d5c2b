/**
 * The smoothed scores of a neuron after this allocation: what to hand in as `previous` next time.
 */
import { fromNullable, some, toUndefined } from 'fp-ts/lib/Option.js'
import { ema, emaHalfLife } from '../scoring/ema.js'
import { codeUnitOrder } from '../units/code-unit-order.js'
import type { Hotkey } from '../units/hotkey.js'
import type { Instant } from '../units/instant.js'
import { secondsBetween } from '../units/instant.js'
import type { UnitScore } from '../units/score.js'
import type { EmissionConfig } from './emission-config.js'
import type { ScoreState } from './snapshot.js'

/** What the window says of a neuron. */
export type Observation =
  /** No result: no sample, which is not a zero. */
  | { readonly _tag: 'NoResult' }
  /** Results, but none valid. */
  | { readonly _tag: 'NoneValid' }
  /** `categories` are those with a pool in which its executors have GPUs, whatever the pool's minimums. */
  | { readonly _tag: 'Verified'; readonly score: number; readonly categories: readonly string[] }

type Smooth = (previous: ScoreState | undefined, sample: number) => UnitScore

/** The config's moving average, from the state's own instant to `at`. Between two scores from 0 to 1 lies another. */
export const smoothing = (config: EmissionConfig, at: Instant): Smooth => {
  const byElapsed = new Map<string, ReturnType<typeof ema>>()
  const average = (since: Instant | undefined): ReturnType<typeof ema> => {
    if (config.ema_half_life_seconds === undefined) return ema(config.ema_alpha)
    // The decimal arithmetic of a half-life is dear, and most states were updated at the same instant.
    const key = since?.text ?? ''
    const known = byElapsed.get(key)
    const step = known ?? emaHalfLife(config.ema_half_life_seconds)(since === undefined ? 0 : secondsBetween(since, at))
    if (known === undefined) byElapsed.set(key, step)
    return step
  }
  return (previous, sample) =>
    toUndefined(average(previous?.updated_at)(fromNullable(previous?.score))(some(sample))) as UnitScore
}

/**
 * The states of one hotkey after an observation, by category in code-unit order. Without a result they stay as they were;
 * with none valid a 0 is averaged in, in each category there is a state of; else the score is averaged in where it has
 * GPUs, and states of other categories are forgotten or, with `on_gpu_change = "carry"`, kept.
 */
export const nextStates =
  (smooth: Smooth, at: Instant, onGpuChange: EmissionConfig['on_gpu_change']) =>
  (hotkey: Hotkey, previous: readonly ScoreState[], seen: Observation): readonly ScoreState[] => {
    const sampled = (category: string, sample: number): ScoreState => {
      const before = previous.find((state) => state.category === category)
      return { hotkey, category, score: smooth(before, sample), updated_at: at }
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

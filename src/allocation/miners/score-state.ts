/**
 * The smoothed scores of a neuron after this allocation. They are the `previous` of the next allocation.
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

/** What the results in the window show of a neuron. */
export type Observation =
  /** There is no result, so there is no sample. That is not a sample of 0. */
  | { readonly _tag: 'NoResult' }
  /** There are results, but no valid one. */
  | { readonly _tag: 'NoneValid' }
  /** A score for each category that has a pool and of which the executors have GPUs. The minimums of the pool do not matter here. */
  | { readonly _tag: 'Verified'; readonly samples: readonly { readonly category: string; readonly score: number }[] }

/** The weight of a new sample against a state from an earlier instant. */
export type AlphaSince = (since: Instant) => number

/** The function remembers its results, because the decimal arithmetic is slow and most states have the same instant. */
export const alphaSince = ({ ema_alpha, ema_half_life_seconds }: EmissionConfig, at: Instant): AlphaSince => {
  if (ema_half_life_seconds === undefined) return () => ema_alpha
  const known = new Map<string, number>()
  return (since) => {
    const alpha = known.get(since.text) ?? alphaAfter(ema_half_life_seconds, secondsBetween(since, at))
    known.set(since.text, alpha)
    return alpha
  }
}

/** If a clock was set back or an older snapshot is used again, no period of time counts twice. */
const laterOf = (at: Instant, before: Instant | undefined): Instant =>
  before !== undefined && instantOrder.compare(before, at) > 0 ? before : at

/**
 * The states of one hotkey after an observation, by category in code-unit order. Without results the states do not change. If no result
 * is valid, each state takes a sample of 0. Otherwise each category of which the miner has GPUs takes the sample of this category; states
 * of other categories are kept, or dropped with `on_gpu_change = "reset"`. A state that takes a sample gets the later of `at` and its
 * earlier instant.
 */
export const nextStates =
  (alpha: AlphaSince, at: Instant, onGpuChange: EmissionConfig['on_gpu_change']) =>
  (hotkey: Hotkey, previous: readonly ScoreState[], seen: Observation): readonly ScoreState[] => {
    const sampled = (category: string, sample: number): ScoreState => {
      const before = previous.find((state) => state.category === category)
      // The average of two scores from 0 to 1 is a score from 0 to 1.
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
          // If a miner shows no GPU of a category with a pool, it has not changed to another category.
          const forgotten = onGpuChange === 'reset' && seen.samples.length > 0
          return [...(forgotten ? [] : others), ...seen.samples.map(({ category, score }) => sampled(category, score))]
        }
      }
    }
    return [...observed()].sort((a, b) => codeUnitOrder.compare(a.category, b.category))
  }

/**
 * From counts to shares, as `calculate_weights` of the seed returns them.
 *
 * Laws: shares, where there are any, sum to exactly 1 as fractions; a miner without events changes no other share; an
 * additional event that a miner both curated and sourced never lowers its share.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Option } from 'fp-ts/lib/Option.js'
import { isNone, none } from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { blend } from '../../scoring/blend.js'
import { sharesOf, weightedCounts } from '../../scoring/weighted-counts.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { toDouble } from '../../units/exact/fraction-rounding.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { divide, fraction, sum } from '../../units/exact/fraction.js'
import type { Instant } from '../../units/time/instant.js'
import type { Tally } from './count-events.js'
import { countEvents } from './count-events.js'
import type { EventSharesConfig } from './event-shares-config.js'

/** A miner with its numbers of events in the window and its exact share of the whole, 0..1. */
export interface EventMiner {
  readonly hotkey: string
  readonly curated: number
  readonly sourced: number
  readonly share: Fraction
}

/** Statistics of the shares. Each is computed exactly and rounded once to a double. */
export interface EventStats {
  readonly total_miners: number
  readonly total_share: number
  readonly min_share: number
  readonly max_share: number
  readonly mean_share: number
  readonly zero_share_miners: number
}

/** Shares of the miners of the window. */
export interface EventWeights {
  /** The share of each hotkey, rounded once to a double. */
  readonly weights_dict: { readonly [hotkey: string]: number }
  readonly stats: EventStats
  /** The same shares, exact, in code-unit order of hotkeys. */
  readonly miners: readonly EventMiner[]
  /** Hotkeys with events that are not miners, in code-unit order. */
  readonly strangers: readonly string[]
  /** Rows that were skipped. */
  readonly warnings: readonly Problem[]
}

/** No event counts for any miner. */
export const NO_EVENTS: Problem = { _tag: 'NoEvents', path: 'results', message: 'no event in the window counts for any miner' }

type Form = Pick<EventSharesConfig, 'normalise' | 'curated_weight' | 'sourced_weight' | 'designated_weight'>

const shares = (form: Form, { curated, sourced, designated }: Tally): Option<ReadonlyMap<string, Fraction>> => {
  if (curated.size + sourced.size === 0) return none
  const parts = [
    { weight: form.curated_weight, scores: curated },
    { weight: form.sourced_weight, scores: sourced },
    { weight: form.designated_weight, scores: designated },
  ]
  return form.normalise ? blend(parts) : pipe(weightedCounts(parts), sharesOf)
}

const statsOf = (miners: readonly EventMiner[]): EventStats => {
  const total = sum(miners.map(({ share }) => share))
  const doubles = miners.map(({ share }) => toDouble(share))
  return {
    total_miners: miners.length,
    total_share: toDouble(total),
    min_share: doubles.reduce((least, share) => Math.min(least, share)),
    max_share: doubles.reduce((most, share) => Math.max(most, share)),
    mean_share: toDouble(divide(total, fraction(BigInt(miners.length)))),
    zero_share_miners: miners.filter(({ share }) => share.numerator === 0n).length,
  }
}

/** The exact shares of a tally, by hotkey; none when nothing counts. */
export const minersOf = (form: Form, tally: Tally): readonly EventMiner[] => {
  const found = shares(form, tally)
  if (isNone(found)) return []
  return [...found.value]
    .map(([hotkey, share]) => ({ hotkey, curated: tally.curated.get(hotkey) ?? 0, sourced: tally.sourced.get(hotkey) ?? 0, share }))
    .sort((a, b) => codeUnitOrder.compare(a.hotkey, b.hotkey))
}

/**
 * The shares that the events of the window that ends at an instant give to miners. Only hotkeys of the list count. The result has the
 * miners with an event in the window, and the designated one. Errors: when there is no such miner, `NoEvents`, followed by the warnings.
 *
 * @example
 * ```ts
 * import { Instant } from 'steelyard'
 * import { calculateWeights, eventShares } from 'steelyard/policies'
 * const config = eventShares().readConfig({}).right
 * const at = Instant.decode('2025-08-11T00:00:00Z').right
 * const hotkey = '5FEtvBzsh5Zc8nDyq4Jb2nZ7o6ZD2homYsKjbZtFj5tybqth'
 * const { weights_dict, stats } = calculateWeights(config)(at, [hotkey])([{ curated_by: hotkey, source: hotkey, created_at: 1754042400.25 }]).right
 * weights_dict // => { '5FEtvBzsh5Zc8nDyq4Jb2nZ7o6ZD2homYsKjbZtFj5tybqth': 1 }
 * stats // => { total_miners: 1, total_share: 1, min_share: 1, max_share: 1, mean_share: 1, zero_share_miners: 0 }
 * calculateWeights(config)(at, [hotkey])([]).left.map(({ _tag }) => _tag) // => ['NoEvents']
 * ```
 */
export const calculateWeights =
  (config: EventSharesConfig) =>
  (at: Instant, hotkeys: readonly string[]) =>
  (events: readonly unknown[]): Either<Refused, EventWeights> => {
    const tally = countEvents(config)(at, new Set(hotkeys))(events)
    const { strangers, warnings } = tally
    const miners = minersOf(config, tally)
    if (miners.length === 0) return left([NO_EVENTS, ...warnings])
    const weights_dict = Object.fromEntries(miners.map(({ hotkey, share }) => [hotkey, toDouble(share)]))
    return right({ weights_dict, stats: statsOf(miners), miners, strangers, warnings })
  }

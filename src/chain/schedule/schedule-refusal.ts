/** Why the chain refuses to change a schedule: under the chain's own names, and as messages. */
import type { ScheduleFault } from './schedule-error.js'
import { showScheduleError } from './schedule-error.js'

/** The rule by which the chain refuses a trigger or a new tempo, with the numbers that show why. */
export type ScheduleRefusal =
  | ScheduleFault
  /** An owner can't trigger an epoch while commit-reveal is on. */
  | { readonly _tag: 'DynamicTempoBlockedByCommitReveal' }
  /** An epoch waits already: one that was triggered, or one that was put off. */
  | { readonly _tag: 'EpochTriggerAlreadyPending'; readonly pending_epoch_at: number }
  /** The automatic epoch comes in fewer blocks than the freeze window has. */
  | { readonly _tag: 'AutoEpochAlreadyImminent'; readonly remaining: number; readonly window: number }
  /** The owner changed it too recently; `passes_at` is the first block in which it may again. */
  | { readonly _tag: 'TxRateLimitExceeded'; readonly last: number; readonly limit: number; readonly passes_at: number }
  /** The tempo is outside of what an owner may set. */
  | { readonly _tag: 'TempoOutOfBounds'; readonly tempo: number; readonly least: number; readonly most: number }
  /** The next epoch is so close that nothing may change before it. */
  | { readonly _tag: 'AdminActionProhibitedDuringWeightsWindow'; readonly next_epoch: number; readonly window: number }

/**
 * The refusal of a call more often than every `limit` blocks, or null. A `last` of 0 stands for never, which passes; equal passes.
 */
export const tooSoon = (block: number, last: number, limit: number): ScheduleRefusal | null =>
  last === 0 || block - last >= limit ? null : { _tag: 'TxRateLimitExceeded', last, limit, passes_at: last + limit }

/**
 * A refusal to change a schedule as a message on one line.
 *
 * @example
 * ```ts
 * import { showScheduleRefusal } from 'steelyard/chain'
 * showScheduleRefusal({ _tag: 'DynamicTempoBlockedByCommitReveal' }) // => 'DynamicTempoBlockedByCommitReveal: no epoch can be triggered while commit-reveal is on'
 * ```
 */
export const showScheduleRefusal = (refusal: ScheduleRefusal): string => {
  switch (refusal._tag) {
    case 'NotExpected':
    case 'EpochAhead':
      return showScheduleError(refusal)
    case 'DynamicTempoBlockedByCommitReveal':
      return `${refusal._tag}: no epoch can be triggered while commit-reveal is on`
    case 'EpochTriggerAlreadyPending':
      return `${refusal._tag}: an epoch waits for block ${refusal.pending_epoch_at}`
    case 'AutoEpochAlreadyImminent':
      return `${refusal._tag}: the next epoch is ${refusal.remaining} blocks away, and a trigger needs ${refusal.window}`
    case 'TxRateLimitExceeded':
      return `${refusal._tag}: the last change was at block ${refusal.last} and may be every ${refusal.limit} blocks: wait for block ${refusal.passes_at}`
    case 'TempoOutOfBounds':
      return `${refusal._tag}: an owner may set a tempo from ${refusal.least} to ${refusal.most}, not ${refusal.tempo}`
    case 'AdminActionProhibitedDuringWeightsWindow':
      return `${refusal._tag}: the next epoch is at block ${refusal.next_epoch}, and nothing may change in the ${refusal.window} blocks before it`
  }
}

/** What a new tempo does to a schedule. Source: `do_set_tempo` and `sudo_set_tempo` of subtensor, spec 425 and 459. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { oneOf } from '../../units/codec/one-of.js'
import { Block } from '../../units/integer/block.js'
import { U16 } from '../../units/integer/u16.js'
import type { EpochCounters } from './epoch-schedule.js'
import { FREEZE_WINDOW, freezingEpoch } from './freeze-window.js'
import { misfit } from './misfit.js'
import { scheduleFault } from './next-epoch-due.js'
import type { ScheduleRefusal } from './schedule-refusal.js'
import { tooSoon } from './schedule-refusal.js'
import type { ScheduleRules } from './schedule-rules.js'
import { withSafetyNet } from './schedule-rules.js'

/** A call that sets the tempo of a subnet. */
export interface TempoCall {
  /** The block that includes the call. */
  readonly block: number
  /** The new tempo in blocks: 360 to 50400 by the owner, 0 to 65535 by root. */
  readonly tempo: number
  /** Who calls. */
  readonly by: 'owner' | 'root'
  /** The block in which the owner last set the tempo; 0, or left out, for never. */
  readonly last_set?: number
  /** The chain's `AdminFreezeWindow` in blocks, 0 to 65535; 10 where it is left out. */
  readonly admin_freeze_window?: number
}

const Caller = oneOf('owner', 'root')
const LEAST_TEMPO = 360
const MOST_TEMPO = 50_400

/**
 * The schedule after a new tempo. The anchor moves to the call's block. An epoch that waits, the index, and the count of blocks since the
 * last epoch stay. So by the first form of the rules the next epoch is a tempo after the call. By the newer form it is at the block
 * `max(call + 1, min(call + tempo, last epoch + tempo + 1))`.
 *
 * `counters` are those that the block itself has left, because calls come after its epochs. The refusal is the first one in the chain's
 * order: `TempoOutOfBounds` (owner), `AdminActionProhibitedDuringWeightsWindow` (owner and root), `TxRateLimitExceeded` (owner: once in 360
 * blocks). `NotExpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { nextEpochDue, setTempo } from 'steelyard/chain'
 * const schedule = { last_epoch_block: 1000, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 200 }
 * const call = { block: 1200, tempo: 7200, by: 'owner' }
 * const nextBy = (rules) => nextEpochDue({ ...setTempo(rules)(call)(schedule).right, current_block: 1200 }).right
 * nextBy('spec423') // => 8400
 * nextBy('newer') // => 8201
 * setTempo('newer')({ ...call, tempo: 100 })(schedule).left // => { _tag: 'TempoOutOfBounds', tempo: 100, least: 360, most: 50400 }
 * ```
 */
export const setTempo =
  (rules: ScheduleRules) =>
  ({ block, tempo, by, last_set = 0, admin_freeze_window = FREEZE_WINDOW }: TempoCall) =>
  (counters: EpochCounters): Either<ScheduleRefusal, EpochCounters> => {
    const fault = misfit([
      ['block', Block, block],
      ['tempo', U16, tempo],
      ['by', Caller, by],
      ['last_set', Block, last_set],
      ['admin_freeze_window', U16, admin_freeze_window],
    ])
    if (fault !== null) return left(fault)
    const wrong = scheduleFault({ ...counters, current_block: block })
    if (wrong !== null) return left(wrong)
    if (by === 'owner' && (tempo < LEAST_TEMPO || tempo > MOST_TEMPO))
      return left({ _tag: 'TempoOutOfBounds', tempo, least: LEAST_TEMPO, most: MOST_TEMPO })
    const next_epoch = freezingEpoch(counters, block, admin_freeze_window)
    if (next_epoch !== null) return left({ _tag: 'AdminActionProhibitedDuringWeightsWindow', next_epoch, window: admin_freeze_window })
    const refusal = by === 'owner' ? tooSoon(block, last_set, LEAST_TEMPO) : null
    return refusal === null ? right(withSafetyNet(rules, { ...counters, tempo, last_epoch_block: block })) : left(refusal)
  }

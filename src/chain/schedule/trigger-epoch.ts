/** What an owner's trigger does to a schedule. Source: `do_trigger_epoch` of subtensor, spec 425 and 459. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { Block } from '../../units/integer/block.js'
import { U16 } from '../../units/integer/u16.js'
import type { EpochCounters } from './epoch-schedule.js'
import { blocksToAutomatic, FREEZE_WINDOW } from './freeze-window.js'
import { misfit } from './misfit.js'
import { scheduleFault } from './next-epoch-due.js'
import type { ScheduleRefusal } from './schedule-refusal.js'
import { tooSoon } from './schedule-refusal.js'

/** A call of `trigger_epoch` by the subnet's owner. */
export interface EpochTrigger {
  /** The block that includes the call. */
  readonly block: number
  /** Whether the subnet has commit-reveal on. */
  readonly commit_reveal: boolean
  /** The block of the owner's last trigger; 0, or left out, for none. */
  readonly last_trigger?: number
  /** The chain's `AdminFreezeWindow` in blocks, 0 to 65535; 10 where it is left out. */
  readonly admin_freeze_window?: number
  /** The chain's `OwnerHyperparamRateLimit` in tempos, 0 to 65535; 2 where it is left out. */
  readonly rate_limit_tempos?: number
}

const RATE_LIMIT_TEMPOS = 2

/**
 * The schedule after a trigger: an epoch is due `admin_freeze_window` blocks later. When it is run, the anchor moves there. Until then the
 * subnet is frozen for its owner.
 *
 * `counters` are those that the block itself has left, because calls come after its epochs. The refusal is the first one in the chain's
 * order: `DynamicTempoBlockedByCommitReveal`, `EpochTriggerAlreadyPending`, `AutoEpochAlreadyImminent` (fewer blocks remain than the window
 * has), `TxRateLimitExceeded` (fewer than 2 tempos after the last trigger). `NotExpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { triggerEpoch } from 'steelyard/chain'
 * const schedule = { last_epoch_block: 4900, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 350 }
 * triggerEpoch({ block: 5250, commit_reveal: false })(schedule).right.pending_epoch_at // => 5260
 * triggerEpoch({ block: 5251, commit_reveal: false })(schedule).left // => { _tag: 'AutoEpochAlreadyImminent', remaining: 9, window: 10 }
 * ```
 */
export const triggerEpoch =
  ({ block, commit_reveal, last_trigger = 0, admin_freeze_window = FREEZE_WINDOW, rate_limit_tempos = RATE_LIMIT_TEMPOS }: EpochTrigger) =>
  (counters: EpochCounters): Either<ScheduleRefusal, EpochCounters> => {
    const fault = misfit([
      ['block', Block, block],
      ['last_trigger', Block, last_trigger],
      ['admin_freeze_window', U16, admin_freeze_window],
      ['rate_limit_tempos', U16, rate_limit_tempos],
    ])
    if (fault !== null) return left(fault)
    const wrong = scheduleFault({ ...counters, current_block: block })
    if (wrong !== null) return left(wrong)
    if (commit_reveal) return left({ _tag: 'DynamicTempoBlockedByCommitReveal' })
    const { pending_epoch_at, tempo } = counters
    if (pending_epoch_at !== 0) return left({ _tag: 'EpochTriggerAlreadyPending', pending_epoch_at })
    const remaining = blocksToAutomatic(counters, block)
    if (remaining < admin_freeze_window) return left({ _tag: 'AutoEpochAlreadyImminent', remaining, window: admin_freeze_window })
    const refusal = tooSoon(block, last_trigger, tempo * rate_limit_tempos)
    return refusal === null ? right({ ...counters, pending_epoch_at: block + admin_freeze_window }) : left(refusal)
  }

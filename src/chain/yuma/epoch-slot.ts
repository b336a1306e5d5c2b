/**
 * What becomes of a subnet's schedule in one block, since spec 423: its epoch is not due, or it runs, or it is skipped because two uids
 * have the same hotkey.
 *
 * A skip takes the slot without running anything. It reveals the block's commits, moves the anchor of the schedule to this block, ends a
 * pending epoch, counts one epoch (so commits get older) and applies the children that wait. `blocks_since_last_step`,
 * `LastMechansimStepBlock`, `MinerBurned`, permits, bonds and all amounts that wait stay as they are, and the amounts grow until an epoch runs.
 * Because the counter of blocks goes on, the safety net decides when the next try is: with a net of 50400 (spec 423 to 425) a tempo later,
 * with a net of a tempo in every block. Not covered: epochs that are put off because too many are due in one block.
 */
import type { EpochSchedule } from '../schedule/epoch-schedule.js'
import { isEpochDue } from '../schedule/epoch-schedule.js'
import type { RepeatedHotkey } from './consistency.js'
import { repeatedHotkeys } from './consistency.js'

/** What happened in a block, and the schedule after it. */
export type EpochSlot =
  | { readonly _tag: 'NotDue'; readonly schedule: EpochSchedule }
  | { readonly _tag: 'Ran'; readonly schedule: EpochSchedule }
  /** The chain's event is `EpochSkipped`. */
  | { readonly _tag: 'Skipped'; readonly repeated: readonly RepeatedHotkey[]; readonly schedule: EpochSchedule }

/** The next block counts one more block since the last step. Where the net is the tempo, the counter is held one above it. */
const counted = (schedule: EpochSchedule): EpochSchedule => {
  const { current_block, blocks_since_last_step, safety_net, tempo } = schedule
  const blocks = blocks_since_last_step + 1
  return {
    ...schedule,
    current_block: current_block + 1,
    blocks_since_last_step: safety_net === tempo ? Math.min(blocks, tempo + 1) : blocks,
  }
}

/**
 * The block after `schedule.current_block`. `hotkeys` are those of the subnet by uid in that block. The schedule is not checked: see
 * `nextEpochDue`, which checks it.
 *
 * @example
 * ```ts
 * import { epochSlot } from 'steelyard/chain'
 * const counters = { last_epoch_block: 1000, pending_epoch_at: 0, subnet_epoch_index: 7, tempo: 360, blocks_since_last_step: 359 }
 * const schedule = { ...counters, current_block: 1359 }
 * const skipped = epochSlot(['5A', '5A'])(schedule)
 * skipped._tag // => 'Skipped'
 * skipped.schedule // => { ...schedule, current_block: 1360, last_epoch_block: 1360, subnet_epoch_index: 8, blocks_since_last_step: 360 }
 * epochSlot(['5A', '5B'])(schedule).schedule.blocks_since_last_step // => 0
 * epochSlot(['5A', '5A'])(skipped.schedule)._tag // => 'NotDue'
 * ```
 */
export const epochSlot =
  (hotkeys: readonly string[]) =>
  (schedule: EpochSchedule): EpochSlot => {
    const now = counted(schedule)
    if (!isEpochDue(now)(now.current_block)) return { _tag: 'NotDue', schedule: now }
    const taken = { ...now, last_epoch_block: now.current_block, pending_epoch_at: 0, subnet_epoch_index: now.subnet_epoch_index + 1 }
    const repeated = repeatedHotkeys(hotkeys)
    return repeated.length > 0
      ? { _tag: 'Skipped', repeated, schedule: taken }
      : { _tag: 'Ran', schedule: { ...taken, blocks_since_last_step: 0 } }
  }

/**
 * When a subnet's epochs are due, as runtimes decide it since spec 423: by the state that they keep, not by the height alone.
 *
 * Source: `should_run_epoch` of subtensor, spec 423 to 459. `isModuloEpoch` has the rule of older runtimes, by the height alone. A block in
 * which too many subnets are due puts some of them off; one schedule does not show that, and `walkEpochs` follows it for a whole chain.
 */
import type { Schedule } from '../../network/look.js'

/** The schedule of a subnet as the chain stores it: the keys of `Schedule` of `steelyard/network`, as plain numbers. */
export type EpochCounters = { readonly [Key in keyof Schedule]: number }

/** The schedule of a subnet, and the block that showed it. The keys are those of `Schedule` of `steelyard/network`. */
export type EpochSchedule = EpochCounters & {
  /** the block whose state the other keys are */
  readonly current_block: number
}

/** After more blocks than this without an epoch, one is due in any case. So in spec 423 to 431; newer runtimes take the tempo. */
export const SAFETY_NET = 50_400

export const safetyNetOf = ({ safety_net = SAFETY_NET }: EpochCounters): number => safety_net

/** The block by which an epoch is due without the safety net. It may lie in the past. */
export const dueWithoutNet = ({ last_epoch_block, tempo, pending_epoch_at }: EpochCounters): number => {
  const regular = last_epoch_block + tempo
  return pending_epoch_at > 0 ? Math.min(pending_epoch_at, regular) : regular
}

/**
 * Whether an epoch is due at a block, by the counters of the schedule as they are. The next block counts one more block since the last
 * step before it decides, so `nextEpochDue` may find an epoch one block before this says so when the safety net makes it due.
 * A tempo of 0 means never.
 *
 * @example
 * ```ts
 * import { isEpochDue } from 'steelyard/chain'
 * const counters = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 9 }
 * const schedule = { ...counters, current_block: 729 }
 * isEpochDue(schedule)(1079) // => false
 * isEpochDue(schedule)(1080) // => true
 * isEpochDue({ ...schedule, pending_epoch_at: 900 })(900) // => true
 * ```
 */
export const isEpochDue =
  (schedule: EpochCounters) =>
  (block: number): boolean =>
    schedule.tempo > 0 && (block >= dueWithoutNet(schedule) || schedule.blocks_since_last_step > safetyNetOf(schedule))

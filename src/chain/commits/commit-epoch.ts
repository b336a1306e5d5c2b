/**
 * The epoch that a block sees: a commit belongs to the epoch that its block sees, and is revealed in blocks that see a certain later one.
 *
 * Source: `get_epoch_index` of subtensor up to spec 422, which follows from the height, and `current_epoch_with_lookahead` since 423, which
 * counts the epochs that were run and one more where one is due.
 */
import { holdsAt } from '../preflight/spec.js'
import { isEpochDue } from '../schedule/epoch-schedule.js'
import type { EpochSchedule } from '../schedule/epoch-schedule.js'

/** What the epoch of a block follows from. */
export interface EpochClock {
  readonly spec: number
  readonly netuid: number
  /** The schedule as the block before left it. Its tempo is used by every runtime, its counters since spec 423. */
  readonly schedule: EpochSchedule
}

/**
 * The epoch that a block sees, before it runs its own.
 *
 * @example
 * ```ts
 * import { epochSeen } from 'steelyard/chain'
 * const counters = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 9 }
 * const clock = { spec: 425, netuid: 39, schedule: { ...counters, current_block: 729 } }
 * epochSeen(clock)(1079) // => 2
 * epochSeen(clock)(1080) // => 3
 * epochSeen({ ...clock, spec: 422 })(1080) // => 3
 * epochSeen({ ...clock, spec: 422 })(1042) // => 2
 * ```
 */
export const epochSeen =
  ({ spec, netuid, schedule }: EpochClock) =>
  (block: number): number =>
    holdsAt(spec)('epochsAreCounted')
      ? schedule.subnet_epoch_index + (isEpochDue(schedule)(block) ? 1 : 0)
      : Math.floor((block + netuid + 1) / (schedule.tempo + 1))

/**
 * The epoch that a block sees, and the one that its commits belong to: a commit is revealed in blocks that see a certain later epoch.
 *
 * Since spec 423 both are one: the epochs that were run, and one more where one is due (`current_epoch_with_lookahead` of subtensor). Up to 422
 * the height says it (`get_epoch_index`), and an epoch block still sees the epoch that it ends, while a commit in it belongs to the next one.
 */
import type { ChainRules } from '../preflight/chain-rules.js'
import { isEpochDue } from './epoch-schedule.js'
import type { EpochSchedule } from './epoch-schedule.js'
import { isModuloEpoch, moduloEpochIndex } from './modulo-epochs.js'

/** What the epoch of a block follows from. */
export interface EpochClock {
  readonly rules: ChainRules
  readonly netuid: number
  /** The schedule as the block before left it. Its tempo is used by every runtime, its counters since spec 423. */
  readonly schedule: EpochSchedule
}

/**
 * The epoch that a block sees, before it runs its own.
 *
 * @example
 * ```ts
 * import { chainRules, epochSeen } from 'steelyard/chain'
 * const counters = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 9 }
 * const clock = { rules: chainRules(425).right, netuid: 39, schedule: { ...counters, current_block: 729 } }
 * epochSeen(clock)(1079) // => 2
 * epochSeen(clock)(1080) // => 3
 * const before = { ...clock, rules: chainRules(422).right }
 * epochSeen(before)(1080) // => 3
 * epochSeen(before)(1042) // => 2
 * ```
 */
export const epochSeen =
  ({ rules, netuid, schedule }: EpochClock) =>
  (block: number): number =>
    rules.holds('epochsAreCounted')
      ? schedule.subnet_epoch_index + (isEpochDue(schedule)(block) ? 1 : 0)
      : moduloEpochIndex(netuid, schedule.tempo)(block)

/**
 * The epoch that a commit belongs to when a block includes it. `schedule` may be that of the block before, or of the block itself after its
 * epoch.
 *
 * @example
 * ```ts
 * import { chainRules, commitEpoch, epochSeen } from 'steelyard/chain'
 * const counters = { last_epoch_block: 0, pending_epoch_at: 0, subnet_epoch_index: 0, tempo: 360, blocks_since_last_step: 0 }
 * const clock = { rules: chainRules(422).right, netuid: 39, schedule: { ...counters, current_block: 1000 } }
 * // Block 1042 runs an epoch.
 * epochSeen(clock)(1042) // => 2
 * commitEpoch(clock)(1042) // => 3
 * commitEpoch(clock)(1043) // => 3
 * ```
 */
export const commitEpoch =
  (clock: EpochClock) =>
  (block: number): number => {
    const { rules, netuid, schedule } = clock
    const isEnding = !rules.holds('epochsAreCounted') && isModuloEpoch(netuid, schedule.tempo)(block)
    return epochSeen(clock)(block) + (isEnding ? 1 : 0)
  }

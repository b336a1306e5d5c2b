/**
 * Which commits of a hotkey still mask its weights. With commit-reveal on, a weight does not count for a neuron that registered after the
 * earliest commit that is live: its hotkey had another holder when that commit was made.
 *
 * The mask matters only with two commits outstanding, for example with a reveal period of 2 or more epochs, or when the beacon misses a
 * pulse. Source: subtensor, spec 425.
 */

/** A commit, hash or timelocked: the epoch that it belongs to, and its block. */
export type OutstandingCommit = readonly [epoch: number, block: number]

/** The clock by which commits expire. */
export interface CommitClock {
  /** `SubnetEpochIndex` of the mechanism's subnet, after the slot of this epoch raised it. */
  readonly epoch_index: number
  /** `RevealPeriodEpochs`, from 1. */
  readonly reveal_period_epochs: number
}

/**
 * The block of a hotkey's earliest live commit on one mechanism; null without one, and then nothing is masked. This is what the input of an
 * epoch has in `commit_blocks`. A commit has expired when the epoch index is above the commit's epoch plus the reveal period. Leave out commits
 * that this block revealed: they are no commits any more. All numbers are integers from 0 to 2^53 - 1, and the order of the commits
 * does not matter.
 *
 * @example
 * ```ts
 * import { earliestLiveCommit } from 'steelyard/chain'
 * earliestLiveCommit({ epoch_index: 9, reveal_period_epochs: 2 })([[7, 120], [8, 200]]) // => 120
 * earliestLiveCommit({ epoch_index: 10, reveal_period_epochs: 2 })([[7, 120], [8, 200]]) // => 200
 * earliestLiveCommit({ epoch_index: 11, reveal_period_epochs: 2 })([[7, 120], [8, 200]]) // => null
 * ```
 */
export const earliestLiveCommit =
  ({ epoch_index, reveal_period_epochs }: CommitClock) =>
  (commits: readonly OutstandingCommit[]): number | null => {
    const live = commits.filter(([epoch]) => epoch_index <= epoch + reveal_period_epochs)
    return live.reduce<number | null>((earliest, [, block]) => (earliest === null || block < earliest ? block : earliest), null)
  }

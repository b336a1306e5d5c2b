/** The neurons whose stake votes: those that set weights recently and had a permit when the epoch began. */
import type { Column } from './fixed.js'
import { normalise } from './fixed.js'
import type { EpochInput } from './epoch-input.js'

/**
 * Whether a neuron is active in a block: its last weights are at most `activity_cutoff` blocks old. All three are integers from 0 to 2^53 - 1,
 * in blocks. A neuron that never set weights has a last update of 0.
 *
 * @example
 * ```ts
 * import { isActive } from 'steelyard/chain'
 * isActive({ activity_cutoff: 5000, block: 6000 })(1000) // => true
 * isActive({ activity_cutoff: 5000, block: 6001 })(1000) // => false
 * ```
 */
export const isActive =
  ({ activity_cutoff, block }: Pick<EpochInput, 'activity_cutoff' | 'block'>) =>
  (lastUpdate: number): boolean =>
    // The chain's sum of last update and cutoff may be above 2^53; this difference never is.
    lastUpdate >= block - activity_cutoff

/** 1 for a neuron whose last weights are at most `activity_cutoff` blocks old, else 0. */
export const activity = (input: EpochInput): Uint8Array =>
  Uint8Array.from(input.last_update, (updated) => (isActive(input)(updated) ? 1 : 0))

/** The stake of the active neurons with a permit, each divided by their sum; all 0 when there are none. */
export const activeStake = (stake: Column, active: Uint8Array, permits: Uint8Array): Column =>
  normalise(stake.map((share, uid) => (active[uid] === 1 && permits[uid] === 1 ? share : 0)))

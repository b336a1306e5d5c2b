/** The blocks before an epoch in which neither owner nor root may change a subnet. Source: subtensor, spec 425 and 459. */
import type { EpochCounters } from './epoch-schedule.js'

/** The chain's default of `AdminFreezeWindow`, in blocks. */
export const FREEZE_WINDOW = 10

/** The blocks from a block to the automatic epoch: triggers, the safety net and deferral are not foreseen. Infinity for a tempo of 0. */
export const blocksToAutomatic = ({ last_epoch_block, tempo }: EpochCounters, block: number): number =>
  tempo === 0 ? Infinity : Math.max(0, last_epoch_block + tempo - block)

/**
 * The block of the epoch that freezes a subnet at a block, or null where nothing is frozen. An epoch that waits for a later block freezes at
 * once; the automatic one when fewer blocks remain than the window has.
 */
export const freezingEpoch = (counters: EpochCounters, block: number, window: number): number | null => {
  const { tempo, pending_epoch_at } = counters
  if (tempo === 0) return null
  if (pending_epoch_at > block) return pending_epoch_at
  const remaining = blocksToAutomatic(counters, block)
  return remaining < window ? block + remaining : null
}

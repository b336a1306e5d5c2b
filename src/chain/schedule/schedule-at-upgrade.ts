/**
 * The schedule that the upgrade to spec 423 gives a subnet.
 *
 * Law: the first epoch after the upgrade is in the block in which the modulo rule has it, and the index goes on where commits count it.
 * The following epochs are a tempo apart, one block less than before. Source: the migration of subtensor, spec 423.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { Block } from '../../units/integer/block.js'
import { U16 } from '../../units/integer/u16.js'
import type { EpochCounters } from './epoch-schedule.js'
import type { NotExpected } from './misfit.js'
import { misfit } from './misfit.js'

/** A subnet in the block of the upgrade. */
export interface UpgradedSubnet {
  readonly netuid: number
  /** The subnet's tempo, 0 to 65535. */
  readonly tempo: number
  /** The block of the upgrade. */
  readonly block: number
  /** The blocks since an epoch was run, as the block before left it. */
  readonly blocks_since_last_step: number
}

/**
 * The schedule with which the block of the upgrade begins: that block itself may run an epoch by it. The anchor is the block after the last
 * epoch of the modulo rule, which may be the block of the upgrade. With a tempo of 0 the anchor and the index are 0.
 *
 * Errors: `NotExpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { scheduleAtUpgrade } from 'steelyard/chain'
 * const subnet = { netuid: 39, tempo: 360, block: 1000, blocks_since_last_step: 318 }
 * scheduleAtUpgrade(subnet).right // => { last_epoch_block: 682, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 318 }
 * ```
 */
export const scheduleAtUpgrade = ({ netuid, tempo, block, blocks_since_last_step }: UpgradedSubnet): Either<NotExpected, EpochCounters> => {
  const fault = misfit([
    ['netuid', U16, netuid],
    ['tempo', U16, tempo],
    ['block', Block, block],
    ['blocks_since_last_step', Block, blocks_since_last_step],
  ])
  if (fault !== null) return left(fault)
  const counted = block + netuid + 1
  const anchor = tempo === 0 ? 0 : Math.max(0, block - (counted % (tempo + 1)))
  const index = tempo === 0 ? 0 : Math.floor(counted / (tempo + 1))
  return right({ last_epoch_block: anchor, pending_epoch_at: 0, subnet_epoch_index: index, tempo, blocks_since_last_step })
}

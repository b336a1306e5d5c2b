/**
 * The part of an epoch's incentives that was burned, which the chain keeps as `MinerBurned` since spec 421, and the blocks in which it
 * counts.
 *
 * Incentives of the subnet's owner hotkey, and of every registered hotkey of the owner's coldkey, are not paid but withheld. Whether they
 * are burned or recycled (`RecycleOrBurn`) makes no difference here: both count. Source: subtensor, spec 421 to 459.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { Block } from '../../units/integer/block.js'
import { U64 } from '../../units/integer/u64.js'
import type { Unexpected } from './emission-error.js'
import { Part, unexpected } from './emission-error.js'
import { div32 } from './fixed-bits.js'

/** The incentives of an epoch, in rao. */
export interface WithheldIncentive {
  /** What the owner's hotkeys would have got. */
  readonly withheld: bigint
  /** All server amounts, the withheld ones included. */
  readonly all: bigint
}

/**
 * withheld / all with 32 fractional bits, rounded down; 0 if there are no incentives.
 *
 * Errors: `Unexpected` for an amount that is not a bigint from 0 to 2^64 - 1.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { minerBurned } from 'steelyard/chain'
 * minerBurned({ withheld: 5n, all: 5n }) // => right(4294967296n)
 * minerBurned({ withheld: 2254995379n, all: 4509990759n }) // => right(2147483647n)
 * minerBurned({ withheld: 0n, all: 0n }) // => right(0n)
 * ```
 */
export const minerBurned = ({ withheld, all }: WithheldIncentive): Either<Unexpected, bigint> => {
  const fault = unexpected([
    ['withheld', U64, withheld],
    ['all', U64, all],
  ])
  return fault === null ? right(div32(withheld, all)) : left(fault)
}

/** An epoch that was run, and the part that it burned. */
export interface BurnedEpoch {
  readonly block: number
  /** With 32 fractional bits, 0 to 2^32. */
  readonly burned: bigint
}

/**
 * The burned part that counts in the shares of a block: that of the last epoch before it. An epoch is written at the end of its block, so
 * it counts from the next block on, up to the block of the next epoch, included. Before the first epoch it is 0. The order of `epochs` does
 * not matter; skipped epochs are none.
 *
 * Errors: `Unexpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { burnInForce } from 'steelyard/chain'
 * const epochs = [{ block: 1000, burned: 2147483648n }, { block: 1360, burned: 0n }]
 * const inForce = [1000, 1001, 1360, 1361].map((block) => burnInForce(epochs)(block).right)
 * inForce // => [0n, 2147483648n, 2147483648n, 0n]
 * ```
 */
export const burnInForce =
  (epochs: readonly BurnedEpoch[]) =>
  (block: number): Either<Unexpected, bigint> => {
    const fault = unexpected([
      ['block', Block, block],
      ...epochs.flatMap((epoch, i) => [
        [`epochs[${i}].block`, Block, epoch.block] as const,
        [`epochs[${i}].burned`, Part, epoch.burned] as const,
      ]),
    ])
    if (fault !== null) return left(fault)
    let last: BurnedEpoch = { block: -1, burned: 0n }
    for (const epoch of epochs) if (epoch.block < block && epoch.block >= last.block) last = epoch
    return right(last.burned)
  }

/**
 * The EMA of a subnet's alpha price after a block. A new subnet's moves slowly at first.
 *
 * Law: it lies between the old EMA and the spot price, or below them by less than 2^-32, which rounding takes. A spot price above 1 counts
 * as 1. Source: `update_moving_price` of subtensor, spec 425; it runs after the block's emission.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { Block } from '../../units/integer/block.js'
import { U64 } from '../../units/integer/u64.js'
import type { Unexpected } from './emission-error.js'
import { Natural, Part, unexpected } from './emission-error.js'
import { div64, mul64, ONE_64 } from './fixed-bits.js'

/** What the next EMA price depends on. */
export interface PriceStep {
  /** The EMA price before, in TAO with 32 fractional bits, up to 2^64 - 1. */
  readonly ema_price: bigint
  /** The spot price, in TAO with 64 fractional bits. */
  readonly spot_price: bigint
  /** The chain's `SubnetMovingAlpha`, with 32 fractional bits, 0 to 2^32. */
  readonly moving_alpha: bigint
  /** The blocks since the block before the first emission: the block less (first emission - 1). */
  readonly blocks_since_start: number
  /** The subnet's `EMAPriceHalvingBlocks`. */
  readonly halving_blocks: number
}

/**
 * a min(1, spot) + (1 - a) EMA with 32 fractional bits, where a = moving alpha * t / (t + halving); each step is rounded down.
 *
 * Errors: `Unexpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { priceStep } from 'steelyard/chain'
 * const prices = { ema_price: 42949672n, spot_price: 368934881474191032n }
 * priceStep({ ...prices, moving_alpha: 1288490n, blocks_since_start: 1000000, halving_blocks: 201600 }) // => right(42960395n)
 * ```
 */
export const priceStep = (step: PriceStep): Either<Unexpected, bigint> => {
  const { ema_price, spot_price, moving_alpha, blocks_since_start, halving_blocks } = step
  const fault = unexpected([
    ['ema_price', U64, ema_price],
    ['spot_price', Natural, spot_price],
    ['moving_alpha', Part, moving_alpha],
    ['blocks_since_start', Block, blocks_since_start],
    ['halving_blocks', Block, halving_blocks],
  ])
  if (fault !== null) return left(fault)
  const [age, halving] = [BigInt(blocks_since_start), BigInt(halving_blocks)]
  const alpha = mul64(moving_alpha << 32n, div64(age, age + halving))
  const spot = mul64(alpha, spot_price > ONE_64 ? ONE_64 : spot_price)
  return right((spot + mul64(ONE_64 - alpha, ema_price << 32n)) >> 32n)
}

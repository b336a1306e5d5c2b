/**
 * What a burn costs a subnet: the TAO that its pool gets with the burn, and without it.
 *
 * The cost is of TAO, and so of the pool and the price. The alpha of miners, validators and the owner stays the same, less what is burned.
 * Law, but for the rounding of the last bits: burning more never raises the share, and nobody else's share falls. Source: subtensor, spec 421 to 425.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { leaf } from '../../units/codec/leaf.js'
import type { EmissionError, Unexpected } from './emission-error.js'
import { Part, unexpected } from './emission-error.js'
import { ONE_32, ONE_64 } from './fixed-bits.js'
import type { EmittingBlock, TaoShare } from './tao-shares.js'
import { taoShares } from './tao-shares.js'

/** A subnet's TAO with its burn and without it. */
export interface BurnCost {
  /** With the burned part that the list gives. */
  readonly with_burn: TaoShare
  /** As if the subnet burned nothing, and all others what they burn. */
  readonly without_burn: TaoShare
  /** What the burn costs in each block, in rao; at least 0. At 293 it is 0: burns did not count. */
  readonly tao_lost: bigint
}

/**
 * What the burn of a subnet costs it in each block, given the EMA prices and burned parts of all subnets.
 *
 * Errors: those of `taoShares`, and `UnknownSubnet`.
 *
 * @example
 * ```ts
 * import { burnCost } from 'steelyard/chain'
 * const subnets = [{ netuid: 1, ema_price: 85899345n }, { netuid: 2, ema_price: 128849018n, miner_burned: 2147483648n }, { netuid: 3, ema_price: 214748364n }]
 * const cost = burnCost({ spec: 425, netuid: 2 })({ block_emission: 500000000n, subnets }).right
 * [cost.with_burn.tao, cost.without_burn.tao, cost.tao_lost] // => [88235294n, 149999999n, 61764705n]
 * burnCost({ spec: 425, netuid: 9 })({ block_emission: 500000000n, subnets }).left // => { _tag: 'UnknownSubnet', netuid: 9 }
 * ```
 */
export const burnCost =
  ({ spec, netuid }: { readonly spec: number; readonly netuid: number }) =>
  (block: EmittingBlock): Either<EmissionError, BurnCost> => {
    const without = block.subnets.map((subnet) => (subnet.netuid === netuid ? { ...subnet, miner_burned: 0n } : subnet))
    const burning = taoShares(spec)(block)
    if (burning._tag === 'Left') return burning
    const keeping = taoShares(spec)({ ...block, subnets: without })
    if (keeping._tag === 'Left') return keeping
    const at = block.subnets.findIndex((subnet) => subnet.netuid === netuid)
    const [with_burn, without_burn] = [burning.right[at], keeping.right[at]]
    if (with_burn === undefined || without_burn === undefined) return left({ _tag: 'UnknownSubnet', netuid })
    const lost = without_burn.tao - with_burn.tao
    return right({ with_burn, without_burn, tao_lost: lost > 0n ? lost : 0n })
  }

const Share = leaf<bigint, bigint>('a bigint from 0 to 2^64', (u): u is bigint => typeof u === 'bigint' && u >= 0n && u <= ONE_64)

/**
 * The share of a subnet that alone begins to burn: s (1 - b) / (1 - s b). The exact value, rounded down once; the chain rounds at each step,
 * so its share may be lower by a few units of 2^-64.
 *
 * `share` is its share while it burns nothing, with 64 fractional bits, 0 to 2^64; `burned` the part with 32, 0 to 2^32. It keeps its share
 * if it has all of it, whatever it burns: then everybody burns all, or it is divided by itself. Holds for spec 421 to 439.
 * Errors: `Unexpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { shareAfterBurn } from 'steelyard/chain'
 * const [half, third] = [1n << 63n, (1n << 64n) / 3n]
 * shareAfterBurn(1n << 31n)(half) // => right(third)
 * shareAfterBurn(1n << 32n)(half) // => right(0n)
 * ```
 */
export const shareAfterBurn =
  (burned: bigint) =>
  (share: bigint): Either<Unexpected, bigint> => {
    const fault = unexpected([
      ['burned', Part, burned],
      ['share', Share, share],
    ])
    if (fault !== null) return left(fault)
    if (share === ONE_64) return right(share)
    return right((share * (ONE_32 - burned) * ONE_64) / (ONE_32 * ONE_64 - share * burned))
  }

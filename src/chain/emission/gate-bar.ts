/**
 * The bar of the emission gate, through which shares pass since spec 440: subnets below it lose more than in proportion.
 *
 * Only the bar is here. The gate multiplies each share s by 1 / (1 + (bar / s)^3), and the bits of its logarithms and powers are not
 * settled, so `taoShares` and `burnCost` refuse these runtimes. The chain renews the bar in each block that is a multiple of 360, from the
 * shares after burning. Source: subtensor, spec 440 and 441.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { U16 } from '../../units/integer/u16.js'
import type { Unexpected } from './emission-error.js'
import { Natural, unexpected } from './emission-error.js'

/** By which share the bar is set. */
export interface BarRule {
  /** The bar is the share with this rank among those above 0, 1 for the largest: the chain's `EmissionBarRank` since 441, 32. 0: by mass. */
  readonly rank: number
  /** With rank 0, and at 440: the bar is the share with which the largest ones reach this sum (`EmissionBarQuantile`), in the shares' unit. */
  readonly mass?: bigint
}

/**
 * The bar, in the unit of the shares. By rank: where fewer shares are above 0, the smallest of these. By mass: where all together do not
 * reach it, the smallest of all. Without shares, or by rank with none above 0, it is 0. Equal shares have successive ranks.
 *
 * Errors: `Unexpected` for a share below 0, a rank that is not an integer from 0 to 65535, or rank 0 without a mass.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { gateBar } from 'steelyard/chain'
 * gateBar({ rank: 2 })([50n, 0n, 30n, 20n]) // => right(30n)
 * gateBar({ rank: 32 })([50n, 0n, 30n, 20n]) // => right(20n)
 * gateBar({ rank: 0, mass: 75n })([50n, 0n, 30n, 20n]) // => right(30n)
 * ```
 */
export const gateBar =
  ({ rank, mass }: BarRule) =>
  (shares: readonly bigint[]): Either<Unexpected, bigint> => {
    const fault = unexpected([
      ['rank', U16, rank],
      ['mass', Natural, rank === 0 ? mass : 0n],
      ...shares.map((share, i) => [`shares[${i}]`, Natural, share] as const),
    ])
    if (fault !== null) return left(fault)
    const falling = [...shares].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
    if (rank > 0) {
      const positive = falling.filter((share) => share > 0n)
      return right(positive[Math.min(rank, positive.length) - 1] ?? 0n)
    }
    let reached = 0n
    const crossing = falling.find((share) => (reached += share) >= mass!)
    return right(crossing ?? falling.at(-1) ?? 0n)
  }

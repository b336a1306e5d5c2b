/** The part of a subnet's emission to validators that goes to stake on root. Source: `root_proportion` of subtensor, spec 293 to 425. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { U64 } from '../../units/integer/u64.js'
import type { Unexpected } from './emission-error.js'
import { unexpected } from './emission-error.js'
import { div32, from, mul32, ofU64 } from './fixed-bits.js'

/** What the root proportion of a subnet depends on. */
export interface RootStake {
  /** The TAO staked on root, in rao. */
  readonly root_tao: bigint
  /** The subnet's alpha, in its pool and outside of it, after the block has minted its own, in rao. */
  readonly alpha_issuance: bigint
  /** The chain's `TaoWeight`, in parts of 2^64 - 1. */
  readonly tao_weight: bigint
}

export const proportionOf = ({ root_tao, alpha_issuance, tao_weight }: RootStake): bigint => {
  const weighted = mul32(from(root_tao), ofU64(tao_weight))
  return div32(weighted, weighted + from(alpha_issuance))
}

export const rootStakeChecks = ({ root_tao, alpha_issuance, tao_weight }: RootStake) =>
  [
    ['root_tao', U64, root_tao],
    ['alpha_issuance', U64, alpha_issuance],
    ['tao_weight', U64, tao_weight],
  ] as const

/**
 * R w / (R w + issuance) with 32 fractional bits, rounded down at each step; R is the TAO on root and w the tao weight. It is 0 if both
 * sides are 0. It falls as a subnet grows older and has more alpha.
 *
 * Errors: `Unexpected` for a value that is not a bigint from 0 to 2^64 - 1.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { rootProportion } from 'steelyard/chain'
 * const stake = { root_tao: 3000000000000000n, alpha_issuance: 10000013000000000n, tao_weight: 971718665099567868n }
 * rootProportion(stake) // => right(66817750n)
 * rootProportion({ ...stake, root_tao: -1n }).left.path // => 'root_tao'
 * ```
 */
export const rootProportion = (stake: RootStake): Either<Unexpected, bigint> => {
  const fault = unexpected(rootStakeChecks(stake))
  return fault === null ? right(proportionOf(stake)) : left(fault)
}

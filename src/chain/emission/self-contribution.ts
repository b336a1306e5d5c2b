/**
 * What a hotkey contributes to a dividend itself: its stake, less what its children were given. Source: `get_self_contribution` of
 * subtensor, spec 293 and 425.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { U64 } from '../../units/integer/u64.js'
import type { Unexpected } from './emission-error.js'
import { unexpected } from './emission-error.js'
import { floor, from, mul32, ofU64, ONE_32 } from './fixed-bits.js'

/** Stake of a hotkey, in rao. */
export interface HotkeyStake {
  /** Alpha on the subnet. */
  readonly alpha: bigint
  /** TAO on root. */
  readonly root_tao: bigint
}

/** A part of a stake with 32 fractional bits: alpha, and TAO by the tao weight. */
export const contribution = ({ alpha, root_tao }: HotkeyStake, part: bigint, taoWeight: bigint): bigint =>
  mul32(from(alpha), part) + mul32(mul32(from(root_tao), part), taoWeight)

export const stakeChecks = ({ alpha, root_tao }: HotkeyStake, path = '') =>
  [
    [`${path}alpha`, U64, alpha],
    [`${path}root_tao`, U64, root_tao],
  ] as const

/** A hotkey's own stake, and what it has given away. */
export interface OwnStake extends HotkeyStake {
  /** What each of its children was given, in parts of 2^64 - 1. */
  readonly children: readonly bigint[]
  /** The chain's `TaoWeight`, in parts of 2^64 - 1. */
  readonly tao_weight: bigint
}

/**
 * The stake that a hotkey contributes itself, in rao: alpha and weighted TAO, less the parts of its children, rounded down.
 *
 * Errors: `Unexpected` for a value that is not a bigint from 0 to 2^64 - 1.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { selfContribution } from 'steelyard/chain'
 * const stake = { alpha: 1000n, root_tao: 0n, tao_weight: 0n }
 * selfContribution({ ...stake, children: [] }) // => right(1000n)
 * selfContribution({ ...stake, children: [9223372036854775808n] }) // => right(500n)
 * ```
 */
export const selfContribution = (stake: OwnStake): Either<Unexpected, bigint> => {
  const { children, tao_weight } = stake
  const fault = unexpected([
    ...stakeChecks(stake),
    ['tao_weight', U64, tao_weight],
    ...children.map((given, i) => [`children[${i}]`, U64, given] as const),
  ])
  if (fault !== null) return left(fault)
  const kept = children.reduce((rest, given) => (rest > ofU64(given) ? rest - ofU64(given) : 0n), ONE_32)
  return right(floor(contribution(stake, kept, ofU64(tao_weight))))
}

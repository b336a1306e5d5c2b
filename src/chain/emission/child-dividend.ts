/**
 * The dividend of a hotkey to which others have given stake (its parents): each gets the part that its stake has contributed, less the take
 * of the child.
 *
 * Law, where the take and the burn are together at most all of a part: what parents and child get and what is recycled sum to at most the
 * dividend. Each amount is rounded down, so at most two rao for each parent and one for the child are lost. Source: `get_parent_child_dividends_distribution` of subtensor, spec 293 and 425.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { Flag } from '../../units/codec/flag.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import type { Unexpected } from './emission-error.js'
import { unexpected } from './emission-error.js'
import { div32, floor, from, mul32, ofU16, ofU64, ONE_32, sumOf } from './fixed-bits.js'

/** Stake of a hotkey, in rao. */
export interface HotkeyStake {
  /** Alpha on the subnet. */
  readonly alpha: bigint
  /** TAO on root. */
  readonly root_tao: bigint
}

/** A hotkey that has given stake to the child. */
export interface DividendParent extends HotkeyStake {
  /** The part of its stake that it gives, in parts of 2^64 - 1. */
  readonly proportion: bigint
  /** Whether parent and child have the same coldkey: then nothing is taken. */
  readonly same_coldkey: boolean
}

/** A dividend, and what its split depends on. */
export interface ChildDividend {
  /** The dividend of the hotkey, in rao. */
  readonly dividend: bigint
  /** What the hotkey itself contributes: see `selfContribution`. */
  readonly self_contribution: bigint
  /** Its parents, in the chain's order. */
  readonly parents: readonly DividendParent[]
  /** The child's take, in parts of 65535. */
  readonly child_take: number
  /** The part of a parent's dividend that is recycled where coldkeys differ (`CKBurn`), in parts of 2^64 - 1; 0 where it is left out. */
  readonly ck_burn?: bigint
  /** The chain's `TaoWeight`, in parts of 2^64 - 1. */
  readonly tao_weight: bigint
}

/** Who gets a dividend, in rao. */
export interface SplitDividend {
  /** The amount of each parent, in the order of `parents`. */
  readonly to_parents: readonly bigint[]
  /** The rest, and the child's take. */
  readonly to_child: bigint
  readonly recycled: bigint
}

/** A part of a stake with 32 fractional bits: alpha, and TAO by the tao weight. */
const contribution = ({ alpha, root_tao }: HotkeyStake, part: bigint, taoWeight: bigint): bigint =>
  mul32(from(alpha), part) + mul32(mul32(from(root_tao), part), taoWeight)

const stakeChecks = ({ alpha, root_tao }: HotkeyStake, path = '') =>
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

/**
 * Splits a dividend between a child and its parents. Where nobody has contributed anything, the child gets all of it.
 *
 * Errors: `Unexpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { splitWithParents } from 'steelyard/chain'
 * const parent = { proportion: 18446744073709551615n, alpha: 8000000000000n, root_tao: 1000000000000n, same_coldkey: false }
 * const child = { self_contribution: 1000000000000n, child_take: 5898, tao_weight: 971718665099567868n }
 * splitWithParents({ dividend: 1000000n, ...child, parents: [parent] }).right // => { to_parents: [809479n], to_child: 190520n, recycled: 0n }
 * splitWithParents({ dividend: 1000000n, ...child, parents: [] }).right.to_child // => 1000000n
 * ```
 */
export const splitWithParents = (split: ChildDividend): Either<Unexpected, SplitDividend> => {
  const { dividend, self_contribution, parents, child_take, ck_burn = 0n, tao_weight } = split
  const fault = unexpected([
    ['dividend', U64, dividend],
    ['self_contribution', U64, self_contribution],
    ['child_take', U16, child_take],
    ['ck_burn', U64, ck_burn],
    ['tao_weight', U64, tao_weight],
    ...parents.flatMap((parent, i) => [
      [`parents[${i}].proportion`, U64, parent.proportion] as const,
      [`parents[${i}].same_coldkey`, Flag, parent.same_coldkey] as const,
      ...stakeChecks(parent, `parents[${i}].`),
    ]),
  ])
  if (fault !== null) return left(fault)
  const contributions = parents.map((parent) => contribution(parent, ofU64(parent.proportion), ofU64(tao_weight)))
  const total = from(self_contribution) + sumOf(contributions)
  const parts = parents.map(({ same_coldkey }, i) => {
    const part = mul32(from(dividend), div32(contributions[i]!, total))
    const burned = same_coldkey ? 0n : mul32(ofU64(ck_burn), part)
    const taken = same_coldkey ? 0n : mul32(ofU16(child_take), part)
    // If take and burn are more than the part together, the parent gets nothing, and the child its whole take.
    const left_over = part > burned + taken ? part - burned - taken : 0n
    return { part, burned, taken, left_over }
  })
  return right({
    to_parents: parts.map(({ left_over }) => floor(left_over)),
    to_child: floor(from(dividend) - sumOf(parts.map(({ part }) => part)) + sumOf(parts.map(({ taken }) => taken))),
    recycled: sumOf(parts.map(({ burned }) => floor(burned))),
  })
}

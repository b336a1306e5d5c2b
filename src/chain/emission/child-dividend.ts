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
import { div32, floor, from, mul32, ofU16, ofU64, sumOf } from './fixed-bits.js'
import type { HotkeyStake } from './self-contribution.js'
import { contribution, stakeChecks } from './self-contribution.js'

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

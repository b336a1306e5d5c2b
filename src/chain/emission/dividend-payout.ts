/**
 * How an epoch's dividends become alpha: the validators' pot and root's pot, divided among hotkeys, and of each part the take.
 *
 * A hotkey's dividend has a root part, in proportion to its TAO on root, and an alpha part. Root's pot is divided by the root parts, the
 * validators' pot by the alpha parts. Law: what is paid of a pot is at most the pot. Source: `calculate_dividend_distribution` of subtensor,
 * spec 293 (where root's pot is TAO) and 425. Newer runtimes hold back a part of the take as collateral, and give a root part only to
 * hotkeys that are registered on root: neither is modelled.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import type { Unexpected } from './emission-error.js'
import { unexpected } from './emission-error.js'
import { div32, floor, from, mul32, ofU16, ofU64, sumOf } from './fixed-bits.js'
import type { HotkeyStake } from './self-contribution.js'

/** A hotkey with a dividend, and its own stake. */
export interface DividendHotkey extends HotkeyStake {
  /** Its dividends after the split with parents and children, in rao: only a weight. */
  readonly dividend: bigint
  /** Its take, in parts of 65535. */
  readonly take: number
}

/** The pots of an epoch and those who share them. */
export interface DividendPots {
  /** See `validatorPot`, in rao. */
  readonly validator_pot: bigint
  /** What root's pending parts sum to, in rao. */
  readonly root_pot: bigint
  /** The chain's `TaoWeight`, in parts of 2^64 - 1. */
  readonly tao_weight: bigint
  /** Each hotkey once. */
  readonly hotkeys: readonly DividendHotkey[]
}

/** What a hotkey is paid, in rao. */
export interface PaidDividend {
  /** To the hotkey's coldkey, of the validators' pot. */
  readonly alpha_take: bigint
  /** To all who have staked on the hotkey, of the validators' pot. */
  readonly alpha_nominators: bigint
  /** To the hotkey's coldkey, of root's pot. */
  readonly root_take: bigint
  /** To those who have staked on root; they claim it. */
  readonly root_claimable: bigint
}

/** The payments, in the order of the hotkeys, and what nobody gets. */
export interface PaidDividends {
  readonly paid: readonly PaidDividend[]
  /** Root's pot if no hotkey has a root part: then nobody gets it. 0 otherwise. */
  readonly root_to_nobody: bigint
}

/** The root part of a hotkey's dividend with 32 fractional bits. */
const rootPart = ({ dividend, alpha, root_tao }: DividendHotkey, taoWeight: bigint): bigint => {
  const root = mul32(from(root_tao), taoWeight)
  return mul32(from(dividend), div32(root, from(alpha) + root))
}

/**
 * Pays the pots of an epoch.
 *
 * Errors: `Unexpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { payDividends } from 'steelyard/chain'
 * const hotkeys = [{ dividend: 1000n, alpha: 1000000000000n, root_tao: 0n, take: 11796 }]
 * const pots = { validator_pot: 3690000000n, root_pot: 60000000n, tao_weight: 971718665099567868n, hotkeys }
 * payDividends(pots).right.paid // => [{ alpha_take: 664183108n, alpha_nominators: 3025816891n, root_take: 0n, root_claimable: 0n }]
 * payDividends(pots).right.root_to_nobody // => 60000000n
 * ```
 */
export const payDividends = ({ validator_pot, root_pot, tao_weight, hotkeys }: DividendPots): Either<Unexpected, PaidDividends> => {
  const fault = unexpected([
    ['validator_pot', U64, validator_pot],
    ['root_pot', U64, root_pot],
    ['tao_weight', U64, tao_weight],
    ...hotkeys.flatMap(({ dividend, alpha, root_tao, take }, i) => [
      [`hotkeys[${i}].dividend`, U64, dividend] as const,
      [`hotkeys[${i}].alpha`, U64, alpha] as const,
      [`hotkeys[${i}].root_tao`, U64, root_tao] as const,
      [`hotkeys[${i}].take`, U16, take] as const,
    ]),
  ])
  if (fault !== null) return left(fault)
  const roots = hotkeys.map((hotkey) => rootPart(hotkey, ofU64(tao_weight)))
  const alphas = hotkeys.map(({ dividend }, i) => from(dividend) - roots[i]!)
  const [allRoots, allAlphas] = [sumOf(roots), sumOf(alphas)]
  const paid = hotkeys.map(({ take }, i): PaidDividend => {
    const alpha = mul32(from(validator_pot), div32(alphas[i]!, allAlphas))
    const root = mul32(from(root_pot), div32(roots[i]!, allRoots))
    const [alphaTake, rootTake] = [mul32(ofU16(take), alpha), mul32(ofU16(take), root)]
    return {
      alpha_take: floor(alphaTake),
      alpha_nominators: floor(alpha - alphaTake),
      root_take: floor(rootTake),
      root_claimable: floor(root - rootTake),
    }
  })
  return right({ paid, root_to_nobody: allRoots === 0n ? root_pot : 0n })
}

/**
 * What one block sets aside for a subnet's next epoch: the owner's cut, and what miners, validators and root will get.
 *
 * Law: the amounts sum to at most `alpha_out`; each is rounded down to rao, so up to 3 rao are lost.
 * A subnet without a first emission, without subtoken, or (since 421) with registration switched off gets no alpha at all: then this is
 * not asked. Source: `emit_to_subnets` of subtensor, spec 425; owner's cut and root's part were seen at 293.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { Flag } from '../../units/codec/flag.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import type { EmissionError } from './emission-error.js'
import { unexpected } from './emission-error.js'
import { emissionRules } from './emission-rules.js'
import { floor, from, mul32, ofU16 } from './fixed-bits.js'
import type { RootStake } from './root-proportion.js'
import { proportionOf, rootStakeChecks } from './root-proportion.js'

/** What the pending amounts of a block depend on. */
export interface BlockEmission extends RootStake {
  /** The alpha that the block mints for the subnet's participants, in rao. */
  readonly alpha_out: bigint
  /** The chain's `SubnetOwnerCut`, in parts of 65535; 11796, which is 18 %, where it is left out. */
  readonly owner_cut?: number
  /** Whether the owner gets a cut (`OwnerCutEnabled`); yes where it is left out. Does not exist at 293, which always cuts. */
  readonly owner_cut_enabled?: boolean
  /** Whether the EMA prices of all subnets with emission sum to more than 1. If not, root's part is recycled. Does not count at 293. */
  readonly prices_above_one: boolean
}

/** The amounts of a block, in rao. */
export type PendingAmounts =
  /** At 293: one amount for miners and validators. Root's part is sold for TAO; if it can't be sold, the chain books neither. */
  | { readonly _tag: 'OneAmount'; readonly owner_cut: bigint; readonly emission: bigint; readonly sold: bigint }
  /** Since 421: miners (server), validators and root apart. Recycled alpha is taken from the issuance. */
  | {
      readonly _tag: 'ThreeAmounts'
      readonly owner_cut: bigint
      readonly server: bigint
      readonly validator: bigint
      readonly root: bigint
      readonly recycled: bigint
    }

const OWNER_CUT = 11_796

/**
 * The pending amounts of a block. Half of what the owner's cut leaves is for miners. Of the other half, root gets the root proportion and
 * the validators the rest.
 *
 * Errors: `UnknownRuntime`, `UnsettledRules` for spec 294 to 420, `Unexpected` for a value out of its range.
 *
 * @example
 * ```ts
 * import { pendingOfBlock } from 'steelyard/chain'
 * const stake = { root_tao: 3000000000000000n, alpha_issuance: 10000013000000000n, tao_weight: 971718665099567868n }
 * const block = { ...stake, alpha_out: 1000000000n, prices_above_one: true }
 * pendingOfBlock(425)(block).right // => { _tag: 'ThreeAmounts', owner_cut: 179995422n, server: 410002288n, validator: 403623793n, root: 6378495n, recycled: 0n }
 * pendingOfBlock(293)(block).right // => { _tag: 'OneAmount', owner_cut: 179995422n, emission: 813626082n, sold: 6378495n }
 * pendingOfBlock(400)(block).left._tag // => 'UnsettledRules'
 * ```
 */
export const pendingOfBlock =
  (spec: number) =>
  (block: BlockEmission): Either<EmissionError, PendingAmounts> => {
    const { alpha_out, owner_cut = OWNER_CUT, owner_cut_enabled = true, prices_above_one } = block
    const rules = emissionRules(spec)
    if (rules._tag === 'Left') return rules
    const fault = unexpected([
      ...rootStakeChecks(block),
      ['alpha_out', U64, alpha_out],
      ['owner_cut', U16, owner_cut],
      ['owner_cut_enabled', Flag, owner_cut_enabled],
      ['prices_above_one', Flag, prices_above_one],
    ])
    if (fault !== null) return left(fault)
    const { oneAmount } = rules.right
    const cut = owner_cut_enabled || oneAmount ? mul32(from(alpha_out), ofU16(owner_cut)) : 0n
    const rest = from(alpha_out) - cut
    const root = mul32(proportionOf(block), rest) >> 1n
    if (oneAmount) return right({ _tag: 'OneAmount', owner_cut: floor(cut), emission: floor(rest - root), sold: floor(root) })
    const server = rest >> 1n
    return right({
      _tag: 'ThreeAmounts',
      owner_cut: floor(cut),
      server: floor(server),
      validator: floor(rest - server - root),
      root: prices_above_one ? floor(root) : 0n,
      recycled: prices_above_one ? 0n : floor(root),
    })
  }

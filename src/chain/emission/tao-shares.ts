/**
 * How a block's TAO is divided among subnets: by their EMA prices, and since spec 421 by what they do not burn.
 *
 * Laws: shares sum to at most 1, and amounts to at most the block's emission. Where all burn all, the plain shares of the prices hold.
 * A share is of TAO only: the alpha that miners, validators and the owner get does not depend on it.
 * Source: `get_shares` and `get_subnet_block_emissions` of subtensor, spec 421 to 425; 293 likewise.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { Flag } from '../../units/codec/flag.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import type { EmissionError } from './emission-error.js'
import { Part, unexpected } from './emission-error.js'
import type { EmissionRules } from './emission-rules.js'
import { emissionRules, unsettledGate } from './emission-rules.js'
import { div32, div64, floor, from, mul32, mul64, ONE_32, ONE_64, sumOf } from './fixed-bits.js'

/** A subnet that gets emission: it has a first emission, subtoken, and (since 421) allows registration. */
export interface EmittedSubnet {
  readonly netuid: number
  /** The EMA of its alpha price (`SubnetMovingPrice`), in TAO with 32 fractional bits, up to 2^64 - 1; 2^32 for a stable subnet. */
  readonly ema_price: bigint
  /** The burned part that counts (`MinerBurned`, see `burnInForce`), with 32 fractional bits, 0 to 2^32; 0 where it is left out. */
  readonly miner_burned?: bigint
  /** Whether it gets TAO (`SubnetEmissionEnabled`); yes where it is left out. Does not count at 293. */
  readonly emission_enabled?: boolean
  /** See `rootProportion`, with 32 fractional bits, 0 to 2^32. Spec 421 to 424 asks for it, and no other. */
  readonly root_proportion?: bigint
}

/** The subnet's part of a block's TAO. */
export interface TaoShare {
  readonly netuid: number
  /** The share, with 64 fractional bits. At 293 the amount is computed without it, and may differ from it by a rao. */
  readonly share: bigint
  /** The TAO of the block for the subnet, in rao. At 293 none of it is paid where registration is off. */
  readonly tao: bigint
}

/** All subnets that get emission, each once, and what a block emits. */
export interface EmittingBlock {
  /** The block's emission of TAO, in rao. */
  readonly block_emission: bigint
  readonly subnets: readonly EmittedSubnet[]
}

const checksOf = ({ byRootProportion }: EmissionRules, { block_emission, subnets }: EmittingBlock) =>
  [
    ['block_emission', U64, block_emission],
    ...subnets.flatMap(({ netuid, ema_price, miner_burned = 0n, emission_enabled = true, root_proportion }, i) => [
      [`subnets[${i}].netuid`, U16, netuid] as const,
      [`subnets[${i}].ema_price`, U64, ema_price] as const,
      [`subnets[${i}].miner_burned`, Part, miner_burned] as const,
      [`subnets[${i}].emission_enabled`, Flag, emission_enabled] as const,
      [`subnets[${i}].root_proportion`, Part, byRootProportion ? root_proportion : 0n] as const,
    ]),
  ] as const

/** The shares after burning; where all weights are 0, the plain ones. */
const unburned = ({ burnCounts, byRootProportion }: EmissionRules, subnets: readonly EmittedSubnet[], plain: readonly bigint[]) => {
  if (!burnCounts) return plain
  const weights = subnets.map(({ miner_burned = 0n, root_proportion = 0n }, i) => {
    const kept = (ONE_32 - miner_burned) << 32n
    return mul64(plain[i]!, byRootProportion ? mul64(root_proportion << 32n, kept) : kept)
  })
  const total = sumOf(weights)
  return total === 0n ? plain : weights.map((weight) => div64(weight, total))
}

/** The shares of those that get TAO, if some do not. */
const enabled = ({ burnCounts }: EmissionRules, subnets: readonly EmittedSubnet[], shares: readonly bigint[]): readonly bigint[] => {
  const isOn = subnets.map(({ emission_enabled = true }) => emission_enabled)
  if (!burnCounts || isOn.every((on) => on)) return shares
  const total = sumOf(shares.filter((_, i) => isOn[i]))
  return shares.map((share, i) => (isOn[i] ? div64(share, total) : 0n))
}

const sharesOf = (rules: EmissionRules, subnets: readonly EmittedSubnet[]): readonly bigint[] => {
  const prices = subnets.map(({ ema_price }) => ema_price << 32n)
  const total = sumOf(prices)
  const plain = prices.map((price) => div64(price, total))
  return enabled(rules, subnets, unburned(rules, subnets, plain))
}

/** At 293 the emission is multiplied by the price before it is divided, with 32 fractional bits. */
const amountsByPrice = ({ block_emission, subnets }: EmittingBlock): readonly bigint[] => {
  const total = sumOf(subnets.map(({ ema_price }) => ema_price))
  return subnets.map(({ ema_price }) => floor(div32(mul32(from(block_emission), ema_price), total)))
}

/**
 * The TAO of a block for each subnet, in the order of `subnets`. If all prices are 0, nobody gets any.
 *
 * Errors: `UnknownRuntime`, `UnsettledRules` for spec 294 to 420, `UnsettledGate` from 440 on (see `gateBar`), `Unexpected` for a value out
 * of its range.
 *
 * @example
 * ```ts
 * import { taoShares } from 'steelyard/chain'
 * const subnets = [{ netuid: 1, ema_price: 85899345n }, { netuid: 2, ema_price: 128849018n, miner_burned: 2147483648n }, { netuid: 3, ema_price: 214748364n }]
 * const block = { block_emission: 500000000n, subnets }
 * taoShares(425)(block).right.map(({ tao }) => tao) // => [117647058n, 88235294n, 294117647n]
 * taoShares(293)(block).right.map(({ tao }) => tao) // => [99999999n, 149999999n, 250000000n]
 * taoShares(440)(block).left // => { _tag: 'UnsettledGate', spec: 440, since: 440 }
 * ```
 */
export const taoShares =
  (spec: number) =>
  (block: EmittingBlock): Either<EmissionError, readonly TaoShare[]> => {
    const rules = emissionRules(spec)
    if (rules._tag === 'Left') return rules
    if (rules.right.isGated) return left(unsettledGate(spec))
    const fault = unexpected(checksOf(rules.right, block))
    if (fault !== null) return left(fault)
    const { block_emission, subnets } = block
    const repeated = subnets.findIndex(({ netuid }, i) => subnets.findIndex((other) => other.netuid === netuid) < i)
    if (repeated >= 0) {
      const [path, expected] = [`subnets[${repeated}].netuid`, 'a netuid that is listed once']
      return left({ _tag: 'Unexpected', path, value: subnets[repeated]!.netuid, expected })
    }
    const shares = sharesOf(rules.right, subnets)
    const amounts = rules.right.burnCounts ? shares.map((share) => (block_emission * share) / ONE_64) : amountsByPrice(block)
    return right(subnets.map(({ netuid }, i) => ({ netuid, share: shares[i]!, tao: amounts[i]! })))
  }

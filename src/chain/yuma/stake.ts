/**
 * Each neuron's stake as a part of the subnet's stake: its own stake, minus what children take, plus what parents give; alpha and
 * weighted TAO are added.
 *
 * Law: parts sum to at most 1. Permits and activity do not matter here. Computed in bigints: a few operations per neuron on
 * 128-bit numbers.
 */
import type { Column } from './fixed.js'
import type { EpochInput } from './epoch-input.js'
import type { Ruling } from './rules.js'

const U64_MAX = (1n << 64n) - 1n
/** The largest signed number with 64 integer bits and 64 fractional bits. */
const MOST = (1n << 127n) - 1n

const atMost = (limit: bigint, x: bigint): bigint => (x > limit ? limit : x)

/** Parts of 2^64 - 1, as a number with 32 fractional bits. */
const proportion = (parts: bigint): bigint => (parts << 32n) / U64_MAX

/** Own stake minus what children take, plus what parents give, in rao. */
const inherited = (own: bigint, taken: readonly bigint[], given: readonly (readonly [proportion: bigint, stake: bigint])[]): bigint => {
  const left = taken.reduce((rest, parts) => rest - own * proportion(parts), own << 32n)
  const all = given.reduce((total, [parts, stake]) => total + stake * proportion(parts), left < 0n ? 0n : left)
  return atMost(U64_MAX, all >> 32n)
}

/** Total stakes with 64 fractional bits; 0 for a stake below the threshold. */
const totals = ({ ownerIsExempt }: Ruling, input: EpochInput): readonly bigint[] => {
  const { parents, children, stake_threshold, owner_uid } = input
  const taoWeight = proportion(input.tao_weight) << 32n
  return Array.from(input.alpha_stake, (alpha, uid) => {
    const taken = children.get(uid) ?? []
    const given = parents.get(uid) ?? []
    const ownAlpha = inherited(
      alpha,
      taken,
      given.map((parent) => [parent.proportion, parent.alpha]),
    )
    const ownTao = inherited(
      input.tao_stake[uid]!,
      taken,
      given.map((parent) => [parent.proportion, parent.tao]),
    )
    const total = atMost(MOST, atMost(MOST, ownAlpha << 64n) + ((atMost(MOST, ownTao << 64n) * taoWeight) >> 64n))
    return total >> 64n < stake_threshold && !(ownerIsExempt && uid === owner_uid) ? 0n : total
  })
}

/** The normalised stake S: parts of the whole by uid. */
export const stakeShares = (ruling: Ruling, input: EpochInput): Column => {
  const stakes = totals(ruling, input)
  const whole = stakes.reduce((a, b) => a + b, 0n)
  if (whole === 0n) return new Float64Array(stakes.length)
  return Float64Array.from(stakes, (stake) => Number(((stake << 64n) / whole) >> 32n))
}

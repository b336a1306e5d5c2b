/**
 * What the subnet's emission comes to for each neuron, for its work (server) and for its bonds (validator), and the score by which
 * neurons are pruned.
 *
 * Law: no amount is made: server and validator amounts, and the combined ones, sum to at most the emission.
 */
import type { EpochInput } from './epoch-input.js'
import type { Column } from './fixed.js'
import { div, normalise, ONE, over, sum } from './fixed.js'

/** Shares of the emission, in fixed-point bits, and amounts in rao. */
export interface Emission {
  readonly server: Column
  readonly validator: Column
  readonly combined: Column
  readonly serverAmount: BigUint64Array
  readonly validatorAmount: BigUint64Array
  readonly amount: BigUint64Array
}

const amounts = (shares: Column, emission: bigint): BigUint64Array =>
  BigUint64Array.from({ length: shares.length }, (_, uid) => (shares[uid] === 0 ? 0n : (BigInt(shares[uid]!) * emission) >> 32n))

const sharesOf = (
  incentive: Column,
  dividends: Column,
  active: Column,
  stake: Column,
): Pick<Emission, 'server' | 'validator' | 'combined'> => {
  const both = incentive.map((share, uid) => share + dividends[uid]!)
  const total = sum(both)
  if (total > 0) return { server: over(incentive, total), validator: over(dividends, total), combined: normalise(both) }
  // Nobody earned anything, so it goes by stake: of the active, or of all where nobody is.
  const fallback = sum(active) === 0 ? stake : active
  return { server: incentive, validator: fallback, combined: fallback }
}

export const emissionOf = ({ rao_emission }: EpochInput, incentive: Column, dividends: Column, active: Column, stake: Column): Emission => {
  const shares = sharesOf(incentive, dividends, active, stake)
  return {
    ...shares,
    serverAmount: amounts(shares.server, rao_emission),
    validatorAmount: amounts(shares.validator, rao_emission),
    amount: amounts(shares.combined, rao_emission),
  }
}

/** Parts of 65535 of the largest share, halves up: the only rounding of an epoch. All 0 where all shares are. */
export const pruningScores = (combined: Column): Uint16Array => {
  const largest = combined.reduce((a, b) => Math.max(a, b), 0)
  return Uint16Array.from(combined, (share) => Math.floor((div(share * 65_535, largest) + ONE / 2) / ONE))
}

/**
 * The part of the subnet's emission that each neuron gets, for its work (server) and for its bonds (validator), and the score by
 * which neurons are pruned.
 *
 * Law: server and validator amounts together, and the combined amounts, sum to at most the emission.
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
  // No neuron earned anything, so the emission is split by stake: that of the active neurons, or of all when none is
  // active.
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

/**
 * Shares scaled so that the largest is 65535, rounded half up. This is the only rounding to the nearest integer in an
 * epoch. All are 0 when all shares are 0.
 */
export const pruningScores = (combined: Column): Uint16Array => {
  const largest = combined.reduce((a, b) => Math.max(a, b), 0)
  return Uint16Array.from(combined, (share) => Math.floor((div(share * 65_535, largest) + ONE / 2) / ONE))
}

/**
 * The part of the subnet's emission that each neuron gets, for its work (server) and for its bonds (validator), and the score by
 * which neurons are pruned.
 *
 * Law: server and validator amounts together, and the combined amounts, sum to at most the emission.
 */
import type { Column } from './fixed.js'
import { div, normalise, ONE, over, sum } from './fixed.js'

/** What decides the parts: columns by uid, in fixed-point bits (the value times 2^32). */
export interface EmissionClaims {
  readonly incentive: Column
  readonly dividends: Column
  /** The shares of the active stake, for an epoch in which nobody earned anything. */
  readonly active: Column
  /** The shares of all stake, for one in which nobody is active either. */
  readonly stake: Column
}

/** Shares of the emission by uid, in fixed-point bits, and amounts in rao. */
export interface Emission {
  /** For work: the miners' part. */
  readonly server: Column
  /** For bonds: the validators' part. */
  readonly validator: Column
  readonly combined: Column
  readonly serverAmount: BigUint64Array
  readonly validatorAmount: BigUint64Array
  readonly amount: BigUint64Array
}

const amounts = (shares: Column, emission: bigint): BigUint64Array =>
  BigUint64Array.from({ length: shares.length }, (_, uid) => (shares[uid] === 0 ? 0n : (BigInt(shares[uid]!) * emission) >> 32n))

const sharesOf = ({ incentive, dividends, active, stake }: EmissionClaims): Pick<Emission, 'server' | 'validator' | 'combined'> => {
  const both = incentive.map((share, uid) => share + dividends[uid]!)
  const total = sum(both)
  if (total > 0) return { server: over(incentive, total), validator: over(dividends, total), combined: normalise(both) }
  // No neuron earned anything, so the emission is split by stake: that of the active neurons, or of all when none is
  // active.
  const fallback = sum(active) === 0 ? stake : active
  return { server: incentive, validator: fallback, combined: fallback }
}

/**
 * The parts of an epoch's emission in rao. Incentives and dividends are divided by the sum of both, so without any dividend the miners get
 * the validators' half too. Without either, the server amounts are 0 and validators get the emission by active stake, or by all stake when
 * nobody is active. Each amount is rounded down to rao.
 *
 * @example
 * ```ts
 * import { emissionOf } from 'steelyard/chain'
 * const [half, none] = [Float64Array.of(2 ** 31, 2 ** 31), new Float64Array(2)]
 * emissionOf(1000n)({ incentive: half, dividends: none, active: none, stake: none }).serverAmount // => BigUint64Array.of(500n, 500n)
 * emissionOf(1000n)({ incentive: none, dividends: none, active: none, stake: half }).validatorAmount // => BigUint64Array.of(500n, 500n)
 * ```
 */
export const emissionOf =
  (rao: bigint) =>
  (claims: EmissionClaims): Emission => {
    const shares = sharesOf(claims)
    return {
      ...shares,
      serverAmount: amounts(shares.server, rao),
      validatorAmount: amounts(shares.validator, rao),
      amount: amounts(shares.combined, rao),
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

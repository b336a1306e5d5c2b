/**
 * What the chain makes of u16 weights: it scales them up, stores them, and divides them by their sum in each epoch. Payments
 * follow these shares.
 *
 * Law: the shares, which are exact, sum to 1 unless all weights are 0. Source: max-upscale (`maxUpscale`), and the normalisation of rows
 * at an epoch.
 */
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, fraction } from '../../units/exact/fraction.js'
import { maxUpscale } from './max-upscale.js'

/** A uid's weight as stored, from 0 to 65535, and its share of the sum of the stored weights. */
export interface RealisedShare {
  readonly uid: number
  readonly stored: number
  readonly share: Fraction
}

/**
 * The share of each uid after the chain has scaled and normalised the vector, in the order of the input: exact fractions, not in lowest
 * terms. Uids are unique; weights are from 0 to 65535, one for each uid. When all weights are 0, all shares are 0.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { realised } from 'steelyard/chain'
 * const row = realised({ uids: Uint16Array.of(4, 7), weights: Uint16Array.of(32770, 3277) })
 * row.map(({ uid, stored, share }) => [uid, stored, Fractions.toFixed(6)(share)]) // => [[4, 65535, '0.909097'], [7, 6553, '0.090903']]
 * ```
 */
export const realised = ({ uids, weights }: U16Weights): readonly RealisedShare[] => {
  const stored = maxUpscale(weights)
  const total = BigInt(stored.reduce((all, weight) => all + weight, 0))
  return Array.from(uids, (uid, i) => ({
    uid,
    stored: stored[i]!,
    share: total === 0n ? ZERO : fraction(BigInt(stored[i]!), total),
  }))
}

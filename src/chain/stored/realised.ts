/**
 * What the chain makes of u16 weights: it scales them up, stores them, and divides them by their sum in each epoch. Payments
 * follow these shares.
 *
 * Everything is exact. Compared with an allocation, the result says how far the stored vector is from the allocation's
 * shares. Laws: shares sum to 1 unless all weights are 0; the total variation distance is from 0 to 1 (1 when nothing is
 * stored), and it is 0 only when all shares are equal. Source: max-upscale (`maxUpscale`), and the normalisation of rows at
 * an epoch.
 */
import type { Ledger } from '../../policy/shares/shares.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { shares } from '../../policy/shares/shares.js'
import { partOfWhole } from '../../policy/shares/whole.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, compare, divide, fraction, subtract, sum } from '../../units/exact/fraction.js'
import { toFixed } from '../../units/exact/fraction-rounding.js'
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

/** How far stored weights are from an allocation. All figures are exact; parts are of the whole, from 0 to 1. */
export interface Distortion {
  /** What the burn target gets on chain; 0 without a target. */
  readonly burn: Fraction
  /** The total variation distance: the part of the whole that goes to other uids than in the allocation. */
  readonly total_variation: Fraction
  /**
   * The largest `|realised - meant| / meant` over all uids with a share above 0 in the allocation; 0 when there are
   * none.
   */
  readonly largest_relative_error: Fraction
  /** The uids with a share above 0 in the allocation that get nothing on chain, sorted. */
  readonly zeroed_uids: readonly number[]
}

/** Adds fractions of the same denominator first, because sums over many denominators get very large terms. */
const total = (parts: readonly Fraction[]): Fraction => {
  const numerators = new Map<bigint, bigint>()
  for (const { numerator, denominator } of parts) numerators.set(denominator, (numerators.get(denominator) ?? 0n) + numerator)
  return sum([...numerators].map(([denominator, numerator]) => fraction(numerator, denominator)))
}

const larger = (a: Fraction, b: Fraction): Fraction => (compare(b, a) > 0 ? b : a)
const absolute = ({ numerator, denominator }: Fraction): Fraction => fraction(numerator < 0n ? -numerator : numerator, denominator)

/**
 * Compares weights, at any scale, with the exact shares of the allocation from which they were made. A uid that is not among the weights
 * has a weight of 0. There is no error.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { distortion } from 'steelyard/chain'
 * const target = { uid: 3 }
 * const claims = [{ neuron: { uid: 1 } }, { neuron: { uid: 2 } }]
 * const pool = { quota: Fractions.fraction(32768n), units: 32768, claims, counted: Float64Array.of(1, 3), parts: Uint32Array.of(8192, 24576) }
 * const allocation = { burn: { target, quota: Fractions.fraction(32767n), units: 32767 }, pools: [pool] }
 * const found = distortion(allocation)({ uids: Uint16Array.of(2, 3), weights: Uint16Array.of(49153, 65535) })
 * found.zeroed_uids // => [1]
 * Fractions.toFixed(3)(found.total_variation) // => '0.125'
 * ```
 */
export const distortion =
  (ledger: Ledger) =>
  (weights: U16Weights): Distortion => {
    const meant = shares(ledger).filter(({ quota }) => quota.numerator > 0n)
    const got = new Map<number, Fraction>(realised(weights).map(({ uid, share }) => [uid, share]))
    const missed = meant.map(({ neuron: { uid }, quota }) => {
      const part = partOfWhole(quota)
      return { uid, part, off: subtract(part, got.get(uid) ?? ZERO) }
    })
    const target = ledger.burn.target
    return {
      burn: target === null ? ZERO : (got.get(target.uid) ?? ZERO),
      total_variation: total(missed.flatMap(({ off }) => (off.numerator > 0n ? [off] : []))),
      largest_relative_error: missed.map(({ part, off }) => divide(absolute(off), part)).reduce(larger, ZERO),
      zeroed_uids: missed.filter(({ uid }) => (got.get(uid) ?? ZERO).numerator === 0n).map(({ uid }) => uid),
    }
  }

/** The key `realised` of an allocation's report: decimals with 12 places, rounded half up. */
export interface RealisedReport {
  readonly burn: string
  readonly total_variation: string
  readonly zeroed_uids: readonly number[]
}

const twelvePlaces = toFixed(12)

/**
 * The distortion in its JSON form, as in the report of an allocation.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { reportRealised } from 'steelyard/chain'
 * const burn = { target: { uid: 3 }, quota: Fractions.fraction(65535n), units: 65535 }
 * const weights = { uids: Uint16Array.of(3), weights: Uint16Array.of(1) }
 * reportRealised({ burn, pools: [] })(weights) // => { burn: '1.000000000000', total_variation: '0.000000000000', zeroed_uids: [] }
 * ```
 */
export const reportRealised =
  (ledger: Ledger) =>
  (weights: U16Weights): RealisedReport => {
    const { burn, total_variation, zeroed_uids } = distortion(ledger)(weights)
    return { burn: twelvePlaces(burn), total_variation: twelvePlaces(total_variation), zeroed_uids }
  }

/**
 * How far the weights that the chain stores are from an allocation.
 *
 * All figures are exact. Laws: the total variation distance is from 0 to 1 (1 when nothing is stored), and it is 0 only when all shares
 * are equal. Doubles decide first which miners get less than they should, and whose relative error may be the largest. The exact shares are
 * computed of those miners only for which the doubles leave a doubt, because over hundreds of pools they have terms of thousands of digits.
 */
import { BOUND, approximateQuotas, exactQuotas, quotasInNodes } from '../../policy/shares/node-quotas.js'
import type { Node } from '../../policy/shares/node-quotas.js'
import { recipientsOf } from '../../policy/shares/recipients.js'
import type { Ledger } from '../../policy/shares/shares.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { TOTAL, partOfWhole } from '../../policy/shares/whole.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { ONE, ZERO, compare, divide, fraction, subtract, sum } from '../../units/exact/fraction.js'
import { toFixed } from '../../units/exact/fraction-rounding.js'
import { realised } from './realised.js'

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

const larger = (a: Fraction, b: Fraction): Fraction => (compare(b, a) > 0 ? b : a)
const absolute = ({ numerator, denominator }: Fraction): Fraction => fraction(numerator < 0n ? -numerator : numerator, denominator)

/** The error of a ratio of doubles: those of a quota, of its part of the whole, and of two divisions. */
const MARGIN = 2 * BOUND
/** Doubles keep all of their digits above this. */
const SMALLEST = 1e-250

/** The places of the recipients with a quota above 0, in order. */
const paidIn = (nodes: readonly Node[]): readonly number[] => {
  const paid = new Set<number>()
  for (const { quota, counted, recipients } of nodes)
    if (quota.numerator > 0n) counted.forEach((claim, i) => claim > 0 && paid.add(recipients[i]!))
  return [...paid].sort((a, b) => a - b)
}

/** `realised / meant` of a recipient as a double, and by how much it may be off. Infinite where doubles say nothing. */
interface Ratio {
  readonly place: number
  readonly got: Fraction
  readonly near: number
  readonly margin: number
}

const ratioOf = (place: number, got: Fraction, quota: number): Ratio => {
  if (got.numerator === 0n) return { place, got, near: 0, margin: 0 }
  if (!(quota > SMALLEST)) return { place, got, near: 1, margin: Infinity }
  const near = (Number(got.numerator) / Number(got.denominator)) * (TOTAL / quota)
  return { place, got, near, margin: near * MARGIN }
}

const isInDoubt = ({ near, margin }: Ratio): boolean => Math.abs(near - 1) <= margin

/** The ratios whose distance to 1 may be the largest. */
const mayBeLargest = (ratios: readonly Ratio[]): readonly Ratio[] => {
  const least = ratios.reduce((most, { near, margin }) => Math.max(most, Math.abs(near - 1) - margin), 0)
  return ratios.filter(({ near, margin }) => Math.abs(near - 1) + margin >= least)
}

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
export const distortion = (ledger: Ledger): ((weights: U16Weights) => Distortion) => {
  const { uids, nodes } = recipientsOf(ledger)
  const approximated = approximateQuotas(nodes, uids.length)
  const paid = paidIn(nodes)
  return (weights) => {
    const got = new Map<number, Fraction>(realised(weights).map(({ uid, share }) => [uid, share]))
    const gotBy = (uid: number): Fraction => got.get(uid) ?? ZERO
    const ratios = paid.map((place) => ratioOf(place, gotBy(uids[place]!), approximated?.[place] ?? 0))
    const [doubtful, extreme] = [ratios.filter(isInDoubt), mayBeLargest(ratios.filter(({ got }) => got.numerator > 0n))]
    const exact = exactQuotas(nodes, new Set([...doubtful, ...extreme].map(({ place }) => place)))
    const partOf = ({ place }: Ratio): Fraction => partOfWhole(exact.get(place)!)
    const short = ratios.filter((ratio) => (isInDoubt(ratio) ? compare(partOf(ratio), ratio.got) > 0 : ratio.near < 1))
    const errors = extreme.map((ratio) => absolute(subtract(divide(ratio.got, partOf(ratio)), ONE)))
    const zeroed = ratios.filter(({ got }) => got.numerator === 0n)
    const target = ledger.burn.target
    // Added pool by pool: the sum of the shares of all miners would have the denominators of each of them.
    const meant = [...quotasInNodes(nodes, new Set(short.map(({ place }) => place))).values()].flat()
    return {
      burn: target === null ? ZERO : gotBy(target.uid),
      total_variation: subtract(partOfWhole(sum(meant)), sum(short.map((ratio) => ratio.got))),
      // Who gets nothing has an error of exactly 1.
      largest_relative_error: [...errors, ...(zeroed.length === 0 ? [] : [ONE])].reduce(larger, ZERO),
      zeroed_uids: zeroed.map(({ place }) => uids[place]!),
    }
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

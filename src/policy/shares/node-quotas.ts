/**
 * What recipients get of several nodes: as doubles with a proven bound on the error (docs/maximum-scale-proof.md, steps 1 and 2), and
 * exactly.
 *
 * An exact quota over hundreds of nodes has terms of thousands of digits. So the exact quotas are computed of those recipients only for
 * which the doubles leave a doubt.
 */
import { quotas } from '../../apportion/quotas.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { sum } from '../../units/exact/fraction.js'

/** A quota that is split among recipients: `recipients[i]` claims `counted[i]` of it. No recipient occurs twice. */
export interface Node {
  readonly quota: Fraction
  readonly counted: Float64Array
  readonly recipients: ArrayLike<number>
}

/** Step 1: sums in this range keep every ratio and product accurate. */
const SMALLEST_SUM = 1e-280
const LARGEST_SUM = 1e280
const MOST = 65_536
/** Step 2: the relative error of a quota is below this, unless the quota is so small that doubles lose digits, below 1e-290. */
export const BOUND = 1.5e-11
/** The quotas of all recipients as doubles, or null where the bound doesn't cover them. */
export const approximateQuotas = (nodes: readonly Node[], recipients: number): Float64Array | null => {
  const totals = new Float64Array(recipients)
  if (nodes.length > MOST || recipients > MOST) return null
  for (const { quota, counted, recipients: who } of nodes) {
    if (quota.numerator === 0n) continue
    let claimed = 0
    for (let i = 0; i < counted.length; i++) claimed += counted[i]!
    const ratio = Number(quota.numerator) / Number(quota.denominator) / claimed
    // Values too large or too small for a double make the ratio NaN, infinite or 0.
    if (!(claimed >= SMALLEST_SUM && claimed <= LARGEST_SUM && ratio > 0 && ratio < Infinity)) return null
    for (let i = 0; i < counted.length; i++) totals[who[i]!]! += counted[i]! * ratio
  }
  return totals
}

/** The exact quotas of some recipients in each node, not yet added up. Each node is computed as a whole, once. */
export const quotasInNodes = (nodes: readonly Node[], wanted: ReadonlySet<number>): ReadonlyMap<number, readonly Fraction[]> => {
  const found = new Map<number, Fraction[]>()
  for (const { quota, counted, recipients } of nodes) {
    const places = Array.from(recipients).flatMap((recipient, i) => (wanted.has(recipient) ? [{ recipient, i }] : []))
    const exact = places.length === 0 ? [] : quotas(quota)(counted)
    for (const { recipient, i } of places) {
      const own = found.get(recipient)
      if (own === undefined) found.set(recipient, [exact[i]!])
      else own.push(exact[i]!)
    }
  }
  return found
}

/** The exact quotas of some recipients. A recipient that is in no node is left out. */
export const exactQuotas = (nodes: readonly Node[], wanted: ReadonlySet<number>): ReadonlyMap<number, Fraction> =>
  new Map(Array.from(quotasInNodes(nodes, wanted), ([recipient, own]) => [recipient, sum(own)]))

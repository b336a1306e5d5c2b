/**
 * Scales shares so that the largest is 65535, as the chain keeps weights.
 *
 * Computed in doubles with a proven bound on the error (docs/maximum-scale-proof.md names the steps). Values so near to a
 * half that the bound can't decide are computed exactly.
 */
import { quotas } from '../../apportion/quotas.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, add, compare, divide, fraction, multiply } from '../../units/exact/fraction.js'
import { roundHalfUp } from '../../units/exact/fraction-rounding.js'
import { U16_MAX } from '../../units/integer/u16.js'

/** A quota that is split among recipients: `recipients[i]` claims `counted[i]` of it. No recipient occurs twice. */
export interface Node {
  readonly quota: Fraction
  readonly counted: Float64Array
  readonly recipients: ArrayLike<number>
}

/** Exactly `quota * 65535 / largest`, rounded half up: equal quotas stay equal. */
export const scaledToMaximum = (largest: Fraction): ((quota: Fraction) => number) => {
  const scale = divide(fraction(BigInt(U16_MAX)), largest)
  return (quota) => Number(roundHalfUp(multiply(quota, scale)))
}

/** The largest of some quotas. */
export const largestOf = (all: readonly Fraction[]): Fraction => all.reduce((max, quota) => (compare(quota, max) > 0 ? quota : max), ZERO)

/** Step 1: sums in this range keep every ratio and product accurate. */
const SMALLEST_SUM = 1e-280
const LARGEST_SUM = 1e280
const MOST = 65_536
/** Step 2: the relative error of a quota is below this. */
const BOUND = 1.5e-11
/** Step 3: a scaled quota is in doubt when its distance to a half is below this. */
const DOUBT = 4e-6

/** The quotas of all recipients as doubles, or null where the bound doesn't cover them. */
const approximate = (nodes: readonly Node[], recipients: number): Float64Array | null => {
  const totals = new Float64Array(recipients)
  if (nodes.length > MOST || recipients > MOST) return null
  for (const { quota, counted, recipients: who } of nodes) {
    if (quota.numerator === 0n) continue
    let sum = 0
    for (let i = 0; i < counted.length; i++) sum += counted[i]!
    const ratio = Number(quota.numerator) / Number(quota.denominator) / sum
    // Values too large or too small for a double make the ratio NaN, infinite or 0.
    if (!(sum >= SMALLEST_SUM && sum <= LARGEST_SUM && ratio > 0 && ratio < Infinity)) return null
    for (let i = 0; i < counted.length; i++) totals[who[i]!]! += counted[i]! * ratio
  }
  return totals
}

/** The exact quotas of some recipients. Each node is computed as a whole, once. */
const exactly = (nodes: readonly Node[], wanted: ReadonlySet<number>): ReadonlyMap<number, Fraction> => {
  const found = new Map<number, Fraction>()
  for (const { quota, counted, recipients } of nodes) {
    const places = Array.from(recipients).flatMap((recipient, i) => (wanted.has(recipient) ? [{ recipient, i }] : []))
    const exact = places.length === 0 ? [] : quotas(quota)(counted)
    for (const { recipient, i } of places) found.set(recipient, add(found.get(recipient) ?? ZERO, exact[i]!))
  }
  return found
}

const everyone = (recipients: number): ReadonlySet<number> => new Set(Array.from({ length: recipients }, (_, i) => i))

/**
 * The weights of recipients 0 to `recipients - 1`, by the sum of what the nodes give them: the largest is 65535, and each is
 * its exact value rounded half up. Requires at least one quota above 0.
 */
export const maximumWeights = (nodes: readonly Node[], recipients: number): Uint16Array => {
  const settle = (wanted: ReadonlySet<number>, candidates: ReadonlySet<number>, weights: Uint16Array): Uint16Array => {
    const exact = exactly(nodes, new Set([...wanted, ...candidates]))
    const scaled = scaledToMaximum(largestOf([...exact.values()]))
    for (const i of wanted) weights[i] = scaled(exact.get(i) ?? ZERO)
    return weights
  }
  const weights = new Uint16Array(recipients)
  const approximated = approximate(nodes, recipients)
  if (approximated === null) return settle(everyone(recipients), everyone(recipients), weights)

  let largest = 0
  for (let i = 0; i < recipients; i++) if (approximated[i]! > largest) largest = approximated[i]!
  const doubts: number[] = []
  for (let i = 0; i < recipients; i++) {
    const scaled = (approximated[i]! / largest) * U16_MAX
    const floor = Math.floor(scaled)
    const part = scaled - floor
    weights[i] = part >= 0.5 ? floor + 1 : floor
    if (part > 0.5 - DOUBT && part < 0.5 + DOUBT) doubts.push(i)
  }
  if (doubts.length === 0) return weights
  // Step 4: every quota that may be the largest differs from the largest double by at most the bound, in either
  // direction.
  const candidates: number[] = []
  for (let i = 0; i < recipients; i++) if (approximated[i]! >= largest * (1 - 3 * BOUND)) candidates.push(i)
  return settle(new Set(doubts), new Set(candidates), weights)
}

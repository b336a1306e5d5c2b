/**
 * Scales shares so that the largest is 65535, as the chain keeps weights.
 *
 * Computed in doubles with a proven bound on the error (docs/maximum-scale-proof.md names the steps). Values so near to a
 * half that the bound can't decide are computed exactly.
 */
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, compare, divide, fraction, multiply } from '../../units/exact/fraction.js'
import { roundHalfUp } from '../../units/exact/fraction-rounding.js'
import { U16_MAX } from '../../units/integer/u16.js'
import type { Node } from './node-quotas.js'
import { BOUND, approximateQuotas, exactQuotas } from './node-quotas.js'

/** Exactly `quota * 65535 / largest`, rounded half up: equal quotas stay equal. */
export const scaledToMaximum = (largest: Fraction): ((quota: Fraction) => number) => {
  const scale = divide(fraction(BigInt(U16_MAX)), largest)
  return (quota) => Number(roundHalfUp(multiply(quota, scale)))
}

/** The largest of some quotas. */
export const largestOf = (all: readonly Fraction[]): Fraction => all.reduce((max, quota) => (compare(quota, max) > 0 ? quota : max), ZERO)

/** Step 3: a scaled quota is in doubt when its distance to a half is below this. */
const DOUBT = 4e-6

const everyone = (recipients: number): ReadonlySet<number> => new Set(Array.from({ length: recipients }, (_, i) => i))

/**
 * Step 4: the recipients whose quota may be the largest. Each quota that may be it differs from the largest double by at most the bound,
 * in either direction.
 */
const candidatesIn = (approximated: Float64Array): ReadonlySet<number> => {
  const largest = approximated.reduce((most, quota) => Math.max(most, quota), 0)
  const candidates = new Set<number>()
  for (let i = 0; i < approximated.length; i++) if (approximated[i]! >= largest * (1 - 3 * BOUND)) candidates.add(i)
  return candidates
}

/** The largest of the quotas of recipients 0 to `recipients - 1`, exactly. */
export const largestQuota = (nodes: readonly Node[], recipients: number): Fraction => {
  const approximated = approximateQuotas(nodes, recipients)
  const candidates = approximated === null ? everyone(recipients) : candidatesIn(approximated)
  return largestOf([...exactQuotas(nodes, candidates).values()])
}

/**
 * The weights of recipients 0 to `recipients - 1`, by the sum of what the nodes give them: the largest is 65535, and each is
 * its exact value rounded half up. Requires at least one quota above 0.
 */
export const maximumWeights = (nodes: readonly Node[], recipients: number): Uint16Array => {
  const settle = (wanted: ReadonlySet<number>, candidates: ReadonlySet<number>, weights: Uint16Array): Uint16Array => {
    const exact = exactQuotas(nodes, new Set([...wanted, ...candidates]))
    const scaled = scaledToMaximum(largestOf([...exact.values()]))
    for (const i of wanted) weights[i] = scaled(exact.get(i) ?? ZERO)
    return weights
  }
  const weights = new Uint16Array(recipients)
  const approximated = approximateQuotas(nodes, recipients)
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
  return doubts.length === 0 ? weights : settle(new Set(doubts), candidatesIn(approximated), weights)
}

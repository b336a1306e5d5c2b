/**
 * The step that every apportionment here is made of: an exact quota, the whole units it was given, and the claims on it.
 *
 * Source: the method of largest remainders (Hamilton 1792; Balinski and Young, "Fair Representation", 1982), with the
 * quota of a node kept apart from its units, so that nested rounding stays within one unit of the exact quotas.
 */
import type { Fraction } from '../units/exact/fraction.js'

/**
 * Splits `units` in proportion to `claims`: each gets the floor of its quota `quota * claim / sum`, and what is left goes
 * one each to the largest remainders; of equal remainders the larger claim first, then the lower index.
 *
 * Wants claims of at least 0 with a sum above 0, and units that are the floor or the ceiling of the quota. Then it always
 * fits: the floors sum to at most the units, and the units left are at most as many as the claims with a remainder.
 */
export const splitQuota = (quota: Fraction, units: bigint, claims: readonly bigint[]): readonly bigint[] => {
  const denominator = quota.denominator * claims.reduce((sum, claim) => sum + claim, 0n)
  const parts = claims.map((claim, index) => {
    const numerator = quota.numerator * claim
    return { index, claim, floor: numerator / denominator, remainder: numerator % denominator }
  })
  const left = parts.reduce((rest, { floor }) => rest - floor, units)
  const shares = parts.map(({ floor }) => floor)
  const byRemainder = [...parts].sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1
    return a.claim === b.claim ? a.index - b.index : a.claim > b.claim ? -1 : 1
  })
  for (const { index } of byRemainder.slice(0, Number(left))) shares[index]! += 1n
  return shares
}

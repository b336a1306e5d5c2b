/**
 * The step that every apportionment here consists of: it splits the whole units of a node, whose exact quota is known,
 * among claims.
 *
 * Source: the method of largest remainders (Hamilton 1792; Balinski and Young, "Fair Representation", 1982), with the
 * quota of a node kept separately from its units, so that nested rounding stays within one unit of the exact quotas.
 */
import type { Fraction } from '../units/exact/fraction.js'

/**
 * Splits `units` in proportion to `claims`: each claim gets the floor of its quota `quota * claim / sum`, and the units
 * left go, one each, to the largest remainders. Ties: the larger claim, then the lower index.
 *
 * Requires claims of at least 0 with a sum above 0, and units that are the floor or the ceiling of the quota. Then the
 * units always suffice and are all handed out: the floors sum to at most the units, and there are at least as many claims
 * with a remainder as units left.
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

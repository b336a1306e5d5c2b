/**
 * Quotas in exact arithmetic, one claim at a time, for the few claims that doubles can't decide (step 9 of the proof).
 * Each distinct claim is computed once.
 */
import { exactDouble, powerOfTwo } from '../../units/exact/double.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { accumulate } from './superaccumulator.js'

export interface ExactQuota {
  readonly floor: number
  /** The remainder: from 0 to below `one`. */
  readonly remainder: bigint
}

export interface ExactQuotas {
  /** One whole unit, on the scale of the remainders. */
  readonly one: bigint
  /** The quota of a claim, which is known to be at least `near - 1` and below `near + 1`. */
  readonly quotaOf: (claim: number, near: number) => ExactQuota
}

/** The quotas `quota * claim / sum of claims`, for claims of at least 0, one of them above 0. */
export const exactQuotas = (quota: Fraction, claims: Float64Array): ExactQuotas => {
  const known = new Map<number, ExactQuota>()
  const sum = accumulate(claims)
  const one = quota.denominator * sum.integer
  // Claims are multiples of 2^exponent. Mostly the multiple is itself a double, and then one conversion is enough.
  const scale = sum.exponent < -1023 ? Infinity : powerOfTwo(-sum.exponent)
  const integerOf = (claim: number): bigint => {
    const scaled = claim * scale
    if (scaled < Infinity) return BigInt(scaled)
    const { mantissa, exponent } = exactDouble(claim)
    return BigInt(mantissa) << BigInt(exponent - sum.exponent)
  }
  const compute = (claim: number, near: number): ExactQuota => {
    // A product and a subtraction take less time than a division.
    const above = quota.numerator * integerOf(claim) - BigInt(near) * one
    return above < 0n ? { floor: near - 1, remainder: above + one } : { floor: near, remainder: above }
  }
  return {
    one,
    quotaOf: (claim, near) => {
      const before = known.get(claim)
      if (before !== undefined) return before
      const found = compute(claim, near)
      known.set(claim, found)
      return found
    },
  }
}

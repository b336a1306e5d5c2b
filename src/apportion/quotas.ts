/** Exact quotas: what each claim would get if units were divisible. */
import type { Fraction } from '../units/exact/fraction.js'
import { ZERO, fraction } from '../units/exact/fraction.js'
import { scaledIntegers } from '../units/exact/double.js'

/**
 * `quota * claim / sum of claims` for each claim, exactly. Claims are finite doubles of at least 0; when none is above 0
 * every quota is 0.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { fraction, toFixed } = Fractions
 * import { quotas } from 'steelyard/apportion'
 * quotas(fraction(10n))([1, 2]).map(toFixed(4)) // => ['3.3333', '6.6667']
 * ```
 */
export const quotas =
  (quota: Fraction) =>
  (claims: ArrayLike<number>): readonly Fraction[] => {
    const { integers } = scaledIntegers(claims)
    const total = integers.reduce((sum, claim) => sum + claim, 0n)
    if (total === 0n) return integers.map(() => ZERO)
    const denominator = quota.denominator * total
    return integers.map((claim) => fraction(quota.numerator * claim, denominator))
  }

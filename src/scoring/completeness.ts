/**
 * Completeness: a factor that reduces a score when samples are missing.
 *
 * Laws: from the threshold upwards the factor is 1, decided exactly, so 3 of 10 samples reach 0.3; below the threshold the
 * factor grows with the samples that are present; it is continuous at the threshold.
 */
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import { compare, divide, fraction, fromDecimal } from '../units/exact/fraction.js'
import { rootToDouble } from './root.js'

/** The fraction of the samples from which on the factor is 1: from 0 to 1, read by its shortest decimal. */
export interface CompletenessRule {
  readonly threshold: DecimalValue
}

/**
 * The factor for `present` of `expected` samples, both counts: 1 when their ratio is at least the threshold or when `expected`
 * is 0, else the double nearest to `sqrt(ratio / threshold)`.
 *
 * @example
 * ```ts
 * import { completeness } from 'steelyard/scoring'
 * const factor = completeness({ threshold: 0.3 })
 * [factor(18, 18), factor(3, 10), factor(3, 40), factor(0, 18), factor(0, 0)] // => [1, 1, 0.5, 0, 1]
 * ```
 */
export const completeness = (rule: CompletenessRule): ((present: number, expected: number) => number) => {
  const threshold = fromDecimal(new Decimal(rule.threshold))
  return (present, expected) => {
    if (expected === 0) return 1
    const ratio = fraction(BigInt(present), BigInt(expected))
    return compare(ratio, threshold) >= 0 ? 1 : rootToDouble(divide(ratio, threshold))
  }
}

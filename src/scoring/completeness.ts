/**
 * Completeness: what a score loses where samples are missing.
 *
 * Laws: from the threshold up nothing is lost, decided exactly, so that 3 of 10 reach 0.3; below, it grows with the samples that
 * are present; at the threshold the two meet.
 */
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import { compare, divide, fraction, fromDecimal } from '../units/exact/fraction.js'
import { rootToDouble } from './root.js'

/** From which part of the samples on nothing is lost, 0 to 1, by its shortest decimal. */
export interface CompletenessRule {
  readonly threshold: DecimalValue
}

/**
 * The factor for `present` of `expected` samples, both counts: 1 where their ratio is at least the threshold or where nothing is
 * expected, else `sqrt(ratio / threshold)`, the nearest double.
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

/**
 * The excellence pathway, for miners that are among the best in one task: such a score counts completely.
 *
 * Laws: the threshold doesn't depend on the order of scores; of equal scores either all or none qualify; with too few miners
 * no score qualifies.
 */
import { isNone } from 'fp-ts/lib/Option.js'
import { percentile } from '../../scoring/percentile.js'
import { Decimal } from '../../units/exact/decimal.js'
import { fromDecimal, fromDouble, multiply } from '../../units/exact/fraction.js'
import { toDouble } from '../../units/exact/fraction-rounding.js'
import type { Excellence } from './rules.js'

/**
 * The lowest score that qualifies, computed from the scores of all miners in the task; null when there are too few
 * miners.
 */
export const excellenceThreshold =
  (rule: Excellence) =>
  (scores: readonly number[]): number | null => {
    const threshold = percentile(rule.percentile)(scores)
    return scores.length < rule.min_miners || isNone(threshold) ? null : threshold.value
  }

/** Whether a score qualifies. */
export const qualifies = (score: number, threshold: number | null): boolean => threshold !== null && score >= threshold

/** The value of a score that qualifies: score times weight, rounded once. */
export const excellenceOf = (score: number, weight: number): number =>
  toDouble(multiply(fromDouble(score), fromDecimal(new Decimal(weight))))

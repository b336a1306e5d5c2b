/**
 * The pathway of those who are best at one thing: a score among the best of its task counts whole.
 *
 * Laws: the threshold doesn't depend on the order of scores; equal scores qualify together; with too few miners nobody does.
 */
import { isNone } from 'fp-ts/lib/Option.js'
import { percentile } from '../../scoring/percentile.js'
import { Decimal } from '../../units/exact/decimal.js'
import { fromDecimal, fromDouble, multiply } from '../../units/exact/fraction.js'
import { toDouble } from '../../units/exact/fraction-rounding.js'
import type { Excellence } from './rules.js'

/** The score from which on a miner qualifies, by the scores of everybody in the task; null where they are too few. */
export const excellenceThreshold =
  (rule: Excellence) =>
  (scores: readonly number[]): number | null => {
    const threshold = percentile(rule.percentile)(scores)
    return scores.length < rule.min_miners || isNone(threshold) ? null : threshold.value
  }

/** Whether a score qualifies. */
export const qualifies = (score: number, threshold: number | null): boolean => threshold !== null && score >= threshold

/** What a score earns that qualifies: score times weight, rounded once. */
export const excellenceOf = (score: number, weight: number): number =>
  toDouble(multiply(fromDouble(score), fromDecimal(new Decimal(weight))))

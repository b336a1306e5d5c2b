/**
 * The diversity pathway, for miners with several tasks: the contributions of all tasks, each multiplied according to its
 * rank, times a bonus for the number of tasks.
 *
 * Laws: a higher rank never has a smaller multiplier; a contribution grows with the score; equal scores contribute equally.
 * Each step is computed from the doubles of the steps before it and rounded once to a double.
 */
import { isNone } from 'fp-ts/lib/Option.js'
import { generalisedLogistic, logistic } from '../../scoring/logistic.js'
import { populationDeviation } from '../../scoring/population-deviation.js'
import { Decimal } from '../../units/exact/decimal.js'
import { exactMean, exactSum } from '../../units/exact/exact-sum.js'
import { fromDecimal, fromDouble, multiply } from '../../units/exact/fraction.js'
import { toDouble } from '../../units/exact/fraction-rounding.js'
import type { Bonus, Diversity } from './rules.js'

/**
 * The logistic curve that transforms a task's scores. Its midpoint is their mean, and it is steeper when they lie
 * closer together.
 */
export type Transformation = { readonly rate: number; readonly midpoint: number }

/** The curve for the scores of all miners in a task. */
export const transformation =
  (rule: Diversity) =>
  (scores: readonly number[]): Transformation => {
    const deviation = populationDeviation(scores)
    if (isNone(deviation)) return { rate: rule.empty_rate, midpoint: rule.empty_midpoint }
    const rate = rule.spread / Math.max(deviation.value, rule.least_deviation)
    return { rate: Math.min(rule.most_rate, Math.max(rule.least_rate, rate)), midpoint: exactMean(scores) }
  }

/** A score transformed by its task's curve, or unchanged when the task has no curve. */
export const transformed = (score: number, curve: Transformation | null): number =>
  curve === null ? score : logistic(fromDouble(curve.rate), fromDouble(curve.midpoint))(score)

/** The factor by which a percentile rank multiplies a contribution. */
export const rankMultiplier = ({ lower, range, rate, midpoint }: Diversity): ((rank: number) => number) =>
  generalisedLogistic({ lower, upper: new Decimal(lower).plus(range), rate, midpoint })

/** The product of score, weight and multiplier, rounded once. */
export const contributionOf = (score: number, weight: number, multiplier: number): number =>
  toDouble(multiply(multiply(fromDouble(score), fromDecimal(new Decimal(weight))), fromDouble(multiplier)))

/** The factor for the sum of contributions, by the number of tasks with a score of at least the least score. */
export const bonusOf = ({ base, per_task }: Bonus, tasks: number): number => new Decimal(per_task).times(tasks).plus(base).toNumber()

/** The sum of contributions times the bonus, rounded once. */
export const diversityOf = (contributions: readonly number[], bonus: number): number =>
  toDouble(multiply(exactSum(contributions), fromDecimal(new Decimal(bonus))))

/** Figures of one category, to be watched over time. */
import type { Given } from '../apportion/split-node.js'
import { exactMean } from '../units/exact/exact-sum.js'
import { percentOfWhole } from './shares/whole.js'

/**
 * Scores are claims (smoothed score times GPUs), 0 when there are no claims. `percentage` is of the whole, with 10
 * decimals.
 */
export type CategoryStatistics = {
  readonly category: string
  readonly miners: number
  readonly total_score: number
  readonly average_score: number
  readonly min_score: number
  readonly max_score: number
  readonly allocation: number
  readonly percentage: string
}

const percentage = percentOfWhole(10)

/**
 * The figures of a category: `scores` are its claims, `total_score` is their exact sum rounded once, `given` is its part of the
 * whole.
 */
export const categoryStatistics = (
  category: string,
  scores: readonly number[],
  total_score: number,
  { quota, units }: Given,
): CategoryStatistics => ({
  category,
  miners: scores.length,
  total_score,
  average_score: exactMean(scores),
  min_score: scores.reduce((least, score) => Math.min(least, score), scores[0] ?? 0),
  max_score: scores.reduce((most, score) => Math.max(most, score), 0),
  allocation: units,
  percentage: percentage(quota),
})

/** The burn as a part of the whole. */
export const burnFigures = <U extends number>({
  quota,
  units,
  target,
}: Given & { readonly target: { readonly uid: U } | null }): {
  readonly amount: number
  readonly percentage: string
  readonly uid: U | null
} => ({
  amount: units,
  percentage: percentage(quota),
  uid: target?.uid ?? null,
})

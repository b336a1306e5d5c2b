/**
 * From the scores of one miner to its raw weight: both pathways are computed, and the larger weight is taken.
 *
 * The values that depend on other miners (threshold, curve, rank) are arguments. So deciding and retracing a record use the same
 * function. Law: the label names the pathway with the larger weight; it is `diversity` when both are equal and `none` when there is
 * no score of at least the least score.
 */
import type { Aggregate } from './aggregate.js'
import type { Transformation } from './diversity.js'
import { bonusOf, contributionOf, diversityOf, rankMultiplier, transformed } from './diversity.js'
import { excellenceOf, qualifies } from './excellence.js'
import type { Rules } from './rules.js'

/** The standing of a miner in a task. */
export type Standing = Aggregate & {
  readonly weight: number
  /** The number of miners with a score of at least the least score in the task. */
  readonly miners: number
  /** The lowest score that is excellent; null when no score can be. */
  readonly threshold: number | null
  readonly transformation: Transformation | null
  readonly percentile_rank: number
}

/**
 * All figures of a task; `excellence_weight` is 0 when the miner does not qualify, `contribution` is 0 when the score is
 * below the least score.
 */
export type WeighedTask = Standing & {
  readonly qualified: boolean
  readonly excellence_weight: number
  readonly transformed_score: number
  readonly multiplier: number
  readonly contribution: number
}

export type ScoringPathway = 'excellence' | 'diversity' | 'none'

/** All figures of a miner; tasks are in the order of the input. */
export interface Weighing {
  readonly tasks: ReadonlyMap<string, WeighedTask>
  readonly excellence_weight: number
  readonly multi_task_bonus: number
  readonly diversity_weight: number
  readonly scoring_pathway: ScoringPathway
  readonly raw_calculated_weight: number
}

/** Makes the function that weighs miners by these rules. */
export const weigh = ({
  least_score,
  diversity,
  bonus,
}: Pick<Rules, 'least_score' | 'diversity' | 'bonus'>): ((standings: ReadonlyMap<string, Standing>) => Weighing) => {
  const multiplierOf = rankMultiplier(diversity)
  const counts = ({ aggregated_score }: Standing): boolean => aggregated_score >= least_score
  const inFull = (standing: Standing): WeighedTask => {
    const { aggregated_score, weight, threshold, transformation, percentile_rank } = standing
    const qualified = qualifies(aggregated_score, threshold)
    const transformed_score = transformed(aggregated_score, transformation)
    const multiplier = multiplierOf(percentile_rank)
    return {
      ...standing,
      qualified,
      excellence_weight: qualified ? excellenceOf(aggregated_score, weight) : 0,
      transformed_score,
      multiplier,
      contribution: counts(standing) ? contributionOf(transformed_score, weight, multiplier) : 0,
    }
  }
  return (standings) => {
    const tasks = new Map([...standings].map(([name, standing]) => [name, inFull(standing)]))
    const weighed = [...tasks.values()]
    const excellence_weight = weighed.reduce((most, task) => Math.max(most, task.excellence_weight), 0)
    const good = weighed.filter(counts).length
    const multi_task_bonus = bonusOf(bonus, good)
    const diversity_weight = diversityOf(
      weighed.map(({ contribution }) => contribution),
      multi_task_bonus,
    )
    return {
      tasks,
      excellence_weight,
      multi_task_bonus,
      diversity_weight,
      scoring_pathway: good === 0 ? 'none' : excellence_weight > diversity_weight ? 'excellence' : 'diversity',
      raw_calculated_weight: Math.max(excellence_weight, diversity_weight),
    }
  }
}

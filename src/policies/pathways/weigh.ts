/**
 * From the scores of one miner to its raw weight: each pathway worked out, and the larger taken.
 *
 * What depends on other miners (threshold, curve, rank) is handed in, so that the same function weighs a miner when it is decided
 * and when a record of it is retraced. Law: the label names the larger weight, `diversity` where they are equal, `none` where there
 * is no score.
 */
import type { Aggregate } from './aggregate.js'
import type { Transformation } from './diversity.js'
import { bonusOf, contributionOf, diversityOf, rankMultiplier, transformed } from './diversity.js'
import { excellenceOf, qualifies } from './excellence.js'
import type { Rules } from './rules.js'

/** Where a miner stands in a task. */
export type Standing = Aggregate & {
  readonly weight: number
  /** How many miners have a score in the task. */
  readonly miners: number
  /** The score from which on a miner is excellent, null where nobody is. */
  readonly threshold: number | null
  readonly transformation: Transformation | null
  readonly percentile_rank: number
}

/** A task in full: `excellence_weight` is 0 where the miner does not qualify. */
export type WeighedTask = Standing & {
  readonly qualified: boolean
  readonly excellence_weight: number
  readonly transformed_score: number
  readonly multiplier: number
  readonly contribution: number
}

export type ScoringPathway = 'excellence' | 'diversity' | 'none'

/** A miner in full; tasks in the order in which they were given. */
export interface Weighing {
  readonly tasks: ReadonlyMap<string, WeighedTask>
  readonly excellence_weight: number
  readonly multi_task_bonus: number
  readonly diversity_weight: number
  readonly scoring_pathway: ScoringPathway
  readonly raw_calculated_weight: number
}

/** The weigher by some rules, for many miners. */
export const weigh = ({
  diversity,
  bonus,
}: Pick<Rules, 'diversity' | 'bonus'>): ((standings: ReadonlyMap<string, Standing>) => Weighing) => {
  const multiplierOf = rankMultiplier(diversity)
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
      contribution: contributionOf(transformed_score, weight, multiplier),
    }
  }
  return (standings) => {
    const tasks = new Map([...standings].map(([name, standing]) => [name, inFull(standing)]))
    const weighed = [...tasks.values()]
    const excellence_weight = weighed.reduce((most, task) => Math.max(most, task.excellence_weight), 0)
    const multi_task_bonus = bonusOf(bonus, weighed.length)
    const diversity_weight = diversityOf(
      weighed.map(({ contribution }) => contribution),
      multi_task_bonus,
    )
    return {
      tasks,
      excellence_weight,
      multi_task_bonus,
      diversity_weight,
      scoring_pathway: weighed.length === 0 ? 'none' : excellence_weight > diversity_weight ? 'excellence' : 'diversity',
      raw_calculated_weight: Math.max(excellence_weight, diversity_weight),
    }
  }
}

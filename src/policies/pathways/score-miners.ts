/**
 * Computes the claims of all miners from their samples.
 *
 * Laws: a miner without samples, or with scores below the least score only, does not change the others; the order of miners and tasks changes nothing; a better aggregated
 * score in a task never lowers that miner's raw weight, except in the last digit.
 */
import { getOrElse, map, toNullable } from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import { percentileRank } from '../../scoring/percentile-rank.js'
import type { Instant } from '../../units/time/instant.js'
import { completed, meanOf } from './aggregate.js'
import type { PathwaysConfig } from './config.js'
import type { Claims } from './curve.js'
import { claimsOf } from './curve.js'
import { transformation } from './diversity.js'
import { excellenceThreshold } from './excellence.js'
import type { Samples } from './gather.js'
import type { Task } from './task.js'
import type { Standing, Weighing } from './weigh.js'
import { weigh } from './weigh.js'

/** One for each miner, in the order of the input. */
export interface Scored extends Claims {
  readonly weighings: readonly Weighing[]
}

const orZero = getOrElse(() => 0)

type Config = Pick<PathwaysConfig, 'tasks' | 'least_score' | 'completeness_threshold' | 'excellence' | 'diversity' | 'bonus' | 'curve'>

/**
 * The standing of each miner in one task; null without samples. Scores below the least score have a standing, but they do not count
 * in the ranks, the threshold and the curve of the task.
 */
const standings = (config: Config, name: string, task: Task, at: Instant, miners: readonly Samples[]): readonly (Standing | null)[] => {
  const mean = meanOf(task, config.least_score)(at)
  const complete = completed(config.completeness_threshold)
  const found = miners.map((samples) => pipe(mean(samples.get(name) ?? []), map(complete), toNullable))
  const scores = found
    .flatMap((aggregate) => (aggregate === null ? [] : [aggregate.aggregated_score]))
    .filter((score) => score >= config.least_score)
  const rankOf = percentileRank(scores)
  const shared = {
    weight: task.weight,
    miners: scores.length,
    threshold: excellenceThreshold(config.excellence)(scores),
    transformation: task.transform === 'none' ? null : transformation(config.diversity)(scores),
  }
  return found.map((aggregate) =>
    aggregate === null ? null : { ...aggregate, ...shared, percentile_rank: orZero(rankOf(aggregate.aggregated_score)) },
  )
}

export const scoreMiners =
  (config: Config) =>
  (at: Instant) =>
  (miners: readonly Samples[]): Scored => {
    const byTask = [...config.tasks].map(([name, task]) => ({ name, all: standings(config, name, task, at, miners) }))
    const weighings = miners
      .map((_, i) => new Map(byTask.flatMap(({ name, all }) => (all[i] == null ? [] : [[name, all[i]] as const]))))
      .map(weigh(config))
    return { weighings, ...claimsOf(config.curve)(weighings.map(({ raw_calculated_weight }) => raw_calculated_weight)) }
  }

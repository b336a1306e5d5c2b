/** From a world to a decision, by the allocation of this library. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { allocate } from '../../allocation/allocate.js'
import type { Allocation } from '../../allocation/allocation.js'
import { allocationProblem } from '../../allocation/problem.js'
import type { EmissionConfig } from '../../allocation/emission-config.js'
import type { Decision, Entry, Problem, Refused, World } from '../../allocation/policy.js'
import { quantize } from '../../allocation/quantize.js'
import { readWorld } from '../../allocation/read-world.js'
import { report, totalScore } from '../../allocation/report.js'
import { shares } from '../../allocation/shares.js'
import { statistics } from '../../allocation/statistics.js'
import { showWarning } from '../../allocation/warning.js'
import { judgeBurn } from '../../chain/judge-burn.js'
import { profilesAfter } from './profiles.js'

const entriesOf = ({ pools }: Allocation): readonly Entry[] =>
  pools.flatMap((pool) => {
    const category_total_score = totalScore(pool)
    return pool.claims.map(({ neuron, claim }, i) => ({
      miner_uid: neuron.uid,
      miner_hotkey: neuron.hotkey,
      category: pool.category,
      allocated_weight: pool.parts[i]!,
      miner_score: claim,
      category_total_score,
    }))
  })

const decisionOf = (config: EmissionConfig, allocation: Allocation, world: World, burnWarnings: readonly Problem[]): Decision => {
  const { burn, categories, miners_served } = statistics(config)(allocation)
  const { excluded, next } = report('max')(allocation)
  return {
    shares: shares(allocation),
    weights: quantize('max')(allocation),
    entries: entriesOf(allocation),
    figures: { burn, categories, miners_served },
    excluded,
    next,
    profiles: profilesAfter(config, allocation, world.profiles),
    warnings: [...burnWarnings, ...allocation.warnings.map((warning) => ({ _tag: warning._tag, path: '', message: showWarning(warning) }))],
  }
}

export const decide =
  (allowForeignBurn: boolean) =>
  (config: EmissionConfig) =>
  (world: World): Either<Refused, Decision> =>
    pipe(
      readWorld(world, world),
      chain((snapshot) =>
        pipe(
          allocate(config)(snapshot),
          mapLeft((error): Refused => [allocationProblem(error)]),
          chain((allocation) =>
            pipe(
              judgeBurn(config, snapshot, allocation.burn.quota.numerator > 0n, allowForeignBurn),
              map((warnings) => decisionOf(config, allocation, world, warnings)),
            ),
          ),
        ),
      ),
    )

/** From a world to a decision, computed by `allocate`. */
import type { Either } from 'fp-ts/lib/Either.js'
import { bimap, chain, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { allocate } from '../../allocation/allocate.js'
import type { Allocation } from '../../allocation/allocation.js'
import { allocationProblem } from '../../allocation/allocation-error.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import type { Decision, Entry } from '../../policy/decision.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { snapshotProblem, withMessage } from '../../policy/problem.js'
import type { World } from '../../policy/world.js'
import { quantize } from '../../allocation/pools/quantize.js'
import { readSnapshot } from '../../allocation/snapshot/read-snapshot.js'
import { report, totalScore } from '../../allocation/report/report.js'
import { shares } from '../../policy/shares/shares.js'
import { statistics } from '../../allocation/report/statistics.js'
import type { Warning } from '../../allocation/miners/warning.js'
import { showWarning } from '../../allocation/miners/warning.js'
import { burnTargetProblem } from '../../policy/burn/burn-target-error.js'
import { profilesAfter } from './profiles.js'
import type { Snapshot } from '../../allocation/index.js'
import type { ForeignBurn } from '../../policy/burn/burn-target.js'

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

const warningProblem = (warning: Warning): Problem => withMessage({ ...warning, path: '' }, showWarning)

const decisionOf = (config: EmissionConfig, allocation: Allocation, world: World): Decision => {
  const { burn, categories, miners_served } = statistics(config)(allocation)
  const { excluded, next } = report('max')(allocation)
  const entries = entriesOf(allocation)
  return {
    shares: shares(allocation),
    weights: quantize('max')(allocation),
    entries,
    figures: { burn, categories, miners_served },
    excluded,
    next,
    profiles: profilesAfter(config, allocation, world.profiles),
    warnings: [...allocation.burn.warnings.map(burnTargetProblem), ...allocation.warnings.map(warningProblem)],
  }
}

/** A world without its profiles, as the snapshot that `allocate` reads. */
const snapshotOf = ({ network, at, results, previous }: World): Either<Refused, Snapshot> =>
  pipe(
    readSnapshot({ ...network, at, results, previous }),
    mapLeft((errors) => errors.map(snapshotProblem)),
  )

export const decide =
  (foreignBurn: ForeignBurn) =>
  (config: EmissionConfig) =>
  (world: World): Either<Refused, Decision> =>
    pipe(
      snapshotOf(world),
      chain((snapshot) =>
        pipe(
          allocate(config, foreignBurn)(snapshot),
          bimap(
            (error): Refused => [allocationProblem(error)],
            (allocation) => decisionOf(config, allocation, world),
          ),
        ),
      ),
    )

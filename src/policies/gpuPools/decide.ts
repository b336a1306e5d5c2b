/** From a world to a decision, by the allocation of this library. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, isLeft, left, map, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { allocate } from '../../allocation/allocate.js'
import type { Allocation } from '../../allocation/allocation.js'
import { showAllocationError } from '../../allocation/allocation-error.js'
import type { EmissionConfig } from '../../allocation/emission-config.js'
import type { Decision, Entry, Problem, Refused, World } from '../../allocation/policy.js'
import { quantize } from '../../allocation/quantize.js'
import { readSnapshot } from '../../allocation/read-snapshot.js'
import { report, totalScore } from '../../allocation/report.js'
import { shares } from '../../allocation/shares.js'
import type { Snapshot } from '../../allocation/snapshot.js'
import { showSnapshotError } from '../../allocation/snapshot-error.js'
import { statistics } from '../../allocation/statistics.js'
import { showWarning } from '../../allocation/warning.js'
import { checkBurnDestination, showBurnDestination } from '../../chain/burn-destination.js'
import { profilesAfter } from './profiles.js'

const problem = (_tag: string, message: string, path = ''): Problem => ({ _tag, path, message })

const snapshotOf = ({ network, at, results, previous }: World): Either<Refused, Snapshot> =>
  pipe(
    readSnapshot({ ...network, at, results, previous }),
    mapLeft((errors) => errors.map((error) => problem(error._tag, showSnapshotError(error), error.path))),
  )

/** A burn that would pay a stranger is refused, unless that is meant; what can't be told is a warning. */
const judgeBurn = (config: EmissionConfig, snapshot: Snapshot, { burn }: Allocation, allowForeign: boolean): Either<Refused, readonly Problem[]> => {
  const verdict = checkBurnDestination(config)(snapshot)(burn.quota.numerator > 0n)
  if (!isLeft(verdict)) return right(verdict.right.map((warning) => problem(warning._tag, showBurnDestination(warning))))
  const found = problem(verdict.left._tag, showBurnDestination(verdict.left))
  return allowForeign && verdict.left._tag === 'BurnDestinationForeign' ? right([found]) : left([found])
}

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
    warnings: [...burnWarnings, ...allocation.warnings.map((warning) => problem(warning._tag, showWarning(warning)))],
  }
}

export const decide =
  (allowForeignBurn: boolean) =>
  (config: EmissionConfig) =>
  (world: World): Either<Refused, Decision> =>
    pipe(
      snapshotOf(world),
      chain((snapshot) =>
        pipe(
          allocate(config)(snapshot),
          mapLeft((error): Refused => [problem(error._tag, showAllocationError(error))]),
          chain((allocation) =>
            pipe(
              judgeBurn(config, snapshot, allocation, allowForeignBurn),
              map((warnings) => decisionOf(config, allocation, world, warnings)),
            ),
          ),
        ),
      ),
    )

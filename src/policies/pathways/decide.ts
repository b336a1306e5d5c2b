/** From a world to a decision by pathways, and to a record of each weight. */
import type { Either } from 'fp-ts/lib/Either.js'
import { Do, bind, chain, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { burnTargetProblem } from '../../policy/burn/burn-target-error.js'
import { findBurnTarget } from '../../policy/burn/burn-target.js'
import type { BurnTargetError } from '../../policy/burn/burn-target-error.js'
import type { Decision, LeftOut } from '../../policy/decision.js'
import { judgeEvidence } from '../../policy/evidence-unusable.js'
import type { Refused } from '../../policy/problem.js'
import type { World } from '../../policy/world.js'
import { poolDecision } from '../../policy/pool/pool-decision.js'
import { readWorld } from '../../policy/read-world.js'
import { paySinglePool } from '../../policy/pool/single-pool.js'
import type { Neuron, Subnet } from '../../network/subnet.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { exactSum } from '../../units/exact/exact-sum.js'
import { fromDouble } from '../../units/exact/fraction.js'
import { toLowestTerms } from '../../units/exact/fraction-rounding.js'
import { hoursBefore } from '../../units/time/instant.js'
import { timestampOf } from '../../units/time/timestamp.js'
import type { PathwaysConfig } from './config.js'
import type { Gathered } from './gather.js'
import { gather } from './gather.js'
import { judgeBurn } from '../../policy/burn/judge-burn.js'
import type { Settling } from './make-trace.js'
import { makeTrace } from './make-trace.js'
import { problemOf } from './pathway-warning.js'
import type { Scored } from './score-miners.js'
import { scoreMiners } from './score-miners.js'
import type { PathwayTrace } from './trace.js'

/** The longest window of a task, in hours. */
export const longestWindow = ({ tasks }: PathwaysConfig): number =>
  [...tasks.values()].reduce((most, { window_hours }) => Math.max(most, window_hours), 0)

const NO_SCORES: Refused = [
  { _tag: 'NoScores', path: '', message: 'no miner has a weight above 0, and there is no burn target that the whole could go to' },
]

const refused = (error: BurnTargetError): Refused => [burnTargetProblem(error)]

/** The hotkeys that have rows and get nothing: first neurons by uid, then the others by hotkey. `unscored` are the uids without a pathway. */
const leftOut = (
  neurons: readonly Neuron[],
  target: Neuron | null,
  { byMiner }: Gathered,
  unscored: ReadonlySet<number>,
): readonly LeftOut[] => {
  const registered = new Set<string>(neurons.map(({ hotkey }) => hotkey))
  return [
    ...neurons.flatMap(({ uid, hotkey }) => {
      const samples = byMiner.get(hotkey)
      const isTarget = uid === target?.uid
      if (samples === undefined || (!isTarget && !unscored.has(uid))) return []
      return [{ uid, hotkey, category: null, reason: isTarget ? 'BurnTarget' : samples.size > 0 ? 'LowScore' : 'NoSample' }]
    }),
    ...[...byMiner.keys()]
      .filter((hotkey) => !registered.has(hotkey))
      .sort(codeUnitOrder.compare)
      .map((hotkey) => ({ uid: null, hotkey, category: null, reason: 'NotRegistered' })),
  ]
}

/** Each trace is computed when it is asked for, so the caller can stop at any time. */
const tracesOf = (config: PathwaysConfig, { at }: Subnet, miners: readonly Neuron[], scored: Scored): Iterable<PathwayTrace> => {
  const { least_score, completeness_threshold, excellence, diversity, bonus, curve, burn_percentage, trace, tasks } = config
  const { weighings, claims, population } = scored
  const period = { period_start: timestampOf(hoursBefore(longestWindow(config), at)), period_end: timestampOf(at), period_type: 'window' }
  return {
    *[Symbol.iterator]() {
      const all = claims.map(({ claim }) => claim)
      const largest_claim = all.reduce((most, claim) => Math.max(most, claim), 0)
      const settling: Omit<Settling, 'rankWeight'> = {
        rules: { least_score, completeness_threshold, excellence, diversity, bonus, curve },
        pool: { ...population, largest_claim, total_claims: toLowestTerms(exactSum(all)) },
        burnPercentage: burn_percentage.toFixed(),
      }
      for (const [i, { uid, hotkey }] of miners.entries()) {
        const make = makeTrace([...tasks.keys()], { miner_uid: uid, miner_hotkey: hotkey, ...period })
        const whole = make(weighings[i]!, { ...settling, rankWeight: claims[i]!.rankWeight })
        yield trace.detailed_pathways ? whole : { ...whole, pathway_details: null }
      }
    },
  }
}

/** A decision with a record for each miner but the burn target, by uid, whether or not it has a score. */
export type PathwayDecision = Decision & { readonly traces?: Iterable<PathwayTrace> }

export const decide =
  (allowForeignBurn: boolean) =>
  (config: PathwaysConfig) =>
  (world: World): Either<Refused, PathwayDecision> =>
    pipe(
      Do,
      bind('snapshot', () => readWorld(world)),
      bind('target', ({ snapshot }) => pipe(findBurnTarget(config)(snapshot.neurons), mapLeft(refused))),
      chain(({ snapshot, target }) => {
        const neurons = [...snapshot.neurons].sort((a, b) => a.uid - b.uid)
        const miners = neurons.filter(({ uid }) => uid !== target?.uid)
        const gathered = gather(config.tasks, snapshot.at, world.results)
        const scored = scoreMiners(config)(snapshot.at)(miners.map(({ hotkey }) => gathered.byMiner.get(hotkey) ?? new Map()))
        const claims = miners
          .map((neuron, i) => ({ neuron, claim: fromDouble(scored.claims[i]!.claim) }))
          .filter(({ claim }) => claim.numerator > 0n)
        return pipe(
          paySinglePool(config)(neurons)(claims),
          mapLeft((error) => (claims.length === 0 ? NO_SCORES : refused(error))),
          chain((pool) =>
            pipe(
              judgeBurn(config, snapshot, pool.burn.quota, allowForeignBurn),
              map((burnWarnings) => {
                const paid = poolDecision('pathways')(pool)
                const unscored = miners.filter((_, i) => scored.weighings[i]!.scoring_pathway === 'none').map(({ uid }) => uid)
                const excluded = leftOut(neurons, target, gathered, new Set(unscored))
                const unusable = judgeEvidence(config, {
                  results: world.results,
                  entries: paid.entries,
                  reasons: excluded.map(({ reason }) => reason),
                  warnings: gathered.warnings,
                })
                return {
                  ...paid,
                  excluded,
                  next: [],
                  profiles: [],
                  warnings: [...burnWarnings, ...unusable, ...gathered.warnings.map(problemOf)],
                  ...(config.trace.realtime_updates ? { traces: tracesOf(config, snapshot, miners, scored) } : {}),
                }
              }),
            ),
          ),
        )
      }),
    )

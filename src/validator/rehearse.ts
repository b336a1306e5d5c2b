/**
 * A cycle without its consequences: what a validator would decide now, what the chain would answer, and how that differs from the row that
 * the chain has. Nothing is sent, and nothing is written.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { bind, bindTo, chain, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Reveal } from '../chain/schedule/reveal-round.js'
import type { WeightDifference } from '../chain/stored/compare-weights.js'
import { compareWeights } from '../chain/stored/compare-weights.js'
import { maxUpscale } from '../chain/stored/max-upscale.js'
import type { ExclusionCount } from '../policy/exclusion-counts.js'
import { exclusionCounts } from '../policy/exclusion-counts.js'
import { guarded } from '../policy/guarded.js'
import type { Policy } from '../policy/policy.js'
import type { Problem, Refused } from '../policy/problem.js'
import type { U16Weights } from '../policy/shares/u16-weights.js'
import type { World } from '../policy/world.js'
import type { Json } from '../units/json/json.js'
import { readConfig } from './cycle.js'
import type { Wanted } from './cycle/call-plan.js'
import { planCall } from './cycle/call-plan.js'
import { sharesOf } from './cycle/intent.js'
import { readDecision } from './cycle/storable.js'
import { unusableEvidence } from './cycle/unusable.js'
import { complete, soundVector } from './cycle/vector.js'
import type { Registered } from './network.js'
import { isRegistered, readNetwork } from './network.js'
import type { MinerShare } from './report.js'
import type { Settings } from './settings.js'

/** All that one decision reads; `network` is what `look` of the chain gives. */
export type Rehearsed = Pick<World, 'at' | 'results' | 'previous' | 'profiles'> & { readonly network: unknown }

/** What would happen now. */
export interface Rehearsal {
  /** The block that was looked at, and that of the weights in force, 0 for never. */
  readonly block: number
  readonly last_update: number
  readonly vector: U16Weights
  readonly burn_percentage: string
  /** Who would be paid, the largest part first. */
  readonly shares: readonly MinerShare[]
  readonly exclusions: readonly ExclusionCount[]
  readonly warnings: readonly Problem[]
  /** Why the evidence can't be used, so that the last weights would be held; null where it can. */
  readonly unusable: string | null
  /** Where the subnet wants commits: the block of the reveal and the round. Null where the weights would be set, or refused. */
  readonly reveal: Reveal | null
  /** What the chain would refuse, in words; empty where it would take the weights. */
  readonly refusals: readonly string[]
  /** Where the row would change: `a` is the weight that is stored, `b` the weight that would be. Null where the row can't be read. */
  readonly differences: readonly WeightDifference[] | null
}

const NOBODY: Problem = {
  _tag: 'NotRegistered',
  path: 'neurons',
  message: 'the subnet is not there, or the signer is not registered on it',
}

const networkOf = (settings: Settings, document: unknown): Either<Refused, Registered> =>
  pipe(
    readNetwork(settings, document),
    chain((network) => (network !== null && isRegistered(network) ? right(network) : left([NOBODY]))),
  )

const differencesOf = ({ metagraph: { row } }: Registered, { uids, weights }: U16Weights): readonly WeightDifference[] | null => {
  if (row === undefined) return null
  const stored = { uids: Uint16Array.from(row, ([uid]) => uid), weights: Uint16Array.from(row, ([, weight]) => weight) }
  return compareWeights(stored, { uids, weights: maxUpscale(weights) }, 0)
}

/** What the chain would make of the vector. */
const judged = (wanted: Wanted, settings: Settings): Pick<Rehearsal, 'reveal' | 'refusals'> => {
  const plan = planCall(wanted, { settings, awaited: [] })
  if (isLeft(plan)) return { reveal: null, refusals: plan.left }
  return { reveal: plan.right._tag === 'Commit' ? plan.right.reveal : null, refusals: [] }
}

/**
 * What a validator would do now. Errors: every reason for which it would decide nothing.
 *
 * @example
 * ```ts
 * import { gpuPools } from 'steelyard/policies'
 * import { DEFAULT_SETTINGS, rehearse } from 'steelyard/validator'
 * const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' }
 * const world = { network: null, at: '2026-11-20T06:00:00Z', results: [], previous: [], profiles: [] }
 * rehearse(gpuPools(), settings)({ burn_uid: 0 })(world).left[0]._tag // => 'NotRegistered'
 * ```
 */
export const rehearse =
  <C>(policy: Policy<C>, settings: Settings) =>
  (config: Json) =>
  ({ network: document, ...world }: Rehearsed): Either<Refused, Rehearsal> => {
    const safe = guarded(policy)
    return pipe(
      networkOf(settings, document),
      bindTo('network'),
      bind('read', () => readConfig(safe)(config)),
      bind('pace', ({ read }) => safe.pace(read)),
      bind('decision', ({ read }) => pipe(safe.decide(read)({ ...world, network: document as World['network'] }), chain(readDecision))),
      bind('vector', ({ network, decision }) =>
        pipe(
          soundVector(decision.weights),
          chain((vector) => complete(network, vector)),
        ),
      ),
      map(({ network, pace, decision, vector }) => ({
        block: network.metagraph.block,
        last_update: network.signer.last_update,
        vector,
        burn_percentage: decision.figures.burn.percentage,
        shares: sharesOf(decision),
        exclusions: exclusionCounts(decision.excluded),
        warnings: decision.warnings,
        unusable: unusableEvidence(decision, world.results, { last: null, config }),
        ...judged({ network, vector, versionKey: pace.version_key, at: world.at }, settings),
        differences: differencesOf(network, vector),
      })),
    )
  }

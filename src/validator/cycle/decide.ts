/** The world has been read: weights are decided and judged, and the intent to send them is written, or the cycle ends here. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type { Policy } from '../../policy/policy.js'
import type { Decision } from '../../policy/decision.js'
import type { Problem } from '../../policy/problem.js'
import type { World } from '../../policy/world.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { chainState } from '../../chain/preflight/chain-state.js'
import { showPreflightError } from '../../chain/preflight/preflight-error.js'
import { preflight } from '../../chain/preflight/preflight.js'
import type { U64 } from '../../units/integer/u64.js'
import { idle, record } from '../asking.js'
import { refusePending } from '../lanes/config.js'
import type { ValidatorEvent } from '../event.js'
import { succeeded } from '../failures.js'
import { openGates } from '../lanes/gates.js'
import { intentOf, sharesOf } from './intent.js'
import type { Move } from '../move.js'
import { log, raise, stay, andThen } from '../move.js'
import type { Network } from '../network.js'
import { sawNetwork } from '../network.js'
import { notDecided, refused } from './not-published.js'
import { firstDue, firstWanted, paceOf } from '../pace.js'
import type { ValidatorState } from '../state.js'
import type { ConfigChangeRecord } from '../../storage/tables.js'
import { settleTraces } from '../lanes/tracing.js'
import { complete, heldVector, isUnchanged, totalVariation } from './vector.js'

type WorldRead = Extract<ValidatorEvent, { readonly _tag: 'WorldRead' }>

/** A vector, the decision behind it (null where the last one is held) and the config that it newly applies. */
interface Chosen {
  readonly vector: U16Weights
  readonly versionKey: U64
  readonly decision: Decision | null
  readonly applies: ConfigChangeRecord | null
}

const worldOf = ({ network, results, previous, profiles }: WorldRead, at: string): World => ({
  network: network as World['network'],
  at,
  results,
  previous,
  profiles,
})

const decideBy = <C>(policy: Policy<C>, config: unknown, world: World): Either<readonly Problem[], readonly [Decision, U64]> => {
  const read = policy.readConfig(config)
  if (isLeft(read)) return read
  const decision = policy.decide(read.right)(world)
  return isLeft(decision) ? decision : right([decision.right, policy.pace(read.right).version_key])
}

const positive = (weights: ArrayLike<number>): number => Array.from(weights).filter((weight) => weight > 0).length

const tell = (before: ValidatorState, { decision, vector }: Chosen, network: Network, windowHours: number): Move => {
  if (decision === null) return stay(before)
  const [state, told] = succeeded(before, 'policy')
  const {
    last,
    settings: { thresholds },
  } = state
  const [miners, miners_before] = [positive(vector.weights), positive(last?.weights ?? [])]
  const total_variation = last === null ? 0 : totalVariation(vector, last)
  const unusual = total_variation > thresholds.total_variation || miners < thresholds.miners_kept * miners_before
  return stay(
    state,
    ...told,
    log({
      _tag: 'Decided',
      block: network.metagraph.block,
      window_hours: windowHours,
      miners: decision.figures.miners_served,
      burn_percentage: decision.figures.burn.percentage,
      shares: sharesOf(decision).slice(0, 5),
      warnings: decision.warnings,
    }),
    ...(unusual ? [raise({ _tag: 'UnusualAllocation', total_variation, miners, miners_before })] : []),
  )
}

/** Judges the vector as the chain would, and writes down that it is to be sent. */
const intend = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  network: Network,
  chosen: Chosen,
  due: boolean,
  began: string,
  at: string,
): Move => {
  const { metagraph, signer } = network
  const whole = complete(network, chosen.vector)
  if (isLeft(whole)) return notDecided(policy, state, whole.left, at)
  const vector = whole.right
  if (!due && isUnchanged(vector, chosen.versionKey, state.last, signer.last_update)) {
    const told = stay(state, log({ _tag: 'Unchanged', last_update: signer.last_update }))
    return andThen(
      andThen(told, (s) => openGates(s, { _tag: 'Unchanged', block: signer.last_update })),
      (s) => idle(s, firstWanted(policy, s)),
    )
  }
  const judged = preflight({ ...chainState(metagraph)(signer.hotkey), pool_checks_rate_limit: state.settings.pool_checks_rate_limit })({
    netuid: metagraph.netuid,
    ...vector,
    version_key: chosen.versionKey,
  })
  if (isRight(judged)) {
    const submission = intentOf(state, network, vector, chosen.versionKey, chosen.decision, at)
    const applies = chosen.applies === null ? null : { ...chosen.applies, status: 'in_force' as const, applied_block: metagraph.block }
    return andThen(tell(state, { ...chosen, vector }, network, paceOf(policy, state).window_hours), (s) =>
      record(s, submission, applies, chosen.decision?.profiles ?? [], began),
    )
  }
  return refused(policy, state, judged.left.map(showPreflightError), at)
}

const hold = <C>(policy: Policy<C>, state: ValidatorState, network: Network, due: boolean, began: string, at: string): Move => {
  const { last } = state
  if (last !== null) {
    const chosen = { vector: heldVector(network, last), versionKey: paceOf(policy, state).version_key, decision: null, applies: null }
    return intend(policy, state, network, chosen, due, began, at)
  }
  const told = stay(state, log({ _tag: 'NothingToHold' }))
  return andThen(
    andThen(told, (s) => openGates(s, { _tag: 'NotPublished', reason: 'the last vector is held, and there is none' })),
    (s) => idle(s, network.metagraph.block + 1 + s.settings.heartbeat_blocks),
  )
}

/** A config that was asked for applies from an epoch on: it is not taken where somebody only wants weights in between. */
export const decided = <C>(policy: Policy<C>, state: ValidatorState, event: WorldRead, network: Network, began: string, at: string): Move =>
  andThen(
    andThen(sawNetwork(state, network), (s) => settleTraces(policy, s, event.traces ?? [], network)),
    (seen) => {
      const including = network.metagraph.block + 1
      const due = including >= firstDue(policy, seen)
      if (including < firstWanted(policy, seen)) return idle(seen, firstWanted(policy, seen))
      if (event.hold) return hold(policy, seen, network, due, began, at)
      const world = worldOf(event, at)
      // One that another is about to take the place of doesn't come into force any more.
      const pending = due && seen.changing === null ? seen.pending : null
      const byPending = pending === null ? left([]) : decideBy(policy, pending.document, world)
      if (isRight(byPending)) {
        const [decision, versionKey] = byPending.right
        return intend(policy, seen, network, { vector: decision.weights, versionKey, decision, applies: pending }, due, began, at)
      }
      const inForce = decideBy(policy, seen.config?.document ?? seen.given, world)
      // A world by which nothing can be decided says nothing against a config.
      if (isLeft(inForce)) return notDecided(policy, seen, inForce.left, at)
      const [decision, versionKey] = inForce.right
      const dropped = pending === null ? stay(seen) : refusePending(seen, pending, byPending.left)
      return andThen(dropped, (s) =>
        intend(policy, s, network, { vector: decision.weights, versionKey, decision, applies: null }, due, began, at),
      )
    },
  )

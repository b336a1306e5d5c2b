/** The world has been read: the policy decides weights, or the last ones are held, or it is too early. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, isLeft, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Decision } from '../../policy/decision.js'
import type { Refused } from '../../policy/problem.js'
import type { World } from '../../policy/world.js'
import type { U64 } from '../../units/integer/u64.js'
import type { Json } from '../../units/json/json.js'
import type { Cycle } from '../cycle.js'
import type { ValidatorEvent } from '../event.js'
import { openGates } from '../lanes/gates.js'
import { refusePending } from '../lanes/config.js'
import { settleTraces } from '../lanes/traces.js'
import type { Next } from '../move.js'
import { andThen, log, raise, stay } from '../move.js'
import type { Network } from '../network.js'
import { firstDue, firstWanted } from '../pace.js'
import { idle } from './enter.js'
import type { Choice, Occasion } from './judge.js'
import { judge } from './judge.js'
import { notDecided } from './retry.js'
import { readDecision } from './storable.js'
import { unusableEvidence } from './unusable.js'
import type { Terms } from '../terms.js'
import { termsOf } from '../terms.js'
import { whereRegistered } from './standing.js'
import { heldShares, heldVector } from './vector.js'

type WorldRead = Extract<ValidatorEvent, { readonly _tag: 'WorldRead' }>

const worldOf = ({ network, results, previous, profiles }: WorldRead, at: string): World => ({
  network: network as World['network'],
  at,
  results,
  previous,
  profiles,
})

/** What the policy decides by a config, as far as the store can hold it, and the config as it was read. */
const decideBy = <C>(
  { policy, config }: Cycle<C>,
  document: Json,
  world: World,
): Either<Refused, { readonly read: C; readonly decision: Decision }> =>
  pipe(
    config(document),
    chain((read) =>
      pipe(
        policy.decide(read)(world),
        chain(readDecision),
        map((decision) => ({ read, decision })),
      ),
    ),
  )

const choiceOf = (decision: Decision, { version_key }: Pick<Terms, 'version_key'>): Choice => ({
  vector: decision.weights,
  versionKey: BigInt(version_key) as U64,
  decision,
  applies: null,
})

/** What the policy decides by a config that is not in force yet, with the terms of that one. */
const decideByPending = <C>(cycle: Cycle<C>, document: Json, world: World): Either<Refused, Choice> =>
  pipe(
    decideBy(cycle, document, world),
    chain(({ read, decision }) =>
      pipe(
        termsOf(cycle.policy)(read),
        map((terms) => choiceOf(decision, terms)),
      ),
    ),
  )

/** Sends the last vector again, where there is one. */
const hold =
  <C>(cycle: Cycle<C>, occasion: Occasion, reason: string): Next =>
  (state) => {
    const { last, terms, settings } = state
    const { network } = occasion
    if (last !== null) {
      const versionKey = BigInt(terms.version_key) as U64
      const vector = heldVector(network, last)
      return pipe(
        stay(state, log({ _tag: 'Holding', reason, shares: heldShares(network, vector) })),
        andThen(judge(cycle, occasion, { vector, versionKey, decision: null, applies: null })),
      )
    }
    return pipe(
      stay(state, log({ _tag: 'NothingToHold', reason })),
      andThen(openGates({ _tag: 'NotPublished', reason: `${reason}, but no weights were set yet` })),
      andThen(idle(network.metagraph.block + 1 + settings.heartbeat_blocks)),
    )
  }

interface Decided {
  readonly choice: Choice
  readonly event: WorldRead
  readonly config: Json
}

/** Publishes a decision, or holds the last vector where the evidence behind it can't be used: nothing burns by mistake. */
const publish =
  <C>(cycle: Cycle<C>, occasion: Occasion, { choice, event, config }: Decided): Next =>
  (state) => {
    const { decision } = choice
    const why = decision === null ? null : unusableEvidence(decision, event.results, { last: state.last, config })
    if (why === null) return judge(cycle, occasion, choice)(state)
    return pipe(stay(state, raise({ _tag: 'EvidenceUnusable', reason: why })), andThen(hold(cycle, occasion, "the evidence can't be used")))
  }

/**
 * Decides by the config that was asked for, where there is one and an epoch begins; by the config in force otherwise. One that gives no
 * decision where the config in force does is refused. A world in which neither gives a decision says nothing against it.
 */
const choose =
  <C>(cycle: Cycle<C>, event: WorldRead, occasion: Occasion): Next =>
  (state) => {
    const world = worldOf(event, cycle.at)
    // A config that another one is about to replace doesn't come into force any more.
    const pending = occasion.due && state.changing === null ? state.pending : null
    const inForce = state.config?.document ?? state.given
    const byPending = pending === null ? null : decideByPending(cycle, pending.document, world)
    if (pending !== null && byPending?._tag === 'Right')
      return publish(cycle, occasion, { choice: { ...byPending.right, applies: pending }, event, config: pending.document })(state)
    const byInForce = pipe(
      decideBy(cycle, inForce, world),
      map(({ decision }) => choiceOf(decision, state.terms)),
    )
    if (isLeft(byInForce)) return notDecided(cycle, byInForce.left)(state)
    const dropped = pending !== null && byPending?._tag === 'Left' ? refusePending(pending, byPending.left)(state) : stay(state)
    return pipe(dropped, andThen(publish(cycle, occasion, { choice: byInForce.right, event, config: inForce })))
  }

/** A config that was asked for comes into force with an epoch, and not where somebody only wants weights in between. */
export const decided = <C>(cycle: Cycle<C>, event: WorldRead): ((network: Network | null) => Next) =>
  whereRegistered(
    (network) => (state) =>
      pipe(
        state,
        settleTraces(event.traces ?? [], network),
        andThen((s) => {
          const including = network.metagraph.block + 1
          const wanted = firstWanted(s)
          if (including < wanted) return idle(wanted)(s)
          const occasion = { network, due: including >= firstDue(s) }
          return event.hold ? hold(cycle, occasion, 'the switch holds the last weights')(s) : choose(cycle, event, occasion)(s)
        }),
      ),
  )

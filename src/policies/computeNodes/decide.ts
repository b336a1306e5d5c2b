/** From a world to a decision: every epoch that has ended since the last one is run, and the members of the newest are paid from one pool. */
import type { Either } from 'fp-ts/lib/Either.js'
import { bind, bindTo, chain, isLeft, left, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { findBurnTarget } from '../../policy/burn/burn-target.js'
import type { BurnTargetError } from '../../policy/burn/burn-target-error.js'
import type { Decision, LeftOut } from '../../policy/decision.js'
import { judgeEvidence } from '../../policy/evidence-unusable.js'
import type { Problem, Refused } from '../../policy/problem.js'
import type { World } from '../../policy/world.js'
import { poolDecision } from '../../policy/pool/pool-decision.js'
import { burnTargetProblem } from '../../policy/burn/burn-target-error.js'
import { readWorld } from '../../policy/read-world.js'
import type { PoolClaim } from '../../policy/pool/single-pool.js'
import { paySinglePool } from '../../policy/pool/single-pool.js'
import type { Neuron } from '../../network/subnet.js'
import { judgeBurn } from '../../policy/burn/judge-burn.js'
import { fraction, multiply } from '../../units/exact/fraction.js'
import { timestampOf } from '../../units/time/timestamp.js'
import type { ComputeNodesConfig } from './config.js'
import { coverageBonus } from './coverage.js'
import type { EpochState } from './epoch-state.js'
import { writeEpochState } from './epoch-state.js'
import { participantWeight } from './power.js'
import type { EpochOutcome } from './run-epoch.js'
import { runWorld } from './run-world.js'

const NOBODY: Problem = {
  _tag: 'NoParticipants',
  path: '',
  message: 'no participant has a weight, and there is no burn target that the whole could go to',
}

const refusal = mapLeft((error: BurnTargetError): Refused => [burnTargetProblem(error)])

/** The claims: weight times bonus of the members that are neurons. */
const claimsIn = ({ models, participants }: EpochState, slots: ReadonlyMap<string, Neuron>): readonly PoolClaim[] => {
  const bonusOf = coverageBonus(models)
  return participants.flatMap((participant) => {
    const neuron = slots.get(participant.id)
    return neuron === undefined ? [] : [{ neuron, claim: multiply(fraction(participantWeight(participant)), bonusOf(participant)) }]
  })
}

/**
 * Participants that dropped out of an epoch that this decision ran, and members that are not neurons or are the burn
 * target.
 */
const leftOut = (
  state: EpochState,
  outcomes: readonly EpochOutcome[],
  slots: ReadonlyMap<string, Neuron>,
  target: Neuron | null,
): readonly LeftOut[] => {
  const line = (hotkey: string, reason: string): LeftOut => ({ uid: slots.get(hotkey)?.uid ?? null, hotkey, category: null, reason })
  return [
    ...(outcomes.at(-1)?.report.participants ?? []).flatMap(({ id, dropped }) => dropped.map((reason) => line(id, reason))),
    ...state.participants.flatMap(({ id }) => (slots.has(id) ? [] : [line(id, 'NotRegistered')])),
    ...state.participants.flatMap(({ id }) => (id === target?.hotkey ? [line(id, 'BurnTarget')] : [])),
  ]
}

/** A decision with the epochs that it ran, the newest last; empty when no epoch has ended since the last decision. */
export interface EpochDecision {
  readonly decision: Decision
  readonly outcomes: readonly EpochOutcome[]
}

/** Decides, and returns the outcomes of the epochs too: `explainParticipant` makes traces of them. */
export const decideWithOutcomes =
  (allowForeignBurn: boolean) =>
  (config: ComputeNodesConfig) =>
  (world: World): Either<Refused, EpochDecision> =>
    pipe(
      readWorld(world),
      bindTo('subnet'),
      bind('target', ({ subnet }) => refusal(findBurnTarget(config)(subnet.neurons))),
      bind('run', ({ subnet }) =>
        runWorld(config)({ block: subnet.block, at: timestampOf(subnet.at), results: world.results, previous: world.previous }),
      ),
      chain(({ subnet, target, run: { state, outcomes, warnings, unused } }) => {
        const slots = new Map<string, Neuron>(subnet.neurons.map((neuron) => [neuron.hotkey, neuron]))
        const claims = claimsIn(state, slots)
        const nobodyBurns = config.burn_uid === undefined && config.burn_hotkey === undefined
        const paid = refusal(paySinglePool(config)(subnet.neurons)(claims))
        const pool = isLeft(paid) && claims.length === 0 && nobodyBurns ? left([NOBODY]) : paid
        return pipe(
          pool,
          bindTo('pool'),
          bind('burnWarnings', ({ pool: found }) => judgeBurn(config, subnet, found.burn.quota, allowForeignBurn)),
          map(({ pool: found, burnWarnings }) => {
            const paidOut = poolDecision('compute')(found)
            const excluded = leftOut(state, outcomes, slots, target)
            const unusable = judgeEvidence(config, {
              results: world.results,
              entries: paidOut.entries,
              reasons: [...excluded.map(({ reason }) => reason), ...unused],
              warnings,
            })
            return {
              decision: {
                ...paidOut,
                excluded,
                next: [writeEpochState(state)],
                profiles: [],
                warnings: [...burnWarnings, ...unusable, ...warnings],
              },
              outcomes,
            }
          }),
        )
      }),
    )

/**
 * The newest epoch of a world: it starts from the epoch of the last decision and runs every epoch that has ended since, in order.
 *
 * An epoch has ended, and counts, from the block at which its validators are set. An epoch without any report is skipped, because
 * no participant was measured in it. An epoch in which too little of the weight reported is skipped with a warning, and the epoch
 * before it goes on. Law: running all epochs at once gives the same as running them in several decisions.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { cappedProblems } from '../../policy/problem.js'
import { canonicalJson } from '../../units/json/canonical-json.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { Decimal } from '../../units/exact/decimal.js'
import type { Json } from '../../units/json/json.js'
import type { ComputeNodesConfig } from './config.js'
import { problemsAt } from './config.js'
import type { EpochInputs } from './epoch-inputs.js'
import type { EpochParams } from './epoch-params.js'
import { epochAt, stagesOf } from './epoch-stages.js'
import type { EpochState } from './epoch-state.js'
import { GENESIS, readEpochState, writeEpochState } from './epoch-state.js'
import { gatherReports } from './gather-reports.js'
import { registryOf } from './model-registry.js'
import type { Quorum } from './quorum.js'
import { isQuorate, quorumOf } from './quorum.js'
import type { ParticipantReport } from './read-report.js'
import type { EpochOutcome } from './run-epoch.js'
import { runEpoch } from './run-epoch.js'

/** What is read from a world. */
export interface EpochWorld {
  readonly block: number
  /** RFC 3339, to the nanosecond. */
  readonly at: string
  readonly results: readonly unknown[]
  readonly previous: readonly Json[]
}

/** The newest epoch, and all epochs that were run to reach it. */
export interface EpochsRun {
  readonly state: EpochState
  readonly outcomes: readonly EpochOutcome[]
  readonly warnings: readonly Problem[]
  /** Why a row was not used, one entry for each such row that gives no warning. */
  readonly unused: readonly string[]
}

/** A subnet pays by weights, so no coins are minted here. */
const NO_REWARD: EpochInputs['reward'] = { initial: 0n, decay: new Decimal(0), genesis: 1, cap: null }

/** The newest epoch whose validators are set. */
const lastEnded = (params: EpochParams, block: number): number => {
  const epoch = epochAt(params)(block)
  const stages = stagesOf(params)(epoch)
  return stages === null || block >= stages.set_new_validators ? epoch.index : epoch.index - 1
}

/** The newest of the states in `previous`. A row that is not a state gives a warning. */
const stateIn = (rows: readonly Json[]): { readonly state: EpochState; readonly warnings: readonly Problem[] } => {
  const read = rows.map((row) => readEpochState(row))
  const states = read.flatMap((state) => (isLeft(state) ? [] : [{ state: state.right, text: canonicalJson(writeEpochState(state.right)) }]))
  return {
    state: states.sort((a, b) => b.state.epoch - a.state.epoch || codeUnitOrder.compare(a.text, b.text))[0]?.state ?? GENESIS,
    warnings: read.flatMap((state, i) => (isLeft(state) ? problemsAt(`previous[${i}]`)(state.left) : [])),
  }
}

/** The seed for the choice of the nodes that keep serving: all seeds of the members of the last epoch. */
const seedOf = (epoch: number, { participants }: EpochState): string => [epoch, ...participants.map(({ seed }) => seed)].join('_')

const inputsOf = (
  { serving, models }: ComputeNodesConfig,
  epoch: number,
  state: EpochState,
  reports: readonly ParticipantReport[],
): EpochInputs => ({
  registry: registryOf(models),
  serving: serving === 'half' ? { by: 'half' } : { by: 'weight', seed: seedOf(epoch, state) },
  candidates: reports.map(({ candidate }) => candidate),
  validations: reports.flatMap(({ candidate, foundValid }) =>
    foundValid.map((participant) => ({ validator: candidate.id, participant, valid: true })),
  ),
  accounts: [],
  reward: NO_REWARD,
  throughput: null,
})

const noQuorum = (epoch: number, current: number, { reported, total, needed }: Quorum): Problem => ({
  _tag: 'NoQuorum',
  path: 'results',
  message: `epoch ${epoch} does not count: members with a weight of ${reported} of ${total} reported, and ${needed} is needed; epoch ${current} goes on`,
})

/** Runs every epoch that has ended, in order. */
export const runWorld =
  (config: ComputeNodesConfig) =>
  ({ block, at, results, previous }: EpochWorld): Either<Refused, EpochsRun> => {
    const last = stateIn(previous)
    const { byEpoch, warnings, unused } = gatherReports(registryOf(config.models), at)(last.state.epoch, lastEnded(config.stages, block))(
      results,
    )
    const outcomes: EpochOutcome[] = []
    const skipped: Problem[] = []
    let state = last.state
    for (const [epoch, reports] of byEpoch) {
      const quorum = quorumOf(config.quorum_percentage)(state.participants, new Set(reports.map(({ candidate }) => candidate.id)))
      if (!isQuorate(quorum)) {
        skipped.push(noQuorum(epoch, state.epoch, quorum))
        continue
      }
      const run = runEpoch({ ...state, epoch: epoch - 1 }, inputsOf(config, epoch, state, reports))
      if (isLeft(run)) return left(problemsAt('')(run.left))
      outcomes.push(run.right)
      state = run.right.next
    }
    return right({ state, outcomes, warnings: cappedProblems([...last.warnings, ...warnings, ...skipped]), unused })
  }

/**
 * A whole epoch as one pure function: which nodes keep serving, the new weights, which participants enter, and the payments.
 *
 * The epoch that ends is settled; the next is formed. Laws: the result depends only on the arguments, and not on the order of
 * participants, batches, votes or accounts; the resulting state is valid input for the next run. Bad input is refused, and all mistakes
 * are listed.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { bind, chain, Do, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { ONE } from '../../units/exact/fraction.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { cappedErrors } from './compute-nodes-error.js'
import { coverageBonus } from './coverage.js'
import type { EpochInputs, MemberAccount } from './epoch-inputs.js'
import { inputErrors } from './epoch-inputs.js'
import { epochReward, mintable } from './epoch-reward.js'
import type { EpochState } from './epoch-state.js'
import { figureErrors } from './epoch-state.js'
import { formEpoch } from './form-epoch.js'
import { keepServing, servingNodes } from './keep-serving.js'
import type { Weighed } from './new-weights.js'
import { newWeights } from './new-weights.js'
import type { ModelTotal } from './power.js'
import { modelTotals, participantWeight } from './power.js'
import type { Settlement } from './settle-rewards.js'
import { settleRewards } from './settle-rewards.js'
import type { ThroughputVerdict } from './throughput.js'
import { partsKept, validateThroughput } from './throughput.js'
import type { NodeSets } from './timeslots.js'

/** What happened: `reward` is the reward of the epoch that ended, before the cap; `settlement` is what was paid. */
export interface EpochReport {
  /** The epoch that was formed. */
  readonly epoch: number
  /** Nodes that kept serving, by participant. */
  readonly serving: NodeSets
  readonly participants: readonly Weighed[]
  /** The groups of the epoch that was formed. */
  readonly models: ReadonlyMap<string, ModelTotal>
  readonly throughput: ReadonlyMap<string, ThroughputVerdict>
  readonly reward: bigint
  readonly settlement: Settlement
}

/** The next epoch, and how it was computed. */
export interface EpochOutcome {
  readonly next: EpochState
  readonly report: EpochReport
}

const settle = (
  { models, participants }: EpochState,
  accounts: readonly MemberAccount[],
  amount: bigint,
): Either<ComputeNodesErrors, Settlement> => {
  const known = new Map(accounts.map((account) => [account.id, account]))
  const bonusOf = coverageBonus(models)
  const members = participants.map((participant) => {
    const { balance, valid } = known.get(participant.id) ?? { balance: 0n, valid: true }
    return { id: participant.id, weight: participantWeight(participant), bonus: bonusOf(participant), balance, valid }
  })
  const ids = new Set(members.map(({ id }) => id))
  const others = accounts.filter(({ id }) => !ids.has(id)).map(({ id, balance, valid }) => ({ id, weight: 0n, bonus: ONE, balance, valid }))
  return settleRewards(amount)([...members, ...others])
}

/**
 * Runs an epoch. Nodes that were removed, or that have to load another model by the registry, are not chosen to keep serving. The epoch
 * that ends is paid by the weights and groups that it had. Input is also refused when the index or the coins of the next epoch would be out
 * of range.
 *
 * @example
 * ```ts
 * import { Decimal } from 'steelyard'
 * import { GENESIS, readModel, runEpoch, upsertModel } from 'steelyard/policies'
 * const model = readModel({ id: 'qwen', proposed_by: '5A', hf_repo: 'Qwen/Qwen2', hf_commit: 'a'.repeat(40), model_args: [], v_ram: 80, units_of_compute_per_token: 100, throughput_per_nonce: 1000 }).right
 * const candidates = [{ id: '5A', validator_key: 'k', seed: 's', nodes: [{ id: 'n1', models: ['qwen'] }], batches: [{ node: 'n1', nonces: [1, 2, 3] }] }]
 * const reward = { initial: 100n, decay: new Decimal(0), genesis: 1, cap: null }
 * const inputs = { registry: upsertModel(new Map())(model), serving: { by: 'half' }, candidates, validations: [], accounts: [], reward, throughput: null }
 * const { next, report } = runEpoch(GENESIS, inputs).right
 * next.participants[0].nodes // => [{ id: 'n1', models: ['qwen'], model: 'qwen', weight: 3n, timeslots: [true, false] }]
 * report.models.get('qwen') // => { nodes: 1, power: 3n, throughput: 3000n }
 * runEpoch(next, inputs).right.report.settlement // => { minted: 100n, payments: [{ id: '5A', work: 0n, reward: 100n, error: null }] }
 * ```
 */
export const runEpoch = (previous: EpochState, inputs: EpochInputs): Either<ComputeNodesErrors, EpochOutcome> => {
  const errors = inputErrors(previous, inputs)
  if (errors.length > 0) return left(cappedErrors(errors))
  const { registry, candidates, validations, accounts, reward, throughput } = inputs
  const members = keepServing(previous, inputs)
  return pipe(
    Do,
    bind(
      'verdicts',
      (): Either<ComputeNodesErrors, EpochReport['throughput']> =>
        throughput === null ? right(new Map()) : validateThroughput(throughput.tolerance)(throughput.vectors),
    ),
    bind('due', () => (previous.participants.length === 0 ? right(0n) : epochReward(reward)(previous.epoch))),
    bind('settlement', ({ due }) => settle(previous, accounts, mintable(reward.cap, previous.minted)(due))),
    map(({ verdicts, due, settlement }): EpochOutcome => {
      const participants = newWeights(members, throughput?.counts === true ? partsKept(verdicts) : new Map())(candidates, validations)
      const next = formEpoch(previous.epoch + 1, registry, previous.minted + settlement.minted)(participants)
      const report = {
        epoch: next.epoch,
        serving: servingNodes(members),
        participants,
        models: modelTotals(next),
        throughput: verdicts,
        reward: due,
        settlement,
      }
      return { next, report }
    }),
    chain((outcome) => {
      const beyond = figureErrors(outcome.next)
      return beyond.length > 0 ? left(beyond) : right(outcome)
    }),
  )
}

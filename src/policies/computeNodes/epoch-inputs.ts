/** All that an epoch reads besides the previous epoch, and all that can be wrong with it. */
import type { Decimal } from '../../units/exact/decimal.js'
import type { Validation } from './admission.js'
import { isGiven } from './admission.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import type { RewardSettings } from './epoch-reward.js'
import { rewardErrors } from './epoch-reward.js'
import type { EpochState } from './epoch-state.js'
import { stateErrors } from './epoch-state.js'
import { nodeErrors } from './hardware.js'
import { Id } from './model.js'
import type { ModelRegistry } from './model-registry.js'
import type { Candidate } from './new-weights.js'
import { repeatedIn } from './repeated.js'
import type { Throughput } from './throughput.js'
import { throughputErrors } from './throughput.js'

/** How the nodes that keep serving are chosen; `as_they_are` leaves the timeslots of the state unchanged. */
export type Serving = { readonly by: 'half' } | { readonly by: 'weight'; readonly seed: string } | { readonly by: 'as_they_are' }

/**
 * What a participant has earned by work, and whether it is valid, so that it gets a reward. A member without an account is valid and has
 * earned nothing. A participant that is not a member gets no reward, but keeps the coins that it earned by work.
 */
export interface MemberAccount {
  readonly id: string
  readonly balance: bigint
  readonly valid: boolean
}

/**
 * The throughput vectors to check. When `counts` is true and a model fell short, the nodes that served it keep only the part of
 * their weight that the model achieved.
 */
export interface ThroughputInput {
  readonly vectors: ReadonlyMap<string, Throughput>
  /** 0..1 */
  readonly tolerance: Decimal
  readonly counts: boolean
}

/** What happened in an epoch, and the rules for it. */
export interface EpochInputs {
  readonly registry: ModelRegistry
  readonly serving: Serving
  readonly candidates: readonly Candidate[]
  readonly validations: readonly Validation[]
  readonly accounts: readonly MemberAccount[]
  readonly reward: RewardSettings
  readonly throughput: ThroughputInput | null
}

const isNonce = (nonce: number): boolean => Number.isSafeInteger(nonce) && nonce >= 0

const twice = (items: readonly { readonly id: string }[]): ComputeNodesErrors =>
  repeatedIn(items.map(({ id }) => id)).map((participant) => ({ _tag: 'DuplicateParticipant', participant }))

const nonceErrors = ({ id, batches }: Candidate): ComputeNodesErrors =>
  batches.flatMap(({ node, nonces }) =>
    nonces.every(isNonce)
      ? []
      : nonces.filter((nonce) => !isNonce(nonce)).map((nonce) => ({ _tag: 'InvalidNonce', participant: id, node, nonce }) as const),
  )

const idError = (what: 'participant' | 'node' | 'validator key' | 'seed', participant: string, id: string): ComputeNodesErrors =>
  Id.is(id) ? [] : [{ _tag: 'InvalidId', what, participant, id }]

/**
 * Ids that a state can't hold. A missing key or seed is not a mistake; it only keeps its participant out of the next
 * epoch.
 */
const idErrors = ({ id, validator_key, seed, nodes }: Candidate): ComputeNodesErrors => [
  ...idError('participant', id, id),
  ...(isGiven(validator_key) ? idError('validator key', id, validator_key) : []),
  ...(isGiven(seed) ? idError('seed', id, seed) : []),
  ...nodes.flatMap((node) => idError('node', id, node.id)),
]

/** Every mistake in a state and in the inputs. */
export const inputErrors = (
  previous: EpochState,
  { registry, candidates, accounts, reward, throughput }: EpochInputs,
): ComputeNodesErrors => [
  ...stateErrors(previous),
  ...twice(candidates),
  ...twice(accounts),
  ...accounts.flatMap(({ id }) => idError('participant', id, id)),
  ...candidates.flatMap((candidate) => [
    ...idErrors(candidate),
    ...nodeErrors(registry, candidate.id)(candidate.nodes),
    ...nonceErrors(candidate),
  ]),
  ...rewardErrors(reward),
  ...(throughput === null ? [] : throughputErrors(throughput.tolerance, throughput.vectors)),
]

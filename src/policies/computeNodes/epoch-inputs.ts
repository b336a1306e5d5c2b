/** All that an epoch reads beside the one before, and what can be wrong with it: all of it, since half a list of mistakes makes for twice the work. */
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

/** How the nodes that keep serving are chosen; `as_they_are` leaves the timeslots of the state as somebody set them. */
export type Serving = { readonly by: 'half' } | { readonly by: 'weight'; readonly seed: string } | { readonly by: 'as_they_are' }

/**
 * What somebody has earned by work, and whether it is paid at all; a member that is not named is valid and has earned nothing. Who is no
 * member has no reward, and its coins pass through as anybody's.
 */
export interface MemberAccount {
  readonly id: string
  readonly balance: bigint
  readonly valid: boolean
}

/** Vectors to judge; where they count, nodes that served a model that fell short keep only the part of their weight that it did. */
export interface ThroughputInput {
  readonly vectors: ReadonlyMap<string, Throughput>
  /** 0..1 */
  readonly tolerance: Decimal
  readonly counts: boolean
}

/** What happened in an epoch, and the rules that it goes by. */
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

/** Ids that no state could hold; a key or seed that is not given is no mistake, and keeps its participant out. */
const idErrors = ({ id, validator_key, seed, nodes }: Candidate): ComputeNodesErrors => [
  ...idError('participant', id, id),
  ...(isGiven(validator_key) ? idError('validator key', id, validator_key) : []),
  ...(isGiven(seed) ? idError('seed', id, seed) : []),
  ...nodes.flatMap((node) => idError('node', id, node.id)),
]

/** Every mistake in a state and in what is put beside it. */
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

/** A submission, together with the facts of the state that the rules need; each is looked up once. */
import { toNullable } from 'fp-ts/lib/Option.js'
import type { ChainState, Submission } from './chain-state.js'
import type { Metagraph, MetagraphNeuron } from '../../network/metagraph.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import type { PreflightError } from './preflight-error.js'
import type { RuleName } from './spec.js'
import { holdsAt, NEWEST_KNOWN_SPEC } from './spec.js'

export interface Attempt {
  readonly state: ChainState
  readonly submission: Submission
  /** Whether a rule holds on the runtime of the state. */
  readonly holds: (rule: RuleName) => boolean
  /** The network that the submission is for, or null when it does not exist. */
  readonly network: Metagraph | null
  /** The signer's neuron on that network, or null when the signer is not registered. */
  readonly neuron: MetagraphNeuron | null
  /** The signer's stake weight there, in rao. */
  readonly stake: bigint
  /** The signer has enough stake, or is exempt. */
  readonly mayAfford: boolean
  /** The signer is the registered hotkey of the subnet's owner, on a runtime that exempts it from stake and permit. */
  readonly isExempt: boolean
  /** The vector has one entry, and it is for the signer itself. */
  readonly isSelfWeight: boolean
}

/**
 * A rule of the chain: gives the error that it finds in an attempt, or null. A rule that can't be applied gives null.
 */
export type Rule = (attempt: Attempt) => PreflightError | null

/** A rule that applies only when the network exists. */
export const onNetwork =
  (rule: (attempt: Attempt, network: Metagraph) => PreflightError | null): Rule =>
  (attempt) =>
    attempt.network === null ? null : rule(attempt, attempt.network)

/** A rule that applies only when the signer is registered. */
export const ofNeuron = (rule: (attempt: Attempt, network: Metagraph, neuron: MetagraphNeuron) => PreflightError | null): Rule =>
  onNetwork((attempt, network) => (attempt.neuron === null ? null : rule(attempt, network, attempt.neuron)))

/**
 * When the network does not exist, all stake on it is 0. A state that describes another network counts as no network.
 */
export const attemptOf = (state: ChainState, submission: Submission): Attempt => {
  const { metagraph, signer, stake_threshold, spec = NEWEST_KNOWN_SPEC } = state
  const holds = holdsAt(spec)
  const network = metagraph?.netuid === submission.netuid ? metagraph : null
  const neuron = network === null ? null : toNullable(neuronByHotkey(network)(signer.hotkey))
  const stake = network === null ? 0n : signer.stake
  const isExempt = neuron !== null && network?.owner?.hotkey === signer.hotkey && holds('ownerIsExempt')
  const isSelfWeight = neuron !== null && submission.weights.length === 1 && submission.uids[0] === neuron.uid
  return { state, submission, holds, network, neuron, stake, mayAfford: isExempt || stake >= stake_threshold, isExempt, isSelfWeight }
}

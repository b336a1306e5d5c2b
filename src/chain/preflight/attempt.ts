/** A submission beside what the rules ask of the state, looked up once. */
import { toNullable } from 'fp-ts/lib/Option.js'
import type { ChainState, Submission } from './chain-state.js'
import type { Metagraph, MetagraphNeuron } from '../../network/metagraph.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import type { PreflightError } from './preflight-error.js'

export interface Attempt {
  readonly state: ChainState
  readonly submission: Submission
  /** The network submitted to, or null where there is none. */
  readonly network: Metagraph | null
  /** The signer on that network, or null where it is not registered. */
  readonly neuron: MetagraphNeuron | null
  /** The signer's stake weight there, in rao. */
  readonly stake: bigint
  /** Enough stake, or the owner's hotkey. */
  readonly mayAfford: boolean
  /** The signer is the registered hotkey of the subnet's owner. */
  readonly isOwner: boolean
  /** One entry, about the signer itself. */
  readonly isSelfWeight: boolean
}

/** A rule of the chain: what it holds against an attempt, or nothing. A rule that can't be asked holds nothing. */
export type Rule = (attempt: Attempt) => PreflightError | null

/** A rule that only an existing network has. */
export const onNetwork =
  (rule: (attempt: Attempt, network: Metagraph) => PreflightError | null): Rule =>
  (attempt) =>
    attempt.network === null ? null : rule(attempt, attempt.network)

/** A rule about a registered signer. */
export const ofNeuron = (rule: (attempt: Attempt, network: Metagraph, neuron: MetagraphNeuron) => PreflightError | null): Rule =>
  onNetwork((attempt, network) => (attempt.neuron === null ? null : rule(attempt, network, attempt.neuron)))

/** Where there is no network, nobody has stake on it; and the state of another one says nothing of this one. */
export const attemptOf = (state: ChainState, submission: Submission): Attempt => {
  const { metagraph, signer, stake_threshold } = state
  const network = metagraph?.netuid === submission.netuid ? metagraph : null
  const neuron = network === null ? null : toNullable(neuronByHotkey(network)(signer.hotkey))
  const stake = network === null ? 0n : signer.stake
  const isOwner = neuron !== null && network?.owner?.hotkey === signer.hotkey
  const isSelfWeight = neuron !== null && submission.weights.length === 1 && submission.uids[0] === neuron.uid
  return { state, submission, network, neuron, stake, mayAfford: isOwner || stake >= stake_threshold, isOwner, isSelfWeight }
}

/** A timelocked commit of weights, and the state in which it is checked. */
import type { U16 } from '../../units/integer/u16.js'
import type { ChainState } from './chain-state.js'

/** The arguments of `commit_timelocked_mechanism_weights`, and of the older calls with fewer arguments. */
export interface CommitCall {
  readonly netuid: U16
  /** The mechanism of the subnet; the default is 0. */
  readonly mechanism?: number
  /** The encrypted weights. The chain looks only at their number. */
  readonly commit: Uint8Array
  /** The round of the beacon that reveals the weights: a u64. */
  readonly reveal_round: bigint
  /** The version of commit-reveal that the commit is made for. */
  readonly commit_reveal_version: number
}

/** Everything, except the commit, that the result depends on. */
export interface CommitState extends ChainState {
  /** The version that the chain asks for (`CommitRevealWeightsVersion`); the default is 4. */
  readonly commit_reveal_version?: number
  /** The signer's commits for this mechanism in the epoch of `block` that are not revealed yet. */
  readonly unrevealed: number
  /** The last round of the beacon that the chain has stored (`LastStoredRound`). */
  readonly last_stored_round: bigint
}

/** The most bytes of a commit. */
export const MOST_COMMIT_BYTES = 5000

/** The most commits of one hotkey that may wait in one epoch. */
export const MOST_UNREVEALED = 10

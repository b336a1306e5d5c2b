/** What a simulated chain offers: a port for each signer, the functions that control it, and what they show. */
import type { StoredWeights } from '../../chain/commits/weights-ledger.js'
import type { Chain, CommitWeights, SetWeights, SubmitAnswer } from '../../validator/ports.js'
import type { SimulatedNewcomer } from './amend.js'
import type { FaultOrders } from './faults.js'
import type { ForkOptions } from './fork.js'
import type { Fate, SimulatedBlock, SimulatedGenesis } from './subtensor-state.js'

/** A transaction that the pool accepted. `sent_at` is the block that was the newest then. */
export interface Taken<Call> {
  readonly id: number
  readonly hotkey: string
  readonly call: Call
  readonly sent_at: number
  readonly valid_until: number
  readonly fate: Fate
}

/** A transaction that sets weights. */
export type SimulatedSubmission = Taken<SetWeights>
/** A transaction that commits weights. Its fate is that of the call; what becomes of the weights is in `fates` of the blocks. */
export type SimulatedCommit = Taken<CommitWeights>

/** A simulated chain: a port for each signer, and the functions that control it. */
export interface SimulatedSubtensor {
  readonly chainFor: (hotkey: string) => Chain
  /** Builds blocks, one by default. A node that was restarted answers again. */
  readonly advance: (blocks?: number) => void
  /** Replaces the newest one or two blocks by the same number of other blocks and one more. */
  readonly fork: (depth: 1 | 2, options?: ForkOptions) => void
  /**
   * Restarts the node: the pool is emptied, waiting calls get no answer, and every call rejects until the next block.
   */
  readonly restart: () => void
  /** Registers a neuron at the next uid, and returns the uid. */
  readonly registerNeuron: (newcomer: SimulatedNewcomer) => number
  /** Gives a uid to another hotkey. */
  readonly replaceNeuron: (uid: number, newcomer: SimulatedNewcomer) => void
  /** Sets the stake of any hotkey, in rao. */
  readonly setStake: (hotkey: string, stake: number | string) => void
  readonly setPermit: (hotkey: string, validator_permit: boolean) => void
  readonly setHyperparameters: (changes: Partial<SimulatedGenesis['hyperparameters']>) => void
  /** Sets `RevealPeriodEpochs`. It counts for commits that wait, too. */
  readonly setRevealPeriod: (epochs: number) => void
  /** Commits weights, as a port's `submit` sets them: the promise settles when a block has included the call, or its time is over. */
  readonly commit: (hotkey: string, call: Omit<CommitWeights, '_tag'>, validUntil: number) => Promise<SubmitAnswer>
  /** The chain stores the beacon's pulse of a round. */
  readonly storePulse: (round: bigint) => void
  readonly faults: FaultOrders
  /** The height of the newest block. */
  readonly block: () => number
  /** The newest blocks of the canonical chain, oldest first. */
  readonly blocks: () => readonly SimulatedBlock[]
  /** The weights stored for the uid of a hotkey, or null. */
  readonly weightsOf: (hotkey: string) => StoredWeights | null
  /** Every call to set weights that the pool ever accepted, in that order; and every commit. */
  readonly submissions: () => readonly SimulatedSubmission[]
  readonly commits: () => readonly SimulatedCommit[]
}

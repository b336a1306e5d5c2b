/**
 * The state of a simulated chain: the blocks of the canonical chain, each after its parent, and the waiting transactions.
 *
 * Only the newest blocks are kept; a fork goes back at most two blocks.
 */
import type { Ledger, SimulatedNeuron, StoredWeights } from './ledger.js'
import { openLedger } from './ledger.js'
import type { Hyperparameters } from '../../network/metagraph.js'
import type { SubmitAnswer } from '../../validator/ports.js'
import type { Submission } from '../../chain/preflight/chain-state.js'
import type * as t from 'io-ts'

/** A signed `set_weights` call, which may be included up to the block `valid_until`. */
export interface Transaction {
  readonly id: number
  readonly signer: string
  readonly submission: Submission
  readonly valid_until: number
}

/** A transaction in the pool; `not_before` is the first block that may include it. */
export interface Waiting {
  readonly transaction: Transaction
  readonly not_before: number
}

/**
 * A block. `id` counts every block that was built, so two blocks of the same height on different branches have
 * different ids.
 */
export interface SimulatedBlock {
  readonly height: number
  readonly id: number
  /** Null for the first. */
  readonly parent: number | null
  readonly transactions: readonly Transaction[]
  readonly ledger: Ledger
}

export interface SubtensorState {
  /** The canonical chain, the oldest block first. The first is the genesis until it is too old to be kept. */
  readonly blocks: readonly SimulatedBlock[]
  readonly pool: readonly Waiting[]
  /** The number of blocks built so far, and of transactions that the pool has accepted. */
  readonly built: number
  readonly taken: number
  readonly seed: number
  readonly rules: Rules
}

/** Which rules the chain has; see the keys of the same names of `ChainState`. */
export interface Rules {
  /** The runtime's `spec_version`. Without it, the rules are those of the newest runtime that is known. */
  readonly spec?: number
  /** Whether the pool checks the rate limit too. Then a call that comes too early is not included in a block. */
  readonly pool_checks_rate_limit?: boolean
}

/** The status of a transaction. `Included` and `Refused` are about the canonical chain, so a fork may change them. */
export type Fate = SubmitAnswer | { readonly _tag: 'Pending' } | { readonly _tag: 'Expired' } | { readonly _tag: 'Lost' }

/** The result of a transition for a transaction. */
export interface Outcome {
  readonly id: number
  readonly fate: Fate
}

export interface Transition {
  readonly state: SubtensorState
  readonly outcomes: readonly Outcome[]
}

/** The start of a simulated chain: the documents of a metagraph, and `seed`, a u32 that decides where forks put transactions. */
export interface SimulatedGenesis extends Rules {
  readonly netuid: number
  readonly block: number
  readonly neurons: readonly SimulatedNeuron[]
  readonly hyperparameters: t.OutputOf<typeof Hyperparameters>
  readonly owner?: { readonly hotkey: string; readonly coldkey: string }
  /** Weights that are stored from the beginning, by the uid whose weights they are. */
  readonly weights?: readonly (readonly [uid: number, weights: StoredWeights])[]
  readonly seed?: number
}

const rulesOf = ({ spec, pool_checks_rate_limit }: Rules): Rules => ({
  ...(spec === undefined ? {} : { spec }),
  ...(pool_checks_rate_limit === undefined ? {} : { pool_checks_rate_limit }),
})

export const genesisState = (genesis: SimulatedGenesis): SubtensorState => ({
  blocks: [{ height: genesis.block, id: 0, parent: null, transactions: [], ledger: openLedger(genesis) }],
  pool: [],
  built: 1,
  taken: 0,
  seed: genesis.seed ?? 0,
  rules: rulesOf(genesis),
})

export const headOf = ({ blocks }: SubtensorState): SimulatedBlock => blocks[blocks.length - 1]!

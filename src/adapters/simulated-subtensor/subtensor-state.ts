/**
 * A simulated chain at one moment: the blocks of the canonical chain, each on its parent, and the transactions that wait.
 *
 * Only the newest blocks are kept; a fork goes back two at most.
 */
import type { Ledger, SimulatedNeuron } from './ledger.js'
import { openLedger } from './ledger.js'
import type { Hyperparameters } from '../../network/metagraph.js'
import type { SubmitAnswer } from '../../validator/ports.js'
import type { Submission } from '../../chain/preflight/chain-state.js'
import type * as t from 'io-ts'

/** A `set_weights` that was signed, to be included up to the block `valid_until`. */
export interface Transaction {
  readonly id: number
  readonly signer: string
  readonly submission: Submission
  readonly valid_until: number
}

/** A transaction in the pool; no block before `not_before` includes it. */
export interface Waiting {
  readonly transaction: Transaction
  readonly not_before: number
}

/** A block; `id` counts every block that was ever built, so blocks of one height on two branches differ. */
export interface SimulatedBlock {
  readonly height: number
  readonly id: number
  /** Null for the first. */
  readonly parent: number | null
  readonly transactions: readonly Transaction[]
  readonly ledger: Ledger
}

export interface SubtensorState {
  /** The canonical chain, oldest first; the genesis is the first until it is too old to be kept. */
  readonly blocks: readonly SimulatedBlock[]
  readonly pool: readonly Waiting[]
  /** Blocks built so far, and transactions that the pool has taken. */
  readonly built: number
  readonly taken: number
  readonly seed: number
  readonly pool_checks_rate_limit: boolean
}

/** Where a transaction stands. `Included` and `Refused` are those of the canonical chain: a fork may change them. */
export type Fate = SubmitAnswer | { readonly _tag: 'Pending' } | { readonly _tag: 'Expired' } | { readonly _tag: 'Lost' }

/** What a transition made of a transaction. */
export interface Outcome {
  readonly id: number
  readonly fate: Fate
}

export interface Transition {
  readonly state: SubtensorState
  readonly outcomes: readonly Outcome[]
}

/** What a simulated chain begins with: the documents of a metagraph, and `seed`, a u32 that decides where forks put transactions. */
export interface SimulatedGenesis {
  readonly netuid: number
  readonly block: number
  readonly neurons: readonly SimulatedNeuron[]
  readonly hyperparameters: t.OutputOf<typeof Hyperparameters>
  readonly owner?: { readonly hotkey: string; readonly coldkey: string }
  readonly seed?: number
  /** As runtimes do since the middle of 2026: what is too fast never gets into a block. */
  readonly pool_checks_rate_limit?: boolean
}

export const genesisState = (genesis: SimulatedGenesis): SubtensorState => ({
  blocks: [{ height: genesis.block, id: 0, parent: null, transactions: [], ledger: openLedger(genesis) }],
  pool: [],
  built: 1,
  taken: 0,
  seed: genesis.seed ?? 0,
  pool_checks_rate_limit: genesis.pool_checks_rate_limit ?? false,
})

export const headOf = ({ blocks }: SubtensorState): SimulatedBlock => blocks[blocks.length - 1]!

/**
 * The state of a simulated chain: the blocks of the canonical chain, each after its parent, and the waiting transactions.
 *
 * Only the newest blocks are kept; a fork goes back at most two blocks.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { CommitFate } from '../../chain/commits/reveal-due.js'
import type { StoredWeights } from '../../chain/commits/weights-ledger.js'
import type { Hyperparameters, Metagraph } from '../../network/metagraph.js'
import { Schedule } from '../../network/look.js'
import { faultsOf, showFault } from '../../units/codec/fault.js'
import { struct } from '../../units/codec/struct.js'
import { U16 } from '../../units/integer/u16.js'
import type { EpochCounters } from '../../chain/schedule/epoch-schedule.js'
import { withSafetyNet } from '../../chain/schedule/schedule-rules.js'
import { scheduleAtUpgrade } from '../../chain/schedule/schedule-at-upgrade.js'
import { lastModuloEpoch } from '../../chain/schedule/modulo-epochs.js'
import type { SubmitAnswer } from '../../validator/ports.js'
import type { Ledger, SimulatedNeuron } from './ledger.js'
import { metagraphOf } from './ledger.js'
import type { ReadCall } from './read-call.js'
import type { Runtime, RuntimeOptions } from './runtime.js'
import { refused, runtimeOf } from './runtime.js'

/** A signed call, which may be included up to the block `valid_until`. */
export interface Transaction {
  readonly id: number
  readonly signer: string
  readonly call: ReadCall
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
  /** What the block made of commits, before its transactions. */
  readonly fates: readonly CommitFate[]
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
  readonly runtime: Runtime
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

/**
 * The start of a simulated chain: the documents of a metagraph, the runtime, and `seed`, a u32 that decides where forks put
 * transactions.
 */
export interface SimulatedGenesis extends RuntimeOptions {
  readonly netuid: number
  readonly block: number
  readonly neurons: readonly SimulatedNeuron[]
  readonly hyperparameters: t.OutputOf<typeof Hyperparameters>
  readonly owner?: { readonly hotkey: string; readonly coldkey: string }
  /** Weights that are stored from the beginning, by the uid whose weights they are. */
  readonly weights?: readonly (readonly [uid: number, weights: StoredWeights])[]
  /** The epoch schedule at `block`, where the runtime keeps one. By default it is that of a chain that was upgraded to spec 423 in the next block. */
  readonly schedule?: Schedule
  readonly seed?: number
}

/** The counters at the genesis. */
const countersOf = ({ schedule }: SimulatedGenesis, { netuid, block, hyperparameters }: Metagraph, runtime: Runtime): EpochCounters => {
  const { tempo } = hyperparameters
  const last = lastModuloEpoch(netuid, tempo)(block)
  const upgraded = scheduleAtUpgrade({ netuid, tempo, block: block + 1, blocks_since_last_step: block - (last ?? block) })
  // Its values were read by codecs, so nothing is refused.
  const counters = schedule ?? (upgraded as { readonly right: EpochCounters }).right
  return runtime.form === null ? counters : withSafetyNet(runtime.form, { ...counters, tempo })
}

const Rows = t.readonlyArray(t.tuple([U16, struct('a row', { uids: t.readonlyArray(U16), weights: t.readonlyArray(U16) }, {})]))
const Opening = struct('a genesis', {}, { weights: Rows, schedule: Schedule })

const openLedger = (genesis: SimulatedGenesis, runtime: Runtime, metagraph: Metagraph): Ledger => ({
  metagraph,
  axons: new Map(genesis.neurons.flatMap(({ hotkey, axon }) => (axon === undefined ? [] : [[hotkey, axon]]))),
  weights: new Map(genesis.weights ?? []),
  commits: new Map(),
  departed: new Map(),
  reveal_period_epochs: genesis.reveal_period_epochs ?? 1,
  pulses: { stored: new Set(), last: 0n },
  schedule: countersOf(genesis, metagraph, runtime),
  bonds: [],
  consensus: new Uint16Array(0),
  last_step: lastModuloEpoch(metagraph.netuid, metagraph.hyperparameters.tempo)(metagraph.block) ?? 0,
})

export const genesisState = (genesis: SimulatedGenesis): SubtensorState => {
  const metagraph = metagraphOf(genesis)
  const runtime = runtimeOf(genesis, metagraph.hyperparameters)
  const opening = Opening.decode(genesis)
  if (isLeft(opening)) throw refused(faultsOf(opening.left).map(showFault).join('; '))
  return {
    blocks: [
      { height: metagraph.block, id: 0, parent: null, transactions: [], fates: [], ledger: openLedger(genesis, runtime, metagraph) },
    ],
    pool: [],
    built: 1,
    taken: 0,
    seed: genesis.seed ?? 0,
    runtime,
  }
}

export const headOf = ({ blocks }: SubtensorState): SimulatedBlock => blocks[blocks.length - 1]!

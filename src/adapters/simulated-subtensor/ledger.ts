/**
 * What the simulated chain holds after a block. A ledger is immutable: a block that changes something has a new ledger. So a
 * fork only goes back to an earlier ledger.
 *
 * As on subtensor, rows, last updates, permits and bonds belong to the uid; stake and commits belong to the hotkey.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import type * as t from 'io-ts'
import type { EpochClock } from '../../chain/schedule/epoch-seen.js'
import type { StoredWeights, WeightsLedger } from '../../chain/commits/weights-ledger.js'
import type { ChainRules } from '../../chain/preflight/chain-rules.js'
import type { EpochCounters } from '../../chain/schedule/epoch-schedule.js'
import type { StoredRow } from '../../chain/yuma/sparse-rows.js'
import type { Hyperparameters, Metagraph, MetagraphNeuron } from '../../network/metagraph.js'
import { MetagraphDocument, neuronByHotkey, readMetagraph } from '../../network/metagraph.js'
import { showSnapshotError } from '../../network/snapshot-error.js'
import { toHex } from '../../units/text/hex.js'
import type { Runtime } from './runtime.js'

/** The address at which a miner is served. */
export interface Axon {
  readonly ip: string
  readonly port: number
}

/** A neuron in the documents of the simulated chain. */
export type SimulatedNeuron = t.OutputOf<typeof MetagraphNeuron> & { readonly axon?: Axon }

/** The pulses of the beacon that the chain has stored. */
export interface Pulses {
  readonly stored: ReadonlySet<bigint>
  /** `LastStoredRound`: the highest. */
  readonly last: bigint
}

export interface Ledger extends WeightsLedger {
  /** Its `block` is that of the genesis; the current height is in the block. */
  readonly metagraph: Metagraph
  /** By hotkey. */
  readonly axons: ReadonlyMap<string, Axon>
  /** The stakes of hotkeys without a uid. */
  readonly departed: ReadonlyMap<string, bigint>
  readonly reveal_period_epochs: number
  readonly pulses: Pulses
  /** As the block left it. Up to spec 422 only its tempo is used. */
  readonly schedule: EpochCounters
  readonly bonds: readonly StoredRow[]
  /** The consensus that the last epoch stored, by uid; empty before the first. */
  readonly consensus: Uint16Array
  /** `LastMechansimStepBlock`: the block of the last epoch, 0 before the first. */
  readonly last_step: number
}

/**
 * The metagraph that a document describes. Throws when the document is malformed, because that is a mistake in the setup of the
 * simulation.
 */
export const metagraphOf = (document: unknown): Metagraph => {
  const read = readMetagraph(document)
  if (isLeft(read)) throw new Error(`no subnet can be simulated of this: ${read.left.map(showSnapshotError).join('; ')}`)
  return read.right
}

/** The stake of a hotkey in rao, whether or not it has a uid. */
export const stakeOf = ({ metagraph, departed }: Pick<Ledger, 'metagraph' | 'departed'>, hotkey: string): bigint =>
  toNullable(neuronByHotkey(metagraph)(hotkey))?.stake ?? departed.get(hotkey) ?? 0n

/** What the epoch of a block follows from: the ledger is that of the block, or of the block before it. */
export const clockOf = ({ metagraph, schedule }: Ledger, rules: ChainRules, current_block: number): EpochClock => ({
  rules,
  netuid: metagraph.netuid,
  schedule: { ...schedule, current_block },
})

const NO_WEIGHTS: StoredWeights = { uids: [], weights: [] }

/** The subnet's document at a height, without its hyperparameters. */
export const networkDocument = ({ metagraph, axons }: Ledger, height: number): object => {
  const { hyperparameters: _, ...network } = MetagraphDocument.encode(metagraph)
  const neurons = network.neurons.map((neuron): SimulatedNeuron => {
    const axon = axons.get(neuron.hotkey)
    return axon === undefined ? neuron : { ...neuron, axon: { ...axon } }
  })
  return { ...network, block: height, neurons }
}

export const hyperparametersDocument = ({ metagraph }: Pick<Ledger, 'metagraph'>): t.OutputOf<typeof Hyperparameters> =>
  MetagraphDocument.encode(metagraph).hyperparameters

/** The subnet at a height as one of its hotkeys sees it. A schedule is shown where the runtime keeps one. */
export const lookDocument = (ledger: Ledger, height: number, hotkey: string, runtime: Runtime): object => {
  const uid = toNullable(neuronByHotkey(ledger.metagraph)(hotkey))?.uid
  const { uids, weights } = (uid === undefined ? undefined : ledger.weights.get(uid)) ?? NO_WEIGHTS
  const row = uids.map((to, i) => [to, weights[i]!])
  const commits = [...ledger.commits].flatMap(([epoch, queue]) =>
    queue
      .filter((queued) => queued.hotkey === hotkey)
      .map(({ block, reveal_round, commit }) => ({
        epoch,
        block,
        reveal_round: Number(reveal_round),
        commit: toHex(commit ?? new Uint8Array(0)),
      })),
  )
  const { reveal_period_epochs, pulses } = ledger
  return {
    ...networkDocument(ledger, height),
    hyperparameters: hyperparametersDocument(ledger),
    row,
    commits,
    ...(runtime.form === null ? {} : { schedule: { ...ledger.schedule } }),
    commit_reveal: { version: runtime.commit_reveal_version, reveal_period_epochs, last_stored_round: Number(pulses.last) },
    spec: runtime.rules.spec,
  }
}

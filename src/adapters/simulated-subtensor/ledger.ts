/**
 * What the simulated chain holds after a block. A ledger is immutable: a block that changes something has a new ledger. So a
 * fork only goes back to an earlier ledger.
 *
 * As on subtensor, `last_update` and the stored weights belong to the uid and stay when another hotkey takes it; stake belongs
 * to the hotkey.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import type * as t from 'io-ts'
import { showSnapshotError } from '../../network/snapshot-error.js'
import type { Submission } from '../../chain/preflight/chain-state.js'
import { maxUpscale } from '../../chain/stored/max-upscale.js'
import type { Hyperparameters, Metagraph, MetagraphNeuron } from '../../network/metagraph.js'
import { MetagraphDocument, neuronByHotkey, readMetagraph } from '../../network/metagraph.js'
import type { Block } from '../../units/integer/block.js'

/** The address at which a miner is served. */
export interface Axon {
  readonly ip: string
  readonly port: number
}

/** A neuron in the documents of the simulated chain. */
export type SimulatedNeuron = t.OutputOf<typeof MetagraphNeuron> & { readonly axon?: Axon }

/** Weights as they are stored, scaled up: `uids[i]` has `weights[i]`. */
export interface StoredWeights {
  readonly uids: readonly number[]
  readonly weights: readonly number[]
}

export interface Ledger {
  /** Its `block` is that of the genesis; the current height is in the block. */
  readonly metagraph: Metagraph
  /** By hotkey. */
  readonly axons: ReadonlyMap<string, Axon>
  /** By uid. */
  readonly weights: ReadonlyMap<number, StoredWeights>
  /** The stakes of hotkeys without a uid. */
  readonly departed: ReadonlyMap<string, bigint>
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

export const openLedger = (document: {
  readonly neurons: readonly SimulatedNeuron[]
  readonly weights?: readonly (readonly [uid: number, weights: StoredWeights])[]
}): Ledger => ({
  metagraph: metagraphOf(document),
  axons: new Map(document.neurons.flatMap(({ hotkey, axon }) => (axon === undefined ? [] : [[hotkey, axon]]))),
  weights: new Map(document.weights ?? []),
  departed: new Map(),
})

/** The stake of a hotkey in rao, whether or not it has a uid. */
export const stakeOf = ({ metagraph, departed }: Ledger, hotkey: string): bigint =>
  toNullable(neuronByHotkey(metagraph)(hotkey))?.stake ?? departed.get(hotkey) ?? 0n

/** The ledger after a neuron has set weights in a block. */
export const withWeights = (ledger: Ledger, uid: number, submission: Submission, height: number): Ledger => {
  const neurons = ledger.metagraph.neurons.map((neuron) => (neuron.uid === uid ? { ...neuron, last_update: height as Block } : neuron))
  const stored = { uids: [...submission.uids], weights: [...maxUpscale(submission.weights)] }
  return { ...ledger, metagraph: { ...ledger.metagraph, neurons }, weights: new Map(ledger.weights).set(uid, stored) }
}

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

export const hyperparametersDocument = ({ metagraph }: Ledger): t.OutputOf<typeof Hyperparameters> =>
  MetagraphDocument.encode(metagraph).hyperparameters

/** The subnet at a height as one of its hotkeys sees it. */
export const lookDocument = (ledger: Ledger, height: number, hotkey: string): object => {
  const uid = toNullable(neuronByHotkey(ledger.metagraph)(hotkey))?.uid
  const { uids, weights } = (uid === undefined ? undefined : ledger.weights.get(uid)) ?? NO_WEIGHTS
  const row = uids.map((to, i) => [to, weights[i]!])
  return { ...networkDocument(ledger, height), hyperparameters: hyperparametersDocument(ledger), row, commits: [] }
}

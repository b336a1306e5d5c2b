/**
 * Changes to the subnet that a caller orders. They take effect immediately. A fork keeps them, as if they had been made before
 * the branches separated.
 */
import { U64 } from '../../units/integer/u64.js'
import type { Ledger, SimulatedNeuron } from './ledger.js'
import { hyperparametersDocument, metagraphOf, networkDocument, stakeOf } from './ledger.js'
import type { SimulatedGenesis, SubtensorState } from './subtensor-state.js'
import { headOf } from './subtensor-state.js'

/** A new neuron. Defaults: the stake that the hotkey had, no permit, no axon, and the hotkey as coldkey. */
export type Newcomer = Pick<SimulatedNeuron, 'hotkey'> & Partial<Pick<SimulatedNeuron, 'coldkey' | 'stake' | 'validator_permit' | 'axon'>>

type Change = (ledger: Ledger) => Ledger

/** Blocks that share a ledger also share the changed ledger. */
export const amend = (state: SubtensorState, change: Change): SubtensorState => {
  const changed = new Map<Ledger, Ledger>()
  const amended = (ledger: Ledger): Ledger => {
    const known = changed.get(ledger) ?? change(ledger)
    changed.set(ledger, known)
    return known
  }
  return { ...state, blocks: state.blocks.map((block) => ({ ...block, ledger: amended(block.ledger) })) }
}

/** The ledger with the neurons and hyperparameters of the documents. Throws when a document is malformed. */
const rewritten = (ledger: Ledger, neurons: readonly object[], hyperparameters: object): Ledger => {
  const network = networkDocument(ledger, ledger.metagraph.block)
  return { ...ledger, metagraph: metagraphOf({ ...network, neurons, hyperparameters }) }
}

const rawNeurons = (ledger: Ledger): readonly SimulatedNeuron[] =>
  (networkDocument(ledger, 0) as { readonly neurons: readonly SimulatedNeuron[] }).neurons

const seated = (ledger: Ledger, { axon, ...newcomer }: Newcomer, uid: number, height: number, last_update: number): Ledger => {
  const { hotkey } = newcomer
  const old = ledger.metagraph.neurons.find((neuron) => neuron.uid === uid)
  const neuron = {
    uid,
    coldkey: hotkey,
    validator_permit: false,
    stake: U64.encode(stakeOf(ledger, hotkey) as U64),
    registered_at_block: height,
    last_update,
    ...newcomer,
  }
  const departed = new Map(ledger.departed)
  departed.delete(hotkey)
  if (old !== undefined) departed.set(old.hotkey, old.stake)
  const axons = new Map(ledger.axons)
  if (old !== undefined) axons.delete(old.hotkey)
  if (axon !== undefined) axons.set(hotkey, axon)
  const neurons = [...rawNeurons(ledger).filter((other) => other.uid !== uid), neuron]
  return { ...rewritten(ledger, neurons, hyperparametersDocument(ledger)), axons, departed }
}

/** Adds a neuron at the next uid. Its last update is the block of its registration, as on subtensor. */
export const registered = (state: SubtensorState, newcomer: Newcomer): { readonly state: SubtensorState; readonly uid: number } => {
  const { height, ledger } = headOf(state)
  const uid = ledger.metagraph.neurons.reduce((next, neuron) => Math.max(next, neuron.uid + 1), 0)
  return { state: amend(state, (old) => seated(old, newcomer, uid, height, height)), uid }
}

/** Gives a uid to another hotkey. The uid keeps its last update and its weights. */
export const replaced = (state: SubtensorState, uid: number, newcomer: Newcomer): SubtensorState => {
  const { height } = headOf(state)
  return amend(state, (old) => {
    const neuron = old.metagraph.neurons.find((other) => other.uid === uid)
    if (neuron === undefined) throw new Error(`nobody sits at uid ${uid}`)
    return seated(old, newcomer, uid, height, neuron.last_update)
  })
}

/** Changes some keys of a neuron's document. A stake may also be set for a hotkey without a uid. */
export const withNeuron = (
  state: SubtensorState,
  hotkey: string,
  changes: Partial<Pick<SimulatedNeuron, 'stake' | 'validator_permit'>>,
): SubtensorState =>
  amend(state, (old) => {
    const neurons = rawNeurons(old)
    if (neurons.some((neuron) => neuron.hotkey === hotkey))
      return rewritten(
        old,
        neurons.map((neuron) => (neuron.hotkey === hotkey ? { ...neuron, ...changes } : neuron)),
        hyperparametersDocument(old),
      )
    if (changes.stake === undefined) throw new Error(`${hotkey} holds no slot`)
    return { ...old, departed: new Map(old.departed).set(hotkey, BigInt(changes.stake)) }
  })

/** Changes some hyperparameters. */
export const withHyperparameters = (state: SubtensorState, changes: Partial<SimulatedGenesis['hyperparameters']>): SubtensorState =>
  amend(state, (old) => rewritten(old, rawNeurons(old), { ...hyperparametersDocument(old), ...changes }))

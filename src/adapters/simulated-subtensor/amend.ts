/**
 * Changes to the subnet that a caller orders. They take effect immediately. A fork keeps them, as if they had been made before
 * the branches separated.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { mayBeTaken, takeSlot } from '../../chain/commits/slot-takeover.js'
import type { ChainRules } from '../../chain/preflight/chain-rules.js'
import type { EpochCounters } from '../../chain/schedule/epoch-schedule.js'
import { setTempo } from '../../chain/schedule/set-tempo.js'
import { showScheduleRefusal } from '../../chain/schedule/schedule-refusal.js'
import { Count } from '../../units/codec/count.js'
import type { Runtime } from './runtime.js'
import type { MetagraphNeuron } from '../../network/metagraph.js'
import { U64 } from '../../units/integer/u64.js'
import type { Ledger, SimulatedNeuron } from './ledger.js'
import { hyperparametersDocument, metagraphOf, networkDocument, stakeOf } from './ledger.js'
import type { SimulatedGenesis, SubtensorState } from './subtensor-state.js'
import { headOf } from './subtensor-state.js'

/** A new neuron. Defaults: the stake that the hotkey had, the permit that the runtime gives, no axon, and the hotkey as coldkey. */
export type SimulatedNewcomer = Pick<SimulatedNeuron, 'hotkey'> &
  Partial<Pick<SimulatedNeuron, 'coldkey' | 'stake' | 'validator_permit' | 'axon'>>

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

/** The ledger in which a hotkey has a slot: with its axon, and no longer among those without one. */
const arrived = (ledger: Ledger, hotkey: string, axon: SimulatedNewcomer['axon']): Ledger => {
  const departed = new Map(ledger.departed)
  departed.delete(hotkey)
  const axons = new Map(ledger.axons)
  if (axon !== undefined) axons.set(hotkey, axon)
  return { ...ledger, departed, axons }
}

const documentOf = (
  ledger: Ledger,
  { hotkey, coldkey = hotkey, stake, validator_permit = false }: SimulatedNewcomer,
  uid: number,
  height: number,
) => ({
  uid,
  hotkey,
  coldkey,
  stake: stake ?? U64.encode(stakeOf(ledger, hotkey) as U64),
  validator_permit,
  registered_at_block: height,
  last_update: height,
})

/** Adds a neuron at the next uid. Its last update is the block of its registration, as on subtensor. */
export const registered = (
  state: SubtensorState,
  newcomer: SimulatedNewcomer,
): { readonly state: SubtensorState; readonly uid: number } => {
  const { height, ledger } = headOf(state)
  const uid = ledger.metagraph.neurons.reduce((next, neuron) => Math.max(next, neuron.uid + 1), 0)
  const added = (old: Ledger): Ledger =>
    arrived(
      rewritten(old, [...rawNeurons(old), documentOf(old, newcomer, uid, height)], hyperparametersDocument(old)),
      newcomer.hotkey,
      newcomer.axon,
    )
  return { state: amend(state, added), uid }
}

/** The newcomer as the chain's documents have it, read and checked. */
const readNewcomer = (ledger: Ledger, newcomer: SimulatedNewcomer, uid: number, height: number): MetagraphNeuron => {
  const others = rawNeurons(ledger).filter((other) => other.uid !== uid)
  const { metagraph } = rewritten(ledger, [...others, documentOf(ledger, newcomer, uid, height)], hyperparametersDocument(ledger))
  return metagraph.neurons.find((neuron) => neuron.uid === uid)!
}

const taken = (old: Ledger, uid: number, newcomer: SimulatedNewcomer, height: number, rules: ChainRules): Ledger => {
  const before = old.metagraph.neurons.find((neuron) => neuron.uid === uid)
  if (before === undefined) throw new Error(`nobody sits at uid ${uid}`)
  if (!mayBeTaken(old.metagraph, uid)) throw new Error(`uid ${uid} is the owner's, and the chain never gives it away`)
  const { validator_permit, last_update: _, incentive: __, ...arriving } = readNewcomer(old, newcomer, uid, height)
  const seated = takeSlot(rules)(old, arriving)
  const neurons =
    newcomer.validator_permit === undefined
      ? seated.metagraph.neurons
      : seated.metagraph.neurons.map((neuron) => (neuron.uid === uid ? { ...neuron, validator_permit } : neuron))
  const departed = new Map(old.departed).set(before.hotkey, before.stake)
  const axons = new Map(old.axons)
  axons.delete(before.hotkey)
  const bonds = old.bonds.filter(([by]) => by !== uid)
  const left: Ledger = { ...seated, metagraph: { ...seated.metagraph, neurons }, departed, axons, bonds }
  return arrived(left, newcomer.hotkey, newcomer.axon)
}

/** Gives a uid to another hotkey, by the rules of the runtime. Throws for a uid that nobody has, and for the owner's. */
export const replaced = (state: SubtensorState, uid: number, newcomer: SimulatedNewcomer): SubtensorState => {
  const { height } = headOf(state)
  return amend(state, (old) => taken(old, uid, newcomer, height, state.runtime.rules))
}

/** Changes some keys of a neuron's document. A stake may also be set for a hotkey without a uid. */
export const withNeuron = (
  state: SubtensorState,
  hotkey: string,
  changes: Partial<Pick<SimulatedNeuron, 'stake' | 'validator_permit' | 'registered_at_block'>>,
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

/** The schedule after root has set the tempo in the newest block. The freeze window is not in the way of a simulation. */
const withTempo = ({ form }: Runtime, schedule: EpochCounters, tempo: number, block: number): EpochCounters => {
  if (form === null || tempo === schedule.tempo) return { ...schedule, tempo }
  const set = setTempo(form)({ block, tempo, by: 'root', admin_freeze_window: 0 })(schedule)
  if (isLeft(set)) throw new Error(showScheduleRefusal(set.left))
  return set.right
}

/** Changes some hyperparameters. A new tempo is root's: since spec 423 the schedule begins again in the newest block. */
export const withHyperparameters = (state: SubtensorState, changes: Partial<SimulatedGenesis['hyperparameters']>): SubtensorState => {
  const { height } = headOf(state)
  return amend(state, (old) => {
    const changed = rewritten(old, rawNeurons(old), { ...hyperparametersDocument(old), ...changes })
    return { ...changed, schedule: withTempo(state.runtime, old.schedule, changed.metagraph.hyperparameters.tempo, height) }
  })
}

/** Changes the reveal period. */
export const withRevealPeriod = (state: SubtensorState, reveal_period_epochs: number): SubtensorState => {
  if (!Count.is(reveal_period_epochs)) throw new Error(`the reveal period: expected ${Count.name}, found ${reveal_period_epochs}`)
  return amend(state, (old) => ({ ...old, reveal_period_epochs }))
}

/** Stores the pulse of a round. */
export const withPulse = (state: SubtensorState, round: bigint): SubtensorState => {
  if (!U64.is(round)) throw new Error(`a round: expected ${U64.name}, found ${String(round)}`)
  return amend(state, (old) => {
    const { stored, last } = old.pulses
    return { ...old, pulses: { stored: new Set(stored).add(round), last: round > last ? round : last } }
  })
}

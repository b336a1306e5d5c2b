/**
 * What happens to a slot when another hotkey takes it: to its row, its last update and its permit, and to what others gave to its uid.
 *
 * Source: `replace_neuron` and `clear_neuron` of subtensor. Commits belong to hotkeys and stay: a commit of the hotkey that lost the slot is
 * refused at its reveal, and one about the uid that was made before is applied with the newcomer in the slot.
 */
import type { Metagraph, MetagraphNeuron } from '../../network/metagraph.js'
import type { ChainRules } from '../preflight/chain-rules.js'
import type { Block } from '../../units/integer/block.js'
import type { StoredWeights, WeightsLedger } from './weights-ledger.js'

/** The newcomer, under the uid that it takes. */
export type Newcomer = Pick<MetagraphNeuron, 'uid' | 'hotkey' | 'coldkey' | 'stake' | 'registered_at_block'>

const without = (uid: number, { uids, weights }: StoredWeights): StoredWeights =>
  uids.includes(uid) ? { uids, weights: weights.map((weight, i) => (uids[i] === uid ? 0 : weight)) } : { uids, weights }

/**
 * Whether the chain gives the slot of a uid to a newcomer: not that of the owner's hotkey, and none that nobody has.
 *
 * @example
 * ```ts
 * import { mayBeTaken } from 'steelyard/chain'
 * const metagraph = { neurons: [{ uid: 0, hotkey: '5O' }, { uid: 1, hotkey: '5A' }], owner: { hotkey: '5O', coldkey: '5C' } }
 * mayBeTaken(metagraph, 0) // => false
 * mayBeTaken(metagraph, 1) // => true
 * mayBeTaken(metagraph, 2) // => false
 * ```
 */
export const mayBeTaken = ({ neurons, owner }: Pick<Metagraph, 'neurons' | 'owner'>, uid: number): boolean =>
  neurons.some((neuron) => neuron.uid === uid && neuron.hotkey !== owner?.hotkey)

/**
 * The ledger after a newcomer has taken a slot. A slot that may not be taken stays as it is.
 *
 * Until spec 319 the newcomer has the row, the last update and the permit of the one before. Since 320 the row is gone and every entry about the
 * uid is 0; since 397 the last update is the block of the registration; since 411 there is no permit. The incentive is 0 always.
 *
 * @example
 * ```ts
 * import { chainRules, takeSlot } from 'steelyard/chain'
 * const neurons = [{ uid: 0, hotkey: '5V' }, { uid: 1, hotkey: '5A', validator_permit: true, last_update: 800 }]
 * const weights = new Map([[0, { uids: [0, 1], weights: [9, 65535] }]])
 * const newcomer = { uid: 1, hotkey: '5B', coldkey: '5C', stake: 0n, registered_at_block: 900 }
 * const after = takeSlot(chainRules(411).right)({ metagraph: { neurons }, weights, commits: new Map() }, newcomer)
 * after.weights.get(0).weights // => [9, 0]
 * const [, { hotkey, validator_permit, last_update }] = after.metagraph.neurons
 * const found = [hotkey, validator_permit, last_update]
 * found // => ['5B', false, 900]
 * ```
 */
export const takeSlot =
  ({ holds }: ChainRules) =>
  <L extends WeightsLedger>(ledger: L, newcomer: Newcomer): L => {
    const { metagraph } = ledger
    const { uid } = newcomer
    if (!mayBeTaken(metagraph, uid)) return ledger
    const seated = (old: MetagraphNeuron): MetagraphNeuron => ({
      ...newcomer,
      validator_permit: !holds('takeoverClearsPermit') && old.validator_permit,
      last_update: holds('takeoverIsAnUpdate') ? (newcomer.registered_at_block as Block) : old.last_update,
      ...(old.incentive === undefined ? {} : { incentive: 0 as NonNullable<MetagraphNeuron['incentive']> }),
    })
    const neurons = metagraph.neurons.map((neuron) => (neuron.uid === uid ? seated(neuron) : neuron))
    const rows = [...ledger.weights].filter(([by]) => by !== uid).map(([by, row]) => [by, without(uid, row)] as const)
    return { ...ledger, metagraph: { ...metagraph, neurons }, weights: holds('takeoverClearsRows') ? new Map(rows) : ledger.weights }
  }

/**
 * Whose traces are removed: hotkeys that are registered no more, that were registered again, or that moved to another uid. A trace belongs
 * to one registration, so whoever takes over a uid must not inherit the traces of the hotkey before.
 */
import type { MetagraphNeuron } from '../../network/metagraph.js'
import type { Registration } from '../../network/reconcile.js'
import { reconcile } from '../../network/reconcile.js'
import type { Network } from '../network.js'
import type { Seen, Slot } from '../state.js'
import type { MinerPerformanceRecord, WeightSubmissionRecord } from '../../storage/tables.js'

/** The hotkeys that the last submission paid, in the form in which the chain would have shown them then. */
const paidBy = ({ uids, hotkeys, decided_block }: WeightSubmissionRecord, { metagraph }: Network): readonly Slot[] => {
  const since = new Map<string, number>(metagraph.neurons.map(({ hotkey, registered_at_block }) => [hotkey, registered_at_block]))
  return uids.map((uid, i) => {
    const hotkey = hotkeys[i]!
    const registered = since.get(hotkey) ?? 0
    return { uid, hotkey, registered_at_block: registered <= decided_block ? registered : 0 }
  })
}

/** The hotkeys that are gone since the chain was last seen. After a start, it is since weights were last sent. */
export const goneSince = (seen: Seen | null, last: WeightSubmissionRecord | null, network: Network): readonly string[] => {
  const before = seen?.slots ?? (last === null ? [] : paidBy(last, network))
  const { deregistered, reregistered, moved } = reconcile({ neurons: before as readonly Registration[] }, network.metagraph)
  return [...deregistered, ...reregistered, ...moved].map(({ hotkey }) => hotkey)
}

/**
 * The hotkeys of records whose miner sits at another uid by now, or was registered after its weights were included. So it is found out
 * what happened while the validator did not run.
 */
export const goneAmong = (records: readonly MinerPerformanceRecord[], { metagraph }: Network): readonly string[] => {
  const seats = new Map<string, MetagraphNeuron>(metagraph.neurons.map((neuron) => [neuron.hotkey, neuron]))
  return records.flatMap(({ miner_hotkey, miner_uid, weight_submission_block }) => {
    const neuron = seats.get(miner_hotkey)
    const stayed = neuron?.uid === miner_uid && neuron.registered_at_block <= (weight_submission_block ?? 0)
    return stayed ? [] : [miner_hotkey]
  })
}

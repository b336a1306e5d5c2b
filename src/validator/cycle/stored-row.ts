/** Whether the chain's row of a signer is what a submission sent. */
import { matchesRow } from '../../chain/stored/matches-row.js'
import type { MetagraphNeuron } from '../../network/metagraph.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import type { Network } from '../network.js'

/** Null where the row can't be read. An entry may be 0 where its uid was registered anew since. */
export const isStored = (
  { uids, hotkeys, weights, decided_block }: WeightSubmissionRecord,
  { metagraph: { row, neurons } }: Network,
): boolean | null => {
  if (row === undefined) return null
  const seats = new Map<number, MetagraphNeuron>(neurons.map((neuron) => [neuron.uid, neuron]))
  const isTakenOver = (uid: number): boolean => {
    const seat = seats.get(uid)
    return seat === undefined || seat.hotkey !== hotkeys[uids.indexOf(uid)] || seat.registered_at_block > decided_block
  }
  return matchesRow({ uids, weights, isTakenOver })(row)
}

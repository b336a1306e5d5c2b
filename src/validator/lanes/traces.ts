/**
 * What is kept of how each weight came about: stored once the chain has the weights, completed once it has had its say, removed
 * with the registration that it belongs to.
 *
 * Whatever goes wrong with it, weights are set: it is written by itself, and its failures are only told.
 */
import type { MinerTrace } from '../../policy/miner-trace.js'
import type { MetagraphNeuron } from '../../network/metagraph.js'
import type { Registration } from '../../network/reconcile.js'
import { reconcile } from '../../network/reconcile.js'
import { U16_MAX } from '../../units/integer/u16.js'
import type { Network } from '../network.js'
import type { Write } from '../../storage/port.js'
import type { Seen, Slot } from '../state.js'
import type { MinerPerformanceRecord, WeightSubmissionRecord } from '../../storage/tables.js'
import { traceRecord } from '../../storage/trace-record.js'

/** Traces as records of a submission that a block has included. */
export const traceRecords = (
  traces: readonly MinerTrace[],
  { netuid, validator_hotkey }: Pick<WeightSubmissionRecord, 'netuid' | 'validator_hotkey'>,
  block: number,
): readonly MinerPerformanceRecord[] => traces.map(traceRecord({ netuid, validator_hotkey }, block))

/**
 * The last block, up to a height, in which a subnet's epoch was run; null where none can be known.
 *
 * @example
 * ```ts
 * import { lastEpochBlock } from 'steelyard/validator'
 * lastEpochBlock(39, 360, 1000) // => 681
 * lastEpochBlock(39, 0, 1000) // => null
 * ```
 */
export const lastEpochBlock = (netuid: number, tempo: number, block: number): number | null => {
  if (tempo === 0) return null
  const last = block - ((block + netuid + 2) % (tempo + 1))
  return last < 0 ? null : last
}

/** By incentive, the largest first; equal ones share the better rank. */
const ranksOf = (neurons: readonly MetagraphNeuron[]): ReadonlyMap<string, number> => {
  const ordered = neurons.map(({ hotkey, incentive = 0 }) => ({ hotkey, incentive })).sort((a, b) => b.incentive - a.incentive)
  const ranks = new Map<string, number>()
  ordered.forEach(({ hotkey, incentive }, i) => {
    const before = ordered[i - 1]
    ranks.set(hotkey, before !== undefined && before.incentive === incentive ? ranks.get(before.hotkey)! : i + 1)
  })
  return ranks
}

/**
 * Records that wait for the chain's consensus, completed where an epoch has been run since their weights were included. Of several of one
 * miner only the newest is: the others had been replaced before that epoch.
 */
export const completedTraces = (waiting: readonly MinerPerformanceRecord[], { metagraph }: Network): readonly MinerPerformanceRecord[] => {
  const consensus_block = lastEpochBlock(metagraph.netuid, metagraph.hyperparameters.tempo, metagraph.block)
  if (consensus_block === null || metagraph.neurons.every(({ incentive }) => incentive === undefined)) return []
  const seats = new Map<string, MetagraphNeuron>(metagraph.neurons.map((neuron) => [neuron.hotkey, neuron]))
  const ranks = ranksOf(metagraph.neurons)
  const newest = new Map<string, number>()
  for (const { miner_hotkey, weight_submission_block: included } of waiting)
    if (included !== null && included < consensus_block) newest.set(miner_hotkey, Math.max(included, newest.get(miner_hotkey) ?? 0))
  return waiting.flatMap((record) => {
    const neuron = seats.get(record.miner_hotkey)
    if (neuron?.incentive === undefined || newest.get(record.miner_hotkey) !== record.weight_submission_block) return []
    return [{ ...record, incentive: neuron.incentive / U16_MAX, consensus_rank: ranks.get(record.miner_hotkey)!, consensus_block }]
  })
}

/** The hotkeys that were paid by the last submission, as they would have been seen then. */
const paidBy = ({ uids, hotkeys, decided_block }: WeightSubmissionRecord, { metagraph }: Network): readonly Slot[] => {
  const since = new Map<string, number>(metagraph.neurons.map(({ hotkey, registered_at_block }) => [hotkey, registered_at_block]))
  return uids.map((uid, i) => {
    const hotkey = hotkeys[i]!
    const registered = since.get(hotkey) ?? 0
    return { uid, hotkey, registered_at_block: registered <= decided_block ? registered : 0 }
  })
}

/**
 * The hotkeys that are registered no more, or anew, since the chain was last seen, or, after a start, since weights were last sent.
 * Whoever took over a uid is among them by the hotkey that sat there, and so is who moved to another uid.
 */
export const goneSince = (seen: Seen | null, last: WeightSubmissionRecord | null, network: Network): readonly string[] => {
  const before = seen?.slots ?? (last === null ? [] : paidBy(last, network))
  const { deregistered, reregistered, moved } = reconcile({ neurons: before as readonly Registration[] }, network.metagraph)
  return [...deregistered, ...reregistered, ...moved].map(({ hotkey }) => hotkey)
}

/** The hotkeys of records whose miner sits elsewhere by now, or sits there since later: for what happened while nobody looked. */
export const goneAmong = (records: readonly MinerPerformanceRecord[], { metagraph }: Network): readonly string[] => {
  const seats = new Map<string, MetagraphNeuron>(metagraph.neurons.map((neuron) => [neuron.hotkey, neuron]))
  return records.flatMap(({ miner_hotkey, miner_uid, weight_submission_block }) => {
    const neuron = seats.get(miner_hotkey)
    const stayed = neuron?.uid === miner_uid && neuron.registered_at_block <= (weight_submission_block ?? 0)
    return stayed ? [] : [miner_hotkey]
  })
}

/** Removes the traces of hotkeys. */
export const forgetTraces = (netuid: number, hotkeys: readonly string[]): readonly Write[] =>
  hotkeys.map((miner_hotkey) => ({ _tag: 'Remove', table: 'miner_performance_stats', where: { netuid, miner_hotkey } }))

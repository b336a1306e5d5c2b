/**
 * What is kept of how each weight came about: stored once the chain has the weights, completed once it has had its say, removed
 * with the registration that it belongs to.
 *
 * Whatever goes wrong with it, weights are set: it is written by itself, and its failures are only told.
 */
import type { MinerTrace } from '../allocation/policy.js'
import type { MetagraphNeuron } from '../chain/metagraph.js'
import type { Registration } from '../chain/reconcile.js'
import { reconcile } from '../chain/reconcile.js'
import { U16_MAX } from '../units/u16.js'
import { readTimestamp } from '../units/timestamp.js'
import type { Network } from './network.js'
import type { Write } from './ports.js'
import type { MinerPerformanceRecord, WeightSubmissionRecord } from './tables.js'

/** Traces as records of a submission that a block has included. */
export const traceRecords = (
  traces: readonly MinerTrace[],
  { netuid, validator_hotkey }: Pick<WeightSubmissionRecord, 'netuid' | 'validator_hotkey'>,
  block: number,
): readonly MinerPerformanceRecord[] =>
  traces.map((trace) => ({
    ...trace,
    netuid,
    validator_hotkey,
    period_start: readTimestamp(trace.period_start) ?? trace.period_start,
    period_end: readTimestamp(trace.period_end) ?? trace.period_end,
    weight_submission_block: block,
    incentive: null,
    consensus_rank: null,
    consensus_block: null,
  }))

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

/** Records that wait for the chain's consensus, completed where an epoch has been run since their weights were included. */
export const completedTraces = (waiting: readonly MinerPerformanceRecord[], { metagraph }: Network): readonly MinerPerformanceRecord[] => {
  const consensus_block = lastEpochBlock(metagraph.netuid, metagraph.hyperparameters.tempo, metagraph.block)
  if (consensus_block === null || metagraph.neurons.every(({ incentive }) => incentive === undefined)) return []
  const seats = new Map<string, MetagraphNeuron>(metagraph.neurons.map((neuron) => [neuron.hotkey, neuron]))
  const ranks = ranksOf(metagraph.neurons)
  return waiting.flatMap((record) => {
    const neuron = seats.get(record.miner_hotkey)
    const included = record.weight_submission_block
    if (neuron?.incentive === undefined || included === null || included >= consensus_block) return []
    return [{ ...record, incentive: neuron.incentive / U16_MAX, consensus_rank: ranks.get(record.miner_hotkey)!, consensus_block }]
  })
}

/** Removes the records of miners that are registered no more, or anew, and of those whose slot is somebody else's now. */
export const forgetTraces = (before: readonly Registration[], { metagraph }: Network): readonly Write[] => {
  const { deregistered, reregistered } = reconcile({ neurons: before }, metagraph)
  return [...deregistered, ...reregistered].map(({ hotkey }) => ({
    _tag: 'Remove',
    table: 'miner_performance_stats',
    where: { netuid: metagraph.netuid, miner_hotkey: hotkey },
  }))
}

/** What the chain made of weights: traces are completed by the incentive that the first epoch after their weights gave. */
import { lastModuloEpoch } from '../../chain/schedule/modulo-epochs.js'
import type { Look } from '../../network/look.js'
import type { MetagraphNeuron } from '../../network/metagraph.js'
import { U16_MAX } from '../../units/integer/u16.js'
import type { Network } from '../network.js'
import type { ValidatorState } from '../state.js'
import type { MinerPerformanceRecord } from '../../storage/tables.js'

/**
 * The block of the last epoch that the incentives are of. Where the chain shows a schedule, its counter of blocks since the last epoch says
 * it; a counter above the tempo may be held by the chain, and then nothing is known. Where it shows none, the height says it.
 */
const lastEpoch = ({ netuid, block, hyperparameters, schedule }: Look): number | null => {
  if (schedule === undefined) return lastModuloEpoch(netuid, hyperparameters.tempo)(block)
  const { blocks_since_last_step, tempo } = schedule
  return blocks_since_last_step > Math.min(tempo, block) ? null : block - blocks_since_last_step
}

/** The rank of each hotkey by incentive, 1 for the largest; hotkeys with the same incentive share the better rank. */
const ranksOf = (neurons: readonly MetagraphNeuron[]): ReadonlyMap<string, number> => {
  const ordered = neurons.map(({ hotkey, incentive = 0 }) => ({ hotkey, incentive })).sort((a, b) => b.incentive - a.incentive)
  const ranks = new Map<string, number>()
  ordered.forEach(({ hotkey, incentive }, i) => {
    const before = ordered[i - 1]
    ranks.set(hotkey, before !== undefined && before.incentive === incentive ? ranks.get(before.hotkey)! : i + 1)
  })
  return ranks
}

/** Since which block the weights are in force that a block includes; null as long as they are not. */
export type InForce = (block: number) => number | null

/**
 * Commits are in force when they are revealed. Of weights that came before the last ones only those are known whose reveal is awaited: others
 * were in force before the last ones.
 */
export const inForceBy =
  ({ awaited, last }: Pick<ValidatorState, 'awaited' | 'last'>): InForce =>
  (block) => {
    if (awaited.some((commit) => commit.block === block)) return null
    if (last?.block !== block || last.reveal === null) return block
    return last.reveal === 'in_force' ? last.revealed_block : null
  }

/**
 * The records among `waiting` that the chain's consensus completes: those whose weights were included before the last epoch. Where a miner
 * has several, only the newest is completed: newer weights had replaced the others before that epoch.
 */
export const completedTraces = (
  waiting: readonly MinerPerformanceRecord[],
  { metagraph }: Network,
  inForce: InForce = (block) => block,
): readonly MinerPerformanceRecord[] => {
  const consensus_block = lastEpoch(metagraph)
  if (consensus_block === null || metagraph.neurons.every(({ incentive }) => incentive === undefined)) return []
  const seats = new Map<string, MetagraphNeuron>(metagraph.neurons.map((neuron) => [neuron.hotkey, neuron]))
  const ranks = ranksOf(metagraph.neurons)
  const newest = new Map<string, number>()
  for (const { miner_hotkey, weight_submission_block: included } of waiting) {
    const since = included === null ? null : inForce(included)
    if (included !== null && since !== null && since < consensus_block)
      newest.set(miner_hotkey, Math.max(included, newest.get(miner_hotkey) ?? 0))
  }
  return waiting.flatMap((record) => {
    const neuron = seats.get(record.miner_hotkey)
    if (neuron?.incentive === undefined || newest.get(record.miner_hotkey) !== record.weight_submission_block) return []
    return [{ ...record, incentive: neuron.incentive / U16_MAX, consensus_rank: ranks.get(record.miner_hotkey)!, consensus_block }]
  })
}

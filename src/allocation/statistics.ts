/** Figures about an allocation that people watch over time. */
import { exactMean } from '../units/exact-sum.js'
import type { Block } from '../units/block.js'
import { divide, fraction } from '../units/fraction.js'
import { toFixed } from '../units/fraction-rounding.js'
import type { Uid } from '../units/uid.js'
import type { Allocation, PoolShares } from './allocation.js'
import { TOTAL } from './allocation.js'
import type { EmissionConfig } from './emission-config.js'
import { totalScore } from './report.js'

/** Scores are claims (smoothed score times GPUs), 0 where nobody claims; `percentage` is of the whole, 10 decimals. */
export type CategoryStatistics = {
  readonly category: string
  readonly miners: number
  readonly total_score: number
  readonly average_score: number
  readonly min_score: number
  readonly max_score: number
  readonly allocation: number
  readonly percentage: string
}

/** `miners_served` counts the hotkeys that were given at least one unit; `burn.percentage` is of the whole, as allocated. */
export interface AllocationStatistics {
  readonly last_weight_set_block: Block
  readonly next_weight_set_block: number
  readonly burn: { readonly amount: number; readonly percentage: string; readonly uid: Uid | null }
  readonly categories: readonly CategoryStatistics[]
  readonly miners_served: number
}

const HUNDREDTH = fraction(BigInt(TOTAL), 100n)
const percentage = toFixed(10)

const ofPool = (pool: PoolShares): CategoryStatistics => {
  const scores = pool.claims.map(({ claim }) => claim)
  return {
    category: pool.category,
    miners: scores.length,
    total_score: totalScore(pool),
    average_score: exactMean(scores),
    min_score: scores.reduce((least, score) => Math.min(least, score), scores[0] ?? 0),
    max_score: scores.reduce((most, score) => Math.max(most, score), 0),
    allocation: pool.units,
    percentage: percentage(divide(pool.quota, HUNDREDTH)),
  }
}

/**
 * Statistics of an allocation, for a validator that sets its weights at the snapshot's block.
 *
 * @example
 * ```ts
 * import { allocate, mergeWithDefaults, readSnapshot, statistics } from 'steelyard/allocation'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }], results: [] }
 * const config = mergeWithDefaults({ burn_uid: 7 }).right
 * const allocation = allocate(config)(readSnapshot(document).right).right
 * statistics(config)(allocation).next_weight_set_block // => 5400360
 * statistics(config)(allocation).burn // => { amount: 65535, percentage: '100.0000000000', uid: 7 }
 * ```
 */
export const statistics =
  ({ weight_set_interval_blocks }: Pick<EmissionConfig, 'weight_set_interval_blocks'>) =>
  ({ block, burn, pools }: Allocation): AllocationStatistics => ({
    last_weight_set_block: block,
    next_weight_set_block: block + weight_set_interval_blocks,
    burn: { amount: burn.units, percentage: percentage(divide(burn.quota, HUNDREDTH)), uid: burn.target?.uid ?? null },
    categories: pools.map(ofPool),
    miners_served: new Set(pools.flatMap(({ claims, parts }) => claims.filter((_, i) => parts[i]! > 0).map(({ neuron }) => neuron.uid)))
      .size,
  })

/** Statistics of an allocation, for monitoring. */
import type { Block } from '../../units/integer/block.js'
import type { CategoryStatistics } from '../../policy/category-statistics.js'
import { burnFigures, categoryStatistics } from '../../policy/category-statistics.js'
import type { Uid } from '../../units/integer/uid.js'
import type { Allocation, PoolShares } from '../allocation.js'
import type { EmissionConfig } from '../config/emission-config.js'
import { totalScore } from './report.js'

/** `miners_served` is the number of hotkeys with at least one unit. `burn.percentage` is the allocated part of the whole, in per cent. */
export interface AllocationStatistics {
  readonly last_weight_set_block: Block
  readonly next_weight_set_block: number
  readonly burn: { readonly amount: number; readonly percentage: string; readonly uid: Uid | null }
  readonly categories: readonly CategoryStatistics[]
  readonly miners_served: number
}

const ofPool = (pool: PoolShares): CategoryStatistics =>
  categoryStatistics(
    pool.category,
    pool.claims.map(({ claim }) => claim),
    totalScore(pool),
    pool,
  )

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
    burn: burnFigures(burn),
    categories: pools.map(ofPool),
    miners_served: new Set(pools.flatMap(({ claims, parts }) => claims.filter((_, i) => parts[i]! > 0).map(({ neuron }) => neuron.uid)))
      .size,
  })

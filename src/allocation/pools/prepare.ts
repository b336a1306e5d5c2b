/** Prepares a config once for many allocations. */
import type { Given } from '../../apportion/split-node.js'
import { splitBranches } from '../../apportion/split-node.js'
import { EVERYTHING } from '../../policy/shares/whole.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { PoolRule } from '../config/pool-rule.js'
import type { PoolStatus } from './pool.js'
import { claimsOnTheWhole } from './pool.js'
import { recent } from './recent.js'

/** The first level of the ledger: the quota and the units of the burn and of each pool. */
export interface WholeSplit {
  readonly burn: Given
  readonly pools: readonly Given[]
}

/** `categories` are the pools in code-unit order. `splitWhole` takes a status for each of them. */
export interface PreparedConfig {
  readonly config: EmissionConfig
  readonly categories: readonly string[]
  readonly rules: readonly PoolRule[]
  readonly splitWhole: (statuses: readonly PoolStatus[]) => WholeSplit
}

/** All sets of paid pools of a config with 6 pools. 20 pools have a million sets, and remembering them would fill the memory. */
const MOST_SPLITS = 64

/**
 * Prepares a config for many allocations. The split of the whole depends only on the config and on the set of paid pools, so the splits of
 * the last 64 such sets are remembered. Ties: the larger quota first, then burn before pools, then category.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults, prepare } from 'steelyard/allocation'
 * const { categories, splitWhole } = prepare(mergeWithDefaults({ burn_percentage: 5 }).right)
 * categories // => ['H100', 'H200']
 * splitWhole(['paid', 'paid']).pools.map(({ units }) => units) // => [24903, 37355]
 * splitWhole(['paid', 'unpaid']).burn.units // => 40632
 * ```
 */
export const prepare = (config: EmissionConfig): PreparedConfig => {
  const rules = [...config.gpu_allocations.values()]
  const known = recent<WholeSplit>(MOST_SPLITS)
  const split = (statuses: readonly PoolStatus[]): WholeSplit => {
    const claims = claimsOnTheWhole(config)(rules.map((rule, i) => ({ rule, status: statuses[i]! })))
    const [burn, ...pools] = splitBranches(EVERYTHING, [claims.burn, ...claims.pools]) as readonly [Given, ...Given[]]
    return { burn, pools }
  }
  return {
    config,
    categories: [...config.gpu_allocations.keys()],
    rules,
    splitWhole: (statuses) => known.of(statuses.join(), () => split(statuses)),
  }
}

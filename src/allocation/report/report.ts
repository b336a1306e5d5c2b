/** An allocation as plain data: the command line prints it, and other programs read it. */
import { quotas } from '../../apportion/quotas.js'
import { exactSum } from '../../units/exact/exact-sum.js'
import { divide } from '../../units/exact/fraction.js'
import { toDouble, toFixed } from '../../units/exact/fraction-rounding.js'
import type { Allocation, PoolShares } from '../allocation.js'
import { TOTAL, WHOLE } from '../../policy/shares/whole.js'
import type { Exclusion } from '../miners/exclusion.js'
import type { Scale } from '../pools/quantize.js'
import { quantize } from '../pools/quantize.js'
import type { ScoreState } from '../snapshot/snapshot.js'
import { RULES } from '../../policy/rules.js'

/** The JSON of an allocation, as the command line prints it. */
export interface AllocationReport {
  /** The rules that the allocation was made by: `RULES`. */
  readonly rules: number
  readonly total: number
  readonly scale: Scale
  readonly block: number
  /** The weights at `scale`, without zeros, by uid. */
  readonly weights: readonly { readonly uid: number; readonly hotkey: string; readonly weight: number }[]
  /** Units of the ledger, at either scale. */
  readonly burn: {
    readonly uid: number | null
    readonly hotkey: string | null
    readonly weight: number
    readonly configured_percentage: string
    readonly unpaid_pools: readonly string[]
  }
  readonly pools: readonly PoolReport[]
  readonly excluded: readonly Pick<Exclusion, 'uid' | 'hotkey' | 'category' | 'reason'>[]
  /** The scores to pass as `previous` to the next allocation. */
  readonly next: readonly { readonly hotkey: string; readonly category: string; readonly score: number; readonly updated_at: string }[]
}

/** Units of a pool in the ledger. `score` is the claim. `share` is the exact part of the whole, rounded half up to 12 decimals. */
interface PoolReport {
  readonly category: string
  readonly percentage: string
  readonly weight: number
  readonly total_score: number
  readonly miners: readonly { readonly uid: number; readonly score: number; readonly weight: number; readonly share: string }[]
}

const partOfTheWhole = toFixed(12)

/** The exact sum of the claims of a pool, rounded once to a double. */
export const totalScore = ({ claims }: Pick<PoolShares, 'claims'>): number => toDouble(exactSum(claims.map(({ claim }) => claim)))

const reportPool = (pool: PoolShares): PoolReport => {
  const exact = quotas(divide(pool.quota, WHOLE))(pool.counted)
  return {
    category: pool.category,
    percentage: pool.rule.weight.toFixed(),
    weight: pool.units,
    total_score: totalScore(pool),
    miners: pool.claims.map(({ neuron, claim }, i) => ({
      uid: neuron.uid,
      score: claim,
      weight: pool.parts[i]!,
      share: partOfTheWhole(exact[i]!),
    })),
  }
}

const reportState = ({ hotkey, category, score, updated_at }: ScoreState): AllocationReport['next'][number] => ({
  hotkey,
  category,
  score,
  updated_at: updated_at.text,
})

/**
 * An allocation as plain JSON data. All lists are sorted, so equal allocations give equal bytes.
 *
 * @example
 * ```ts
 * import { allocate, mergeWithDefaults, readSnapshot, report } from 'steelyard/allocation'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }], results: [] }
 * const config = mergeWithDefaults({ burn_uid: 7 }).right
 * const allocation = allocate(config)(readSnapshot(document).right).right
 * report('sum')(allocation).burn // => { uid: 7, hotkey: key, weight: 65535, configured_percentage: '0', unpaid_pools: ['H100', 'H200'] }
 * ```
 */
export const report =
  (scale: Scale) =>
  (allocation: Allocation): AllocationReport => {
    const { block, burn, pools, excluded, next } = allocation
    const { uids, weights } = quantize(scale)(allocation)
    const hotkeys = new Map<number, string>(pools.flatMap(({ claims }) => claims.map(({ neuron }) => [neuron.uid, neuron.hotkey])))
    if (burn.target !== null) hotkeys.set(burn.target.uid, burn.target.hotkey)
    return {
      rules: RULES,
      total: TOTAL,
      scale,
      block,
      weights: Array.from(uids, (uid, i) => ({ uid, hotkey: hotkeys.get(uid)!, weight: weights[i]! })),
      burn: {
        uid: burn.target?.uid ?? null,
        hotkey: burn.target?.hotkey ?? null,
        weight: burn.units,
        configured_percentage: burn.configured.toFixed(),
        unpaid_pools: pools.flatMap(({ category, status }) => (status === 'unpaid' ? [category] : [])),
      },
      pools: pools.map(reportPool),
      excluded: excluded.map(({ uid, hotkey, category, reason }) => ({ uid, hotkey, category, reason })),
      next: next.map(reportState),
    }
  }

/** What a policy decides: the share of each miner, the miners that are left out, and what is remembered. */
import type { Json } from '../units/json/json.js'
import type { CategoryStatistics } from './category-statistics.js'
import type { MinerTrace } from './miner-trace.js'
import type { Problem } from './problem.js'
import type { Share } from './shares/shares.js'
import type { U16Weights } from './shares/u16-weights.js'
import type { MinerProfile } from './world.js'

/** The ledger of one miner in one category (a pool, a task, or the one pool that a policy has). */
export type Entry = {
  readonly miner_uid: number
  readonly miner_hotkey: string
  readonly category: string
  /** Units of 65535. */
  readonly allocated_weight: number
  readonly miner_score: number
  readonly category_total_score: number
}

/** Figures of a decision, to be watched over time. `burn.percentage` is of the whole, as a decimal. */
export type Figures = {
  readonly burn: { readonly amount: number; readonly percentage: string; readonly uid: number | null }
  readonly categories: readonly CategoryStatistics[]
  readonly miners_served: number
}

/** A miner or a row that was left out, and the reason. */
export type LeftOut = {
  readonly uid: number | null
  readonly hotkey: string | null
  readonly category: string | null
  readonly reason: string
}

/**
 * What a policy decides. Shares are sorted by uid; their quotas and their units each sum to 65535. Entries are sorted
 * by category and uid.
 */
export interface Decision {
  readonly shares: readonly Share[]
  /** The weights to submit: sorted by uid, the largest is 65535, zeros are left out. */
  readonly weights: U16Weights
  readonly entries: readonly Entry[]
  readonly figures: Figures
  readonly excluded: readonly LeftOut[]
  /** What the next decision gets as `previous`. */
  readonly next: readonly Json[]
  /** The profiles that this decision changed. */
  readonly profiles: readonly MinerProfile[]
  readonly warnings: readonly Problem[]
  /**
   * How each weight was computed. The traces are worked out one at a time, when they are asked for, so the caller can stop at
   * any time.
   */
  readonly traces?: Iterable<MinerTrace>
}

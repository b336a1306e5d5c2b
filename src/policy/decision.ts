/** What a policy decides: who gets what, who is left out, and what is remembered. */
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

/** Figures of a decision that people watch. `burn.percentage` is of the whole, in decimals. */
export type Figures = {
  readonly burn: { readonly amount: number; readonly percentage: string; readonly uid: number | null }
  readonly categories: readonly CategoryStatistics[]
  readonly miners_served: number
}

/** Who was left out, and why. */
export type LeftOut = {
  readonly uid: number | null
  readonly hotkey: string | null
  readonly category: string | null
  readonly reason: string
}

/** What a policy decides. Shares by uid, their quotas and units summing to 65535; entries by category and uid. */
export interface Decision {
  readonly shares: readonly Share[]
  /** What to submit: by uid, the largest 65535, without zeros. */
  readonly weights: U16Weights
  readonly entries: readonly Entry[]
  readonly figures: Figures
  readonly excluded: readonly LeftOut[]
  /** What the next decision is handed as `previous`. */
  readonly next: readonly Json[]
  /** The profiles that this decision changed. */
  readonly profiles: readonly MinerProfile[]
  readonly warnings: readonly Problem[]
  /** How each weight came about, worked out one by one as they are asked for, so that whoever has no time for them can stop. */
  readonly traces?: Iterable<MinerTrace>
}

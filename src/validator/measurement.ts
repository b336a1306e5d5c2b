/** What a validator measures, as data: an adapter makes its metrics of it. */
import type { CategoryStatistics } from '../policy/category-statistics.js'
import type { Origin } from './alert.js'

/** One measurement. Durations are in seconds. */
export type Measurement =
  /** Weights were confirmed. `seconds` is from reading the world to knowing the outcome. */
  | {
      readonly _tag: 'WeightsSet'
      readonly burn_amount: number
      readonly burn_percentage: number
      readonly categories: readonly CategoryStatistics[]
      readonly miners_served: number
      readonly block: number
      readonly seconds: number
    }
  | { readonly _tag: 'WeightsFailed'; readonly origin: Origin }
  /** A block includes a commit, whose reveal is expected at `reveal_block`. */
  | { readonly _tag: 'WeightsCommitted'; readonly block: number; readonly reveal_block: number }
  /** The weights of a commit are in force, or never will be; seen at a block. */
  | { readonly _tag: 'WeightsRevealed'; readonly in_force: boolean; readonly block: number }
  /** Results that arrived: how many are valid, how many failed, how many rows are malformed, and the GPU models in them. */
  | {
      readonly _tag: 'ResultsArrived'
      readonly valid: number
      readonly failed: number
      readonly malformed: number
      readonly models: readonly string[]
    }
  | { readonly _tag: 'ConfigChanged'; readonly accepted: boolean }
  | { readonly _tag: 'HeadSeen'; readonly block: number; readonly last_update: number | null }

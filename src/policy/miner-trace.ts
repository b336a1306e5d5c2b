/** How one miner's weight was computed. */
import type { Json } from '../units/json/json.js'

/**
 * How one miner's weight was computed, to be looked up later. The period is the policy's window, as RFC 3339 texts. `submitted_weight` is
 * the u16 that is sent, `submitted_share` is its part of the whole. Contributions and ranks are tables by task.
 */
export type MinerTrace = {
  readonly miner_uid: number
  readonly miner_hotkey: string
  readonly period_start: string
  readonly period_end: string
  readonly period_type: string
  readonly raw_calculated_weight: number
  readonly excellence_weight: number
  readonly diversity_weight: number
  /** Which of the two pathways counted, or `none`. */
  readonly scoring_pathway: string
  readonly pathway_details: Json
  readonly excellence_qualified_tasks: readonly string[]
  readonly multi_task_bonus: number
  readonly weight_contributions: Json
  readonly percentile_ranks: Json
  readonly submitted_weight: number
  readonly submitted_share: number
}

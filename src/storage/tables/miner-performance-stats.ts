/**
 * Traces: how the weight of each miner came about, and what the chain made of it.
 *
 * The table was made for the policy `pathways`, and existing stores have it, so the columns of that policy stay. Any other policy is
 * stored in the same table: `NO_PATHWAYS` stands in those columns, and `pathway_details` holds the document of its trace.
 */
import type { RecordOf } from './column.js'
import { amount, count, hotkey, json, list, orNull, part, text, timestamp } from './column.js'
import { table } from './table.js'

/** How the weight of each miner came about in each period, and what the chain made of it. */
export const minerPerformanceStats = table({
  columns: {
    /** The subnet. */
    netuid: count,
    /** The slot of the miner. */
    miner_uid: count,
    /** The miner. */
    miner_hotkey: hotkey,
    /** The validator that set the weights. */
    validator_hotkey: hotkey,
    /** The beginning of the time that the policy looked at. */
    period_start: timestamp,
    /** The end of that time. */
    period_end: timestamp,
    /** The kind of that time, for example `window`. */
    period_type: text,
    /** `pathways`: the larger of the two weights. */
    raw_calculated_weight: amount,
    /** `pathways`: the weight by excellence at one task. */
    excellence_weight: amount,
    /** `pathways`: the weight by diversity of tasks. */
    diversity_weight: amount,
    /** `pathways`: which of the two weights counted, `excellence` or `diversity`; `none` without a score, and for other policies. */
    scoring_pathway: text,
    /** `pathways`: every step, or null where it is not kept. Other policies: the document of the trace. */
    pathway_details: json,
    /** `pathways`: the tasks at which the miner is excellent. */
    excellence_qualified_tasks: list('string'),
    /** `pathways`: the factor for several tasks. */
    multi_task_bonus: amount,
    /** `pathways`: what each task contributed, 0 without a score. */
    weight_contributions: json,
    /** `pathways`: the percentile rank in each task, null without a score. */
    percentile_ranks: json,
    /** The weight that was sent, of 65535. */
    submitted_weight: count,
    /** The part of the whole that the weight stands for. */
    submitted_share: part,
    /** The block that includes the weights. */
    weight_submission_block: orNull(count),
    /** The chain's incentive, once an epoch has been run with the weights. */
    incentive: orNull(part),
    /** The rank by incentive, 1 for the largest; equal incentives share the better rank. */
    consensus_rank: orNull(count),
    /** The block of that epoch. */
    consensus_block: orNull(count),
  },
  key: ['netuid', 'miner_uid', 'period_start', 'period_end', 'period_type', 'validator_hotkey'],
  order: 'period_end',
  kept: { by: 'period_end', after: 'retention_days' },
})

/** How the weight of one miner came about in a period, and what the chain made of it. */
export type MinerPerformanceRecord = RecordOf<typeof minerPerformanceStats.columns>

/** What stands in the columns of `pathways` for a policy that has none of them. Pathways itself has a contribution of each task. */
export const NO_PATHWAYS = {
  raw_calculated_weight: 0,
  excellence_weight: 0,
  diversity_weight: 0,
  scoring_pathway: 'none',
  excellence_qualified_tasks: [],
  multi_task_bonus: 0,
  weight_contributions: {},
  percentile_ranks: {},
} as const satisfies Partial<MinerPerformanceRecord>

import type { RecordOf } from './column.js'
import { amount, count, hotkey, text, timestamp } from './column.js'
import { table } from './table.js'

/** What each miner was given in each category by each setting of weights. */
export const weightAllocationHistory = table({
  columns: {
    /** The id of the metrics that the record belongs to. */
    emission_metrics_id: text,
    /** The subnet. */
    netuid: count,
    /** The validator that set the weights. */
    validator_hotkey: hotkey,
    /** The slot of the miner then. */
    miner_uid: count,
    /** The miner. */
    miner_hotkey: hotkey,
    /** The category: a pool, a task, or the one pool of the policy. */
    gpu_category: text,
    /** The units of 65535 that the miner was given. */
    allocated_weight: count,
    /** The score of the miner in the category. */
    miner_score: amount,
    /** The sum of all scores in the category. */
    category_total_score: amount,
    /** The block that includes the weights. */
    weight_set_block: count,
    /** When it was known that the chain has the weights. */
    timestamp,
  },
  key: ['emission_metrics_id', 'miner_hotkey', 'gpu_category'],
  order: 'timestamp',
  kept: 'as long as its owner',
  belongsTo: { column: 'emission_metrics_id', table: 'emission_metrics' },
})

/** What one miner was given in one category by one setting of weights. */
export type WeightAllocationRecord = RecordOf<typeof weightAllocationHistory.columns>

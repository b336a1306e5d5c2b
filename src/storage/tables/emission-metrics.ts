import type { RecordOf } from './column.js'
import { count, hotkey, json, percentage, text, timestamp } from './column.js'
import { table } from './table.js'

/** The figures of each setting of weights that the chain took. */
export const emissionMetrics = table({
  columns: {
    /** The id of the submission. */
    id: text,
    /** The subnet. */
    netuid: count,
    /** The validator that set the weights. */
    validator_hotkey: hotkey,
    /** When it was known that the chain has the weights. */
    timestamp,
    /** The units of 65535 that burn. */
    burn_amount: count,
    /** The part of the whole that burns, 0 to 100, a decimal in text. */
    burn_percentage: percentage,
    /** The figures of each category. */
    category_distributions: json,
    /** The number of miners that were given something. */
    total_miners: count,
    /** The block that includes the weights. */
    weight_set_block: count,
  },
  key: ['id'],
  order: 'timestamp',
  kept: { by: 'timestamp', after: 'metrics_days' },
})

/** The figures of one setting of weights. */
export type EmissionMetricsRecord = RecordOf<typeof emissionMetrics.columns>

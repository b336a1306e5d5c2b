/** The trace of a weight as a record of `miner_performance_stats`, whatever policy made it. */
import type { MinerTrace } from '../policy/miner-trace.js'
import { readTimestamp } from '../units/time/timestamp.js'
import type { MinerPerformanceRecord } from './tables/miner-performance-stats.js'
import { NO_PATHWAYS, minerPerformanceStats } from './tables/miner-performance-stats.js'

const COLUMNS = Object.keys(minerPerformanceStats.columns) as readonly (keyof MinerPerformanceRecord)[]

/**
 * The record of a trace whose weights are in `block`; the chain's own figures are not known yet.
 *
 * A trace with columns of its own keeps them (those of `pathways` are in the table). In the columns that it has not, `NO_PATHWAYS`
 * stands, and its document stands in `pathway_details`. A key that is no column of the table is left out.
 */
export const traceRecord =
  (signer: Pick<MinerPerformanceRecord, 'netuid' | 'validator_hotkey'>, block: number) =>
  (trace: MinerTrace): MinerPerformanceRecord => {
    const whole: MinerPerformanceRecord = {
      ...{ ...NO_PATHWAYS, pathway_details: trace.document ?? null, ...trace },
      ...signer,
      period_start: readTimestamp(trace.period_start) ?? trace.period_start,
      period_end: readTimestamp(trace.period_end) ?? trace.period_end,
      weight_submission_block: block,
      incentive: null,
      consensus_rank: null,
      consensus_block: null,
    }
    return Object.fromEntries(COLUMNS.map((name) => [name, whole[name]])) as unknown as MinerPerformanceRecord
  }

/** Whether the record is of a policy that has none of the columns of `pathways`. */
export const isPlainTrace = (record: MinerPerformanceRecord): boolean =>
  Object.entries(NO_PATHWAYS).every(
    ([name, neutral]) => JSON.stringify(record[name as keyof typeof NO_PATHWAYS]) === JSON.stringify(neutral),
  )

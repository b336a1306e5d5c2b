/**
 * What a validator keeps: the list of its tables.
 *
 * Each table is described once, in `tables/`. Of the description are made the type of its records, their check, the adapter in memory,
 * the statements of the SQL adapters, the clean-up, the form of a backup, and the samples and arbitraries of the tests. The schema of a
 * database is made by migrations, which a test compares with the descriptions.
 *
 * A new table is a file in `tables/`, a line in the list here, a migration, and its part of docs/tables.md (made by its test).
 *
 * The names of the first tables are those of the systems that kept them first. A record that has a uid has a hotkey too, because a uid
 * is only a slot.
 */
import type { RecordOf } from './tables/column.js'
import { configChanges } from './tables/config-changes.js'
import { emissionMetrics } from './tables/emission-metrics.js'
import { minerGpuProfiles } from './tables/miner-gpu-profiles.js'
import { minerPerformanceStats } from './tables/miner-performance-stats.js'
import { minerProverResults } from './tables/miner-prover-results.js'
import type { Table } from './tables/table.js'
import { validatorLeases } from './tables/validator-leases.js'
import { validatorState } from './tables/validator-state.js'
import { weightAllocationHistory } from './tables/weight-allocation-history.js'
import { weightSubmissions } from './tables/weight-submissions.js'

export type { Column, ColumnType, Columns, Item, RecordOf, Timestamp } from './tables/column.js'
export type { Age, Ageing, Table } from './tables/table.js'
export type { ConfigChangeRecord } from './tables/config-changes.js'
export type { EmissionMetricsRecord } from './tables/emission-metrics.js'
export type { MinerGpuProfileRecord } from './tables/miner-gpu-profiles.js'
export type { MinerPerformanceRecord } from './tables/miner-performance-stats.js'
export type { MinerProverResultRecord } from './tables/miner-prover-results.js'
export type { ValidatorLeaseRecord } from './tables/validator-leases.js'
export type { ValidatorStateRecord } from './tables/validator-state.js'
export type { WeightAllocationRecord } from './tables/weight-allocation-history.js'
export type { SubmissionStatus, WeightSubmissionRecord } from './tables/weight-submissions.js'

/** The description of every table, by its name. A table stands after the one that its records belong to. */
export const TABLES = {
  miner_gpu_profiles: minerGpuProfiles,
  miner_prover_results: minerProverResults,
  emission_metrics: emissionMetrics,
  weight_allocation_history: weightAllocationHistory,
  weight_submissions: weightSubmissions,
  config_changes: configChanges,
  validator_state: validatorState,
  miner_performance_stats: minerPerformanceStats,
  validator_leases: validatorLeases,
} as const satisfies { readonly [name: string]: Table }

/** The name of a table. */
export type TableName = keyof typeof TABLES

/** The record of each table. */
export type Tables = { readonly [T in TableName]: RecordOf<(typeof TABLES)[T]['columns']> }

/** The description of one table. */
export type TableShape<T extends TableName> = (typeof TABLES)[T]

/** The names of all tables, in the order of `TABLES`. */
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[]

/**
 * The description of a table, whichever it is.
 *
 * @example
 * ```ts
 * import { describedTable } from 'steelyard/validator'
 * describedTable('validator_state').key // => ['netuid', 'validator_hotkey', 'name']
 * describedTable('weight_allocation_history').belongsTo // => { column: 'emission_metrics_id', table: 'emission_metrics' }
 * ```
 */
export const describedTable = (name: TableName): Table => TABLES[name]

/** A table of a backup. */
export type BackedUp = Exclude<TableName, 'validator_leases'>

/** The tables of a backup: all but those that say what runs now. */
export const BACKED_UP = TABLE_NAMES.filter((name): name is BackedUp => describedTable(name).isTransient !== true)

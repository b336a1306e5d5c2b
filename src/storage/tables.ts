/**
 * What a validator keeps, as tables: the columns of each with their types, the key, and the column that it is ordered by.
 *
 * One description for every store: the SQL adapters make their schema and their rows of it, the memory adapter its keys, the
 * contract suite its arbitraries. Names are those of the systems that kept these tables first; beside every uid stands a hotkey,
 * since a uid is only a slot.
 */
import type { MinerTrace } from '../policy/miner-trace.js'
import type { Problem } from '../policy/problem.js'
import type { Json } from '../units/json/json.js'

/** An instant in UTC with nine decimals, `2026-11-20T06:00:00.000000000Z`: as text it orders as it does in time. */
export type Timestamp = string

/** A miner's GPUs as last seen. Key: netuid and hotkey. */
export type MinerGpuProfileRecord = {
  readonly netuid: number
  readonly miner_hotkey: string
  readonly miner_uid: number
  readonly primary_gpu_model: string
  readonly gpu_counts: Json
  readonly total_score: number
  readonly verification_count: number
  readonly last_updated: Timestamp
}

/** A row that a prover delivered; the GPU columns are null for policies without GPUs. `id` stands for the whole row. */
export type MinerProverResultRecord = {
  readonly netuid: number
  readonly id: string
  /** Null for a hotkey that was no neuron when it arrived. */
  readonly miner_uid: number | null
  readonly miner_hotkey: string
  readonly executor_id: string
  readonly gpu_model: string | null
  readonly gpu_count: number | null
  readonly gpu_memory_gb: number | null
  readonly attestation_valid: boolean | null
  readonly verification_timestamp: Timestamp
  readonly document: Json
}

/** The figures of one setting of weights; `id` is that of the submission. */
export type EmissionMetricsRecord = {
  readonly id: string
  readonly netuid: number
  readonly validator_hotkey: string
  readonly timestamp: Timestamp
  readonly burn_amount: number
  /** Of the whole, 0 to 100, a decimal in text. */
  readonly burn_percentage: string
  readonly category_distributions: Json
  readonly total_miners: number
  readonly weight_set_block: number
}

/** What one miner was given in one category by one setting of weights. */
export type WeightAllocationRecord = {
  readonly emission_metrics_id: string
  readonly netuid: number
  readonly validator_hotkey: string
  readonly miner_uid: number
  readonly miner_hotkey: string
  readonly gpu_category: string
  readonly allocated_weight: number
  readonly miner_score: number
  readonly category_total_score: number
  readonly weight_set_block: number
  readonly timestamp: Timestamp
}

/** What became of a submission. `open`: nobody knows yet, and until somebody does nothing else is sent. */
export type SubmissionStatus = 'open' | 'confirmed' | 'refused' | 'lost'

/** The journal: written before weights are sent, settled after. */
export type WeightSubmissionRecord = {
  readonly id: string
  readonly netuid: number
  readonly validator_hotkey: string
  readonly status: SubmissionStatus
  readonly uids: readonly number[]
  readonly hotkeys: readonly string[]
  readonly weights: readonly number[]
  /** A u64, in text. */
  readonly version_key: string
  readonly decided_block: number
  readonly decided_at: Timestamp
  /** The block of the signer's last weights when this was decided: the chain took it when it shows a later one. */
  readonly last_update: number
  /** The last block that may include it. */
  readonly valid_until: number
  /** The last vector again, in place of a new one. */
  readonly held: boolean
  /** Where it was included, or null. */
  readonly block: number | null
  readonly error: string | null
  readonly settled_at: Timestamp | null
  /** What is to be written once it is confirmed: metrics, entries, scores. Null once settled. */
  readonly consequences: Json
}

/** A config that was asked for, and what came of it. */
export type ConfigChangeRecord = {
  readonly id: string
  readonly netuid: number
  readonly validator_hotkey: string
  readonly policy: string
  readonly requested_at: Timestamp
  readonly status: 'pending' | 'in_force' | 'superseded' | 'refused'
  /** What was asked for. */
  readonly changes: Json
  /** The whole config that it makes, null where it was refused. */
  readonly document: Json
  readonly reasons: readonly Problem[]
  /** The block of the first decision made with it. */
  readonly applied_block: number | null
}

/** A value that a validator keeps under a name: `next` (for the policy), `hold` (the switch), `given` (the config it was last started with). */
export type ValidatorStateRecord = {
  readonly netuid: number
  readonly validator_hotkey: string
  readonly name: string
  readonly document: Json
  readonly updated_at: Timestamp
}

/** How one miner's weight came about in a period, and what the chain made of it. Key: netuid, uid, period and validator. */
export type MinerPerformanceRecord = MinerTrace & {
  readonly netuid: number
  readonly validator_hotkey: string
  readonly weight_submission_block: number | null
  /** The chain's incentive, 0..1, and the rank by it (1 is the largest), once the chain has had its say at `consensus_block`. */
  readonly incentive: number | null
  readonly consensus_rank: number | null
  readonly consensus_block: number | null
}

/** The record of each table. */
export interface Tables {
  readonly miner_gpu_profiles: MinerGpuProfileRecord
  readonly miner_prover_results: MinerProverResultRecord
  readonly emission_metrics: EmissionMetricsRecord
  readonly weight_allocation_history: WeightAllocationRecord
  readonly weight_submissions: WeightSubmissionRecord
  readonly config_changes: ConfigChangeRecord
  readonly validator_state: ValidatorStateRecord
  readonly miner_performance_stats: MinerPerformanceRecord
}

/** The name of a table. */
export type TableName = keyof Tables

/**
 * The types of columns: `text` and `timestamp` are texts, `integer` is one from 0 to 2^53 - 1, `real` a double, `decimal` a decimal in
 * text, `flag` true or false, `json` any JSON, `nullable` what it wraps, or null.
 */
export type ColumnType = 'text' | 'timestamp' | 'integer' | 'real' | 'decimal' | 'flag' | 'json'

/** A column: its type, whether null may stand in it, and the least and most that a number in it may be. */
export type Column = {
  readonly type: ColumnType
  readonly nullable?: true
  readonly least?: number
  readonly most?: number
}

/** A table: its columns, its key, and the column that its records are ordered by. */
export type TableShape<T extends TableName> = {
  readonly columns: { readonly [C in keyof Tables[T]]: Column }
  readonly key: readonly (keyof Tables[T] & string)[]
  readonly order: keyof Tables[T] & string
}

const text: Column = { type: 'text' }
const timestamp: Column = { type: 'timestamp' }
const count: Column = { type: 'integer', least: 0 }
const json: Column = { type: 'json' }
const score: Column = { type: 'real', least: 0 }

/** The shape of every table. */
export const TABLES: { readonly [T in TableName]: TableShape<T> } = {
  miner_gpu_profiles: {
    columns: {
      netuid: count,
      miner_hotkey: text,
      miner_uid: count,
      primary_gpu_model: text,
      gpu_counts: json,
      total_score: { type: 'real', least: 0, most: 1 },
      verification_count: count,
      last_updated: timestamp,
    },
    key: ['netuid', 'miner_hotkey'],
    order: 'last_updated',
  },
  miner_prover_results: {
    columns: {
      netuid: count,
      id: text,
      miner_uid: { ...count, nullable: true },
      miner_hotkey: text,
      executor_id: text,
      gpu_model: { ...text, nullable: true },
      gpu_count: { ...count, nullable: true },
      gpu_memory_gb: { type: 'real', least: 0, nullable: true },
      attestation_valid: { type: 'flag', nullable: true },
      verification_timestamp: timestamp,
      document: json,
    },
    key: ['netuid', 'id'],
    order: 'verification_timestamp',
  },
  emission_metrics: {
    columns: {
      id: text,
      netuid: count,
      validator_hotkey: text,
      timestamp,
      burn_amount: count,
      burn_percentage: { type: 'decimal', least: 0, most: 100 },
      category_distributions: json,
      total_miners: count,
      weight_set_block: count,
    },
    key: ['id'],
    order: 'timestamp',
  },
  weight_allocation_history: {
    columns: {
      emission_metrics_id: text,
      netuid: count,
      validator_hotkey: text,
      miner_uid: count,
      miner_hotkey: text,
      gpu_category: text,
      allocated_weight: count,
      miner_score: score,
      category_total_score: score,
      weight_set_block: count,
      timestamp,
    },
    key: ['emission_metrics_id', 'miner_hotkey', 'gpu_category'],
    order: 'timestamp',
  },
  weight_submissions: {
    columns: {
      id: text,
      netuid: count,
      validator_hotkey: text,
      status: text,
      uids: json,
      hotkeys: json,
      weights: json,
      version_key: text,
      decided_block: count,
      decided_at: timestamp,
      last_update: count,
      valid_until: count,
      held: { type: 'flag' },
      block: { ...count, nullable: true },
      error: { ...text, nullable: true },
      settled_at: { ...timestamp, nullable: true },
      consequences: json,
    },
    key: ['id'],
    order: 'decided_at',
  },
  config_changes: {
    columns: {
      id: text,
      netuid: count,
      validator_hotkey: text,
      policy: text,
      requested_at: timestamp,
      status: text,
      changes: json,
      document: json,
      reasons: json,
      applied_block: { ...count, nullable: true },
    },
    key: ['id'],
    order: 'requested_at',
  },
  validator_state: {
    columns: { netuid: count, validator_hotkey: text, name: text, document: json, updated_at: timestamp },
    key: ['netuid', 'validator_hotkey', 'name'],
    order: 'updated_at',
  },
  miner_performance_stats: {
    columns: {
      netuid: count,
      miner_uid: count,
      miner_hotkey: text,
      validator_hotkey: text,
      period_start: timestamp,
      period_end: timestamp,
      period_type: text,
      raw_calculated_weight: score,
      excellence_weight: score,
      diversity_weight: score,
      scoring_pathway: text,
      pathway_details: json,
      excellence_qualified_tasks: json,
      multi_task_bonus: score,
      weight_contributions: json,
      percentile_ranks: json,
      submitted_weight: count,
      submitted_share: { type: 'real', least: 0, most: 1 },
      weight_submission_block: { ...count, nullable: true },
      incentive: { type: 'real', least: 0, most: 1, nullable: true },
      consensus_rank: { ...count, nullable: true },
      consensus_block: { ...count, nullable: true },
    },
    key: ['netuid', 'miner_uid', 'period_start', 'period_end', 'period_type', 'validator_hotkey'],
    order: 'period_end',
  },
}

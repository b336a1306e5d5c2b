/**
 * What is known of miners, the figures of each setting of weights, and what a validator remembers: profiles, prover results,
 * metrics, config changes, state.
 */
import type { Migration } from '../migration.js'
import type { TableDefinition } from '../create-table.js'
import { createTable } from '../create-table.js'

const text = { type: 'text' } as const
const timestamp = { type: 'timestamp' } as const
const count = { type: 'integer', least: 0 } as const
const json = { type: 'json' } as const

const TABLES: readonly TableDefinition[] = [
  {
    name: 'miner_gpu_profiles',
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
    indexes: {
      idx_gpu_profiles_model: ['netuid', 'primary_gpu_model', 'last_updated'],
      idx_gpu_profiles_score: ['netuid', 'total_score'],
      idx_gpu_profiles_updated: ['netuid', 'last_updated', 'miner_hotkey'],
    },
  },
  {
    name: 'miner_prover_results',
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
    indexes: {
      idx_prover_results_miner: ['netuid', 'miner_hotkey', 'verification_timestamp', 'id'],
      idx_prover_results_uid: ['netuid', 'miner_uid', 'verification_timestamp', 'id'],
      idx_prover_results_timestamp: ['netuid', 'verification_timestamp', 'id'],
    },
  },
  {
    name: 'emission_metrics',
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
    indexes: {
      idx_emission_metrics_timestamp: ['netuid', 'validator_hotkey', 'timestamp', 'id'],
      idx_emission_metrics_block: ['netuid', 'validator_hotkey', 'weight_set_block', 'id'],
    },
  },
  {
    name: 'config_changes',
    columns: {
      id: text,
      netuid: count,
      validator_hotkey: text,
      policy: text,
      requested_at: timestamp,
      status: { type: 'text', oneOf: ['pending', 'in_force', 'superseded', 'refused'] },
      changes: json,
      document: json,
      reasons: json,
      applied_block: { ...count, nullable: true },
    },
    key: ['id'],
    indexes: { idx_config_changes_status: ['netuid', 'validator_hotkey', 'status', 'requested_at', 'id'] },
  },
  {
    name: 'validator_state',
    columns: { netuid: count, validator_hotkey: text, name: text, document: json, updated_at: timestamp },
    key: ['netuid', 'validator_hotkey', 'name'],
    indexes: {},
  },
]

export const evidenceAndMetrics: Migration = {
  version: 1,
  name: 'evidence and metrics',
  creates: TABLES,
  up: async (db, engine) => {
    for (const table of TABLES) await createTable(db, engine, table)
  },
  down: async (db) => {
    for (const { name } of TABLES) await db.schema.dropTable(name).execute()
  },
}

/**
 * The journal of submissions, and what each miner was given by each setting of weights.
 *
 * At most one submission of a validator is open at a time, in any number of processes: the index sees to it.
 */
import { sql } from 'kysely'
import type { Migration } from '../migration.js'
import type { TableDefinition } from '../create-table.js'
import { createTable } from '../create-table.js'

const text = { type: 'text' } as const
const timestamp = { type: 'timestamp' } as const
const count = { type: 'integer', least: 0 } as const
const score = { type: 'real', least: 0 } as const
const json = { type: 'json' } as const

const TABLES: readonly TableDefinition[] = [
  {
    name: 'weight_submissions',
    columns: {
      id: text,
      netuid: count,
      validator_hotkey: text,
      status: { type: 'text', oneOf: ['open', 'confirmed', 'refused', 'lost'] },
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
    indexes: { idx_weight_submissions_status: ['netuid', 'validator_hotkey', 'status', 'decided_at', 'id'] },
  },
  {
    name: 'weight_allocation_history',
    columns: {
      emission_metrics_id: { ...text, cascades: 'emission_metrics' },
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
    indexes: {
      idx_weight_history_miner: ['netuid', 'miner_hotkey', 'weight_set_block'],
      idx_weight_history_uid: ['netuid', 'miner_uid', 'weight_set_block'],
      idx_weight_history_category: ['netuid', 'gpu_category', 'timestamp'],
      idx_weight_history_block: ['netuid', 'validator_hotkey', 'weight_set_block'],
      idx_weight_history_timestamp: ['netuid', 'validator_hotkey', 'timestamp'],
    },
  },
]

export const submissionsAndHistory: Migration = {
  version: 2,
  name: 'submissions and history',
  creates: TABLES,
  up: async (db, engine) => {
    for (const table of TABLES) await createTable(db, engine, table)
    await db.schema
      .createIndex('one_open_submission')
      .unique()
      .on('weight_submissions')
      .columns(['netuid', 'validator_hotkey'])
      .where(sql.ref('status'), '=', 'open')
      .execute()
  },
  down: async (db) => {
    for (const { name } of TABLES) await db.schema.dropTable(name).execute()
  },
}

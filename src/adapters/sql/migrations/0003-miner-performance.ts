/** How each miner's weight came about, and what the chain made of it. */
import type { TableDefinition } from '../create-table.js'
import { createTable } from '../create-table.js'
import type { Migration } from '../migration.js'

const text = { type: 'text' } as const
const timestamp = { type: 'timestamp' } as const
const count = { type: 'integer', least: 0 } as const
const amount = { type: 'real', least: 0 } as const
const part = { type: 'real', least: 0, most: 1 } as const
const json = { type: 'json' } as const

const TABLE: TableDefinition = {
  name: 'miner_performance_stats',
  columns: {
    netuid: count,
    miner_uid: count,
    miner_hotkey: text,
    validator_hotkey: text,
    period_start: timestamp,
    period_end: timestamp,
    period_type: text,
    raw_calculated_weight: amount,
    excellence_weight: amount,
    diversity_weight: amount,
    scoring_pathway: text,
    pathway_details: json,
    excellence_qualified_tasks: json,
    multi_task_bonus: amount,
    weight_contributions: json,
    percentile_ranks: json,
    submitted_weight: count,
    submitted_share: part,
    weight_submission_block: { ...count, nullable: true },
    incentive: { ...part, nullable: true },
    consensus_rank: { ...count, nullable: true },
    consensus_block: { ...count, nullable: true },
  },
  key: ['netuid', 'miner_uid', 'period_start', 'period_end', 'period_type', 'validator_hotkey'],
  indexes: {
    idx_miner_performance_period: ['netuid', 'validator_hotkey', 'period_end'],
    idx_miner_performance_hotkey: ['netuid', 'miner_hotkey', 'period_end'],
  },
}

export const minerPerformance: Migration = {
  version: 3,
  name: 'miner performance',
  creates: [TABLE],
  up: (db, engine) => createTable(db, engine, TABLE),
  down: async (db) => {
    await db.schema.dropTable(TABLE.name).execute()
  },
}

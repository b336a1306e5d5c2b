/** Which process runs a validator. */
import type { TableDefinition } from '../create-table.js'
import { createTable } from '../create-table.js'
import type { Migration } from '../migration.js'

const text = { type: 'text' } as const
const count = { type: 'integer', least: 0 } as const

const LEASES: TableDefinition = {
  name: 'validator_leases',
  columns: {
    netuid: count,
    validator_hotkey: text,
    holder: text,
    counter: count,
    beat_seconds: { type: 'real', least: 0 },
    beaten_at: { type: 'timestamp' },
    head: { ...count, nullable: true },
    head_at: { type: 'timestamp', nullable: true },
    next_block: { ...count, nullable: true },
    limited_by: { ...text, nullable: true },
  },
  key: ['netuid', 'validator_hotkey'],
  indexes: {},
}

export const leases: Migration = {
  version: 6,
  name: 'leases',
  creates: [LEASES],
  up: (db, engine) => createTable(db, engine, LEASES),
  down: async (db) => {
    await db.schema.dropTable(LEASES.name).execute()
  },
}

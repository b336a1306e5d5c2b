/**
 * Two more outcomes of a submission: another one with the same key took its place, or it was never sent. The rule of the column `status` is
 * a constraint, which SQLite can't change, so the table is made anew in both engines.
 */
import { sql } from 'kysely'
import type { TableDefinition } from '../create-table.js'
import { createTable } from '../create-table.js'
import type { Sql } from '../database.js'
import type { Engine } from '../engine.js'
import type { Migration } from '../migration.js'
import { rulesAndBurnOfSubmissions } from './0004-rules-and-burn-of-submissions.js'

const TABLE = 'weight_submissions'
const KEPT = 'weight_submissions_kept'

const text = { type: 'text' } as const
const timestamp = { type: 'timestamp' } as const
const count = { type: 'integer', least: 0 } as const
const json = { type: 'json' } as const

const definition = (outcomes: readonly string[]): TableDefinition => ({
  name: TABLE,
  columns: {
    id: text,
    netuid: count,
    validator_hotkey: text,
    status: { type: 'text', oneOf: outcomes },
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
})

/** The table with other rules, and with the records that it had. */
const madeAnew = async (db: Sql, engine: Engine, outcomes: readonly string[]): Promise<void> => {
  const made = definition(outcomes)
  const columns = [...Object.keys(made.columns), 'rules', 'burn_hotkey']
  await db.schema.createTable(KEPT).as(db.selectFrom(TABLE).select(columns)).execute()
  await db.schema.dropTable(TABLE).execute()
  await createTable(db, engine, made)
  // SQLite drops no column that a rule of the table names, so these come as they came before.
  await rulesAndBurnOfSubmissions.up(db, engine)
  await db.schema
    .createIndex('one_open_submission')
    .unique()
    .on(TABLE)
    .columns(['netuid', 'validator_hotkey'])
    .where(sql.ref('status'), '=', 'open')
    .execute()
  await db.insertInto(TABLE).columns(columns).expression(db.selectFrom(KEPT).select(columns)).execute()
  await db.schema.dropTable(KEPT).execute()
}

const BEFORE = ['open', 'confirmed', 'refused', 'lost']

export const outcomesOfSubmissions: Migration = {
  version: 5,
  name: 'outcomes of submissions',
  creates: [],
  up: (db, engine) => madeAnew(db, engine, [...BEFORE, 'superseded', 'not_sent']),
  down: async (db, engine) => {
    // The older schema has no words for these; what it has comes nearest.
    await db.updateTable(TABLE).set({ status: 'lost' }).where('status', '=', 'superseded').execute()
    await db.updateTable(TABLE).set({ status: 'refused' }).where('status', '=', 'not_sent').execute()
    await madeAnew(db, engine, BEFORE)
  },
}

/**
 * PostgreSQL. Text has the collation "C", by bytes: another would order, and find in a range, by the customs of a language.
 * JSON is text, since `jsonb` changes numbers and the order of keys.
 */
import { sql } from 'kysely'
import type { ColumnType } from '../../storage/tables.js'
import type { Engine } from './engine.js'
import { postgresFailure } from './postgres-failure.js'

const text = sql`text collate "C"`

const TEXTS: ReadonlySet<ColumnType> = new Set(['text', 'timestamp', 'json'])

// Any number that other programs are unlikely to lock; kept for ever, or two versions would migrate at once.
const SCHEMA_LOCK = '7310579645233917'

export const postgresEngine: Engine = {
  types: { text, timestamp: text, integer: 'bigint', real: 'double precision', decimal: 'numeric(40, 18)', flag: 'boolean', json: 'text' },
  tableOptions: sql``,
  flag: (value) => value,
  real: (value) => value,
  selected: (type, column) => (TEXTS.has(type) ? sql`${column}` : sql`cast(${column} as text)`),
  parameters: 65_535,
  lockSchema: sql`select pg_advisory_xact_lock(${sql.lit(SCHEMA_LOCK)}::bigint)`,
  failureOf: postgresFailure,
}

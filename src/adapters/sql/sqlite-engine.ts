/**
 * SQLite, its tables strict: a column takes its own type from whoever writes.
 *
 * A decimal is text, since SQLite's numbers are doubles and would lose digits. JSON is text, to come back as it was put. Text
 * compares by the bytes of UTF-8, which is by code units except beyond the 65,536th character.
 */
import { sql } from 'kysely'
import type { Engine } from './engine.js'
import { sqliteFailure } from './sqlite-failure.js'

export const sqliteEngine: Engine = {
  types: { text: 'text', timestamp: 'text', integer: 'integer', real: 'real', decimal: 'text', flag: 'integer', json: 'text' },
  tableOptions: sql`strict`,
  flag: Number,
  // @photostructure/sqlite takes what is less than 2^-52 above an integer for that integer; of doubles, those just above 0.
  real: (value) => (value > 0 && value < Number.EPSILON ? sql<number>`-${-value}` : value),
  selected: (_, column) => sql`${column}`,
  parameters: 32_766,
  // Every transaction begins as the only writer.
  lockSchema: sql`select 1`,
  failureOf: sqliteFailure,
}

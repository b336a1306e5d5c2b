/**
 * One step of the schema, there and back. It never changes once it is released: the next change is another step. So it has its own
 * definitions of tables, and does not use the descriptions in `src/storage/tables`, which change.
 */
import type { TableDefinition } from './create-table.js'
import type { Sql } from './database.js'
import type { Engine } from './engine.js'

export interface Migration {
  readonly version: number
  readonly name: string
  /** The tables that the step creates. */
  readonly creates: readonly TableDefinition[]
  readonly up: (db: Sql, engine: Engine) => Promise<void>
  readonly down: (db: Sql, engine: Engine) => Promise<void>
}

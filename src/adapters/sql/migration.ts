/** One step of the schema, there and back. Once released it never changes: what follows is another step. */
import type { Sql } from './database.js'
import type { Engine } from './engine.js'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly up: (db: Sql, engine: Engine) => Promise<void>
  readonly down: (db: Sql) => Promise<void>
}

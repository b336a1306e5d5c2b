/** By which rules a submission was decided, and who received its burn. Both are null in lines that are older than this step. */
import { sql } from 'kysely'
import type { Migration } from '../migration.js'

const TABLE = 'weight_submissions'

export const rulesAndBurnOfSubmissions: Migration = {
  version: 4,
  name: 'rules and burn of submissions',
  creates: [],
  up: async (db, engine) => {
    await db.schema
      .alterTable(TABLE)
      .addColumn('rules', engine.types.integer, (column) => column.check(sql`${sql.ref('rules')} >= 0`))
      .execute()
    await db.schema.alterTable(TABLE).addColumn('burn_hotkey', engine.types.text).execute()
  },
  down: async (db) => {
    for (const name of ['burn_hotkey', 'rules']) await db.schema.alterTable(TABLE).dropColumn(name).execute()
  },
}

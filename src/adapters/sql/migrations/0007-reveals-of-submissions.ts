/** The commits of submissions, and what became of them. All are null in lines that are older than this step, which set their weights. */
import { sql } from 'kysely'
import type { Migration } from '../migration.js'

const TABLE = 'weight_submissions'

const COUNTS = ['reveal_round', 'reveal_block', 'revealed_block'] as const
const OUTCOMES = ['awaited', 'in_force', 'failed', 'replaced'] as const

export const revealsOfSubmissions: Migration = {
  version: 7,
  name: 'reveals of submissions',
  creates: [],
  up: async (db, engine) => {
    await db.schema.alterTable(TABLE).addColumn('commit', engine.types.text).execute()
    await db.schema
      .alterTable(TABLE)
      .addColumn('reveal', engine.types.text, (column) =>
        column.check(sql`${sql.ref('reveal')} in (${sql.join(OUTCOMES.map((outcome) => sql.lit(outcome)))})`),
      )
      .execute()
    for (const name of COUNTS)
      await db.schema
        .alterTable(TABLE)
        .addColumn(name, engine.types.integer, (column) => column.check(sql`${sql.ref(name)} >= 0`))
        .execute()
  },
  down: async (db) => {
    for (const name of ['commit', 'reveal', ...COUNTS]) await db.schema.alterTable(TABLE).dropColumn(name).execute()
  },
}

/**
 * The tables as Kysely sees them: names, and rows of what an engine takes and gives.
 *
 * The types say little. A query is made for any table from its description in `TABLES`, so the types of the columns are checked where
 * rows are made and read (`column-values.ts`).
 */
import type { Kysely } from 'kysely'

/** What stands in a row: of an engine, or on its way there. */
export type SqlValue = string | number | bigint | boolean | null

export type SqlRow = Readonly<Record<string, SqlValue>>

export type Database = Readonly<Record<string, SqlRow>>

/** A connection of either engine, or a transaction on one. */
export type Sql = Kysely<Database>

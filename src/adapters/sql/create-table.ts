/**
 * Tables made of the definitions of a migration, with the rules of their columns as constraints: the engine too refuses what breaks a
 * rule, whoever writes it.
 */
import type { CreateTableBuilder } from 'kysely'
import { sql } from 'kysely'
import type { ColumnType } from '../../storage/tables.js'
import type { Sql } from './database.js'
import type { Engine } from './engine.js'

/** A column as a migration defines it; `oneOf` lists the texts that it may be, `cascades` names the table whose `id` it is. */
export interface ColumnDefinition {
  readonly type: ColumnType
  readonly nullable?: true
  readonly least?: number
  readonly most?: number
  readonly oneOf?: readonly string[]
  readonly cascades?: string
}

export interface TableDefinition {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnDefinition>>
  readonly key: readonly string[]
  /** The columns of each index, by its name. */
  readonly indexes: Readonly<Record<string, readonly string[]>>
}

type Rule = ReturnType<typeof sql<boolean>>

const rulesOf = (engine: Engine, name: string, { type, least, most, oneOf }: ColumnDefinition): readonly Rule[] => {
  // A decimal may be text, which compares with no number.
  const value = type === 'decimal' ? sql`cast(${sql.ref(name)} as numeric)` : sql.ref(name)
  return [
    ...(least === undefined ? [] : [sql<boolean>`${value} >= ${sql.lit(least)}`]),
    ...(most === undefined ? [] : [sql<boolean>`${value} <= ${sql.lit(most)}`]),
    ...(oneOf === undefined ? [] : [sql<boolean>`${value} in (${sql.join(oneOf.map((text) => sql.lit(text)))})`]),
    ...(type === 'flag' ? [sql<boolean>`${value} in (${sql.join([true, false].map((flag) => sql.lit(engine.flag(flag))))})`] : []),
  ]
}

/** Creates a table and its indexes. The engine refuses where a table of its name is there already, because it was not made here. */
export const createTable = async (db: Sql, engine: Engine, { name: table, columns, key, indexes }: TableDefinition): Promise<void> => {
  const columned = Object.entries(columns).reduce<CreateTableBuilder<string, string>>((made, [name, definition]) => {
    const { type, nullable, cascades } = definition
    const withColumn = made.addColumn(name, engine.types[type], (column) => {
      const held = nullable === true ? column : column.notNull()
      return cascades === undefined ? held : held.references(`${cascades}.id`).onDelete('cascade')
    })
    const rules = rulesOf(engine, name, definition)
    return rules.length === 0 ? withColumn : withColumn.addCheckConstraint(`valid_${name}`, sql`${sql.join(rules, sql` and `)}`)
  }, db.schema.createTable(table))
  await columned
    .addPrimaryKeyConstraint(`${table}_key`, [...key])
    .modifyEnd(engine.tableOptions)
    .execute()
  for (const [name, indexed] of Object.entries(indexes))
    await db.schema
      .createIndex(name)
      .on(table)
      .columns([...indexed])
      .execute()
}

/** Which records a query means, in SQL, and in which order they come. */
import type { Expression, ExpressionBuilder, RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Json } from '../../units/json/json.js'
import type { Column, TableName } from '../../storage/tables.js'
import { describedTable } from '../../storage/tables.js'
import { StorageError } from '../storage/storage-error.js'
import { columnsOf, toSql } from './column-values.js'
import type { Database } from './database.js'
import type { Engine } from './engine.js'
import { quote } from '../../units/text/quote.js'

/** What a query of any table says. */
export interface Selection {
  readonly table: TableName
  readonly where?: object
  readonly range?: { readonly column: string; readonly from?: string | number; readonly below?: string | number }
}

// What isn't there must not be taken for no condition, or for a text, as SQLite may take a name: a Remove would remove too much.
const refuse = (message: string): never => {
  throw new StorageError({ _tag: 'Invalid', message })
}

const columnOf = (table: TableName, name: string): Column => {
  const columns = columnsOf(table)
  return Object.hasOwn(columns, name) ? columns[name]! : refuse(`${table} has no column ${quote(name)}`)
}

/** A decimal orders as a number, though it may be kept as text. */
const ordered = ({ type }: Column, operand: RawBuilder<unknown>): RawBuilder<unknown> =>
  type === 'decimal' ? sql`cast(${operand} as numeric)` : operand

// Between integers only whole bounds make a difference, and PostgreSQL takes no others.
const bound = (engine: Engine, column: Column, value: string | number): RawBuilder<unknown> =>
  ordered(column, sql`${toSql(engine, column, column.type === 'integer' ? Math.ceil(Number(value)) : value)}`)

/** The condition of a selection. */
export const conditionOf =
  (engine: Engine, { table, where = {}, range }: Selection) =>
  (eb: ExpressionBuilder<Database, string>): Expression<SqlBool> => {
    const equal = Object.entries(where as Readonly<Record<string, Json | undefined>>).map(([name, value]) => {
      const column = columnOf(table, name)
      if (value === undefined) refuse(`${table}.${name} is compared with nothing`)
      return value === null ? eb(name, 'is', null) : eb(name, '=', toSql(engine, column, value!))
    })
    if (range === undefined) return eb.and(equal)
    const column = columnOf(table, range.column)
    const place = ordered(column, sql.ref(range.column))
    return eb.and([
      ...equal,
      // A range without bounds still has no nulls in it.
      eb(range.column, 'is not', null),
      ...(range.from === undefined ? [] : [sql<SqlBool>`${place} >= ${bound(engine, column, range.from)}`]),
      ...(range.below === undefined ? [] : [sql<SqlBool>`${place} < ${bound(engine, column, range.below)}`]),
    ])
  }

/** What its records are ordered by, first to last: the column of the range, or of the table, then the key. */
export const orderOf = ({ table, range }: Selection): readonly RawBuilder<unknown>[] =>
  [range?.column ?? describedTable(table).order, ...describedTable(table).key].map((name) =>
    // With its table: a name alone could mean the text that is selected of the column.
    ordered(columnOf(table, name), sql.ref(`${table}.${name}`)),
  )

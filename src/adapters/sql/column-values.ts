/**
 * Records to rows and back. Law: a record that fits its table comes back equal from either engine (-0 as 0).
 */
import type { AliasedRawBuilder, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Json } from '../../units/json/json.js'
import type { Column, TableName, Tables } from '../../storage/tables.js'
import { describedTable } from '../../storage/tables.js'
import type { SqlRow, SqlValue } from './database.js'
import type { Engine } from './engine.js'

/** The columns of a table by their names. */
export const columnsOf = (table: TableName): Readonly<Record<string, Column>> => describedTable(table).columns

/** What is selected of a table to make records of it. */
export const selectionOf = (engine: Engine, table: TableName): readonly AliasedRawBuilder<SqlValue, string>[] =>
  Object.entries(columnsOf(table)).map(([name, { type }]) => engine.selected(type, sql.ref(`${table}.${name}`)).as(name))

/** A value on its way to an engine. */
export type SqlOperand = SqlValue | RawBuilder<SqlValue>

/** A value as an engine takes it. */
export const toSql = (engine: Engine, { type }: Column, value: Json): SqlOperand => {
  if (type === 'json') return JSON.stringify(value)
  if (type === 'real' && typeof value === 'number') return engine.real(value)
  return typeof value === 'boolean' ? engine.flag(value) : (value as SqlValue)
}

/** The row of a record. */
export const toRow = <T extends TableName>(engine: Engine, table: T, record: Tables[T]): Readonly<Record<string, SqlOperand>> => {
  const values = record as Readonly<Record<string, Json>>
  return Object.fromEntries(Object.entries(columnsOf(table)).map(([name, column]) => [name, toSql(engine, column, values[name]!)]))
}

const fromSql = ({ type }: Column, value: SqlValue): Json => {
  if (value === null) return null
  switch (type) {
    case 'text':
    case 'timestamp':
      return String(value)
    // A text of PostgreSQL, a number or a bigint of SQLite.
    case 'integer':
    case 'real':
      return Number(value)
    // PostgreSQL fills up to 18 decimals.
    case 'decimal':
      return String(value).replace(/\.0+$|(\.\d*[1-9])0+$/, '$1')
    // PostgreSQL writes true and false, SQLite keeps 1 and 0.
    case 'flag':
      return value === 'true' || Number(value) === 1
    case 'json':
      return JSON.parse(String(value)) as Json
  }
}

/** The record of a row. */
export const fromRow = <T extends TableName>(table: T, row: SqlRow): Tables[T] =>
  Object.fromEntries(Object.entries(columnsOf(table)).map(([name, column]) => [name, fromSql(column, row[name]!)])) as unknown as Tables[T]

/** In what SQLite and PostgreSQL differ; all else is written once. */
import type { ColumnDataType, RawBuilder } from 'kysely'
import type { StorageFailure } from '../../storage/port.js'
import type { ColumnType } from '../../storage/tables.js'
import type { SqlValue } from './database.js'

export interface Engine {
  /** What it calls each type of column. */
  readonly types: { readonly [T in ColumnType]: ColumnDataType | RawBuilder<unknown> }
  /** What follows the columns of a new table. */
  readonly tableOptions: RawBuilder<unknown>
  readonly flag: (value: boolean) => boolean | number
  readonly real: (value: number) => number | RawBuilder<number>
  /** What is selected of a column, so that it comes in a form that does not depend on the settings of a driver. */
  readonly selected: (type: ColumnType, column: RawBuilder<unknown>) => RawBuilder<SqlValue>
  /** As many values go into one statement. */
  readonly parameters: number
  /** Run at the beginning of a migration, so that two processes migrate one after the other. */
  readonly lockSchema: RawBuilder<unknown>
  readonly failureOf: (error: unknown) => StorageFailure
}

/**
 * A table: its columns, its key, its order, how long its records are kept, and the rules that hold between records.
 */
import type { Columns } from './column.js'

/** The settings that say after how long a record is removed. `retention_days` is a setting of a policy's traces, the others of a validator. */
export type Age = 'profiles_hours' | 'results_hours' | 'metrics_days' | 'retention_days'

/** Records are removed by age: those whose instant in the column `by` is longer ago than the setting `after` says. */
export interface Ageing<Name extends string = string> {
  readonly by: Name
  readonly after: Age
  /** Records with one of these texts in this column are never removed by age. The column has a list of texts, `oneOf`. */
  readonly never?: { readonly column: Name; readonly texts: readonly string[] }
}

/** The description of a table; `Name` are the names of its columns. */
export interface Table<C extends Columns = Columns, Name extends string = string> {
  readonly columns: C
  /** No two records have the same values in all of these columns. */
  readonly key: readonly Name[]
  /** Records are read in the order of this column, and those with the same value in it in the order of the key. */
  readonly order: Name
  /** How long records are kept. `as long as its owner` goes with `belongsTo`. */
  readonly kept: Ageing<Name> | 'as long as its owner' | 'for ever'
  /** The records say what runs now. They are not part of a backup. */
  readonly isTransient?: true
  /** Each record belongs to the record of another table whose key stands in `column`, and is removed with it. That key is one column. */
  readonly belongsTo?: { readonly column: Name; readonly table: string }
  /** Of the records that have the same values in the columns `of`, at most one has `text` in `column`. */
  readonly atMostOne?: { readonly of: readonly Name[]; readonly column: Name; readonly text: string }
}

/** Gives the description back, its type taken from its columns. */
export const table = <C extends Columns>(description: Table<C, keyof C & string>): Table<C, keyof C & string> => description

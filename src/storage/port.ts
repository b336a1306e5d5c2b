/** What a validator needs of a store: batches that are whole, and reads by equality and range. */
import type { TableName, Tables } from './tables.js'

/** Columns that hold a value to compare with, not JSON. */
type Comparable<R> = { readonly [C in keyof R]?: R[C] extends string | number | boolean | null ? R[C] : never }

/** The range of a column: `from` and above, and under `below`. Texts are compared by code units. */
export type Range<R> = { readonly column: keyof R & string; readonly from?: string | number; readonly below?: string | number }

/**
 * Records of one table: those whose columns equal `where` and lie in `range`, ordered by the column of the range (without one,
 * by the table's `order`), then by the key; at most `limit`.
 */
export type Query<T extends TableName> = {
  readonly table: T
  readonly where?: Comparable<Tables[T]>
  readonly range?: Range<Tables[T]>
  readonly descending?: boolean
  readonly limit?: number
}

/** One step of a batch. */
export type WriteOf<T extends TableName> =
  /** Each record in place of the one with its key, if there is one. */
  | { readonly _tag: 'Put'; readonly table: T; readonly records: readonly Tables[T][] }
  /** Records whose keys must not be there yet; else the whole batch fails, with a `Conflict`. */
  | { readonly _tag: 'Add'; readonly table: T; readonly records: readonly Tables[T][] }
  /** Removes what the query finds; removing metrics removes the history that belongs to them. */
  | { readonly _tag: 'Remove'; readonly table: T; readonly where?: Comparable<Tables[T]>; readonly range?: Range<Tables[T]> }

/** A write to any table. */
export type Write = { readonly [T in TableName]: WriteOf<T> }[TableName]

/** Where records are kept. */
export interface Storage {
  /**
   * All of a batch, in its order, or nothing of it. When it resolves, the batch outlives the process. The number of records removed. One that
   * was given up for taking too long may still land, but not after a later one.
   */
  readonly write: (batch: readonly Write[]) => Promise<number>
  /** What was written before, by anyone, is seen. */
  readonly read: <T extends TableName>(query: Query<T>) => Promise<readonly Tables[T][]>
  readonly close: () => Promise<void>
}

/**
 * Why a store failed. `Conflict`: an added key is there. `Busy`: locked by another. `Full`: no room left. `Unavailable`: no connection.
 * `Invalid`: a record breaks a rule of the schema. `NewerSchema`: written by a later version. `Failed`: anything else.
 */
export interface StorageFailure {
  readonly _tag: 'Conflict' | 'Busy' | 'Full' | 'Unavailable' | 'Invalid' | 'NewerSchema' | 'Failed'
  readonly message: string
}

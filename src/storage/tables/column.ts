/**
 * The columns of tables. A description of a column says what may stand in it, and carries the TypeScript type of its values.
 *
 * The type of a record, the check of a record, the samples and the arbitraries of the tests are all made of these descriptions. A
 * migration is not: it keeps its own copy, because it never changes once it is released.
 */
import type { Json } from '../../units/json/json.js'

/** An instant in UTC with nine decimals, `2026-11-20T06:00:00.000000000Z`: as text it orders as it does in time. */
export type Timestamp = string

/**
 * The types of columns: `text` and `timestamp` are texts, `integer` is a whole number of at most 2^53 - 1, `real` a double, `decimal` a
 * decimal in text, `flag` true or false, `json` any JSON.
 */
export type ColumnType = 'text' | 'timestamp' | 'integer' | 'real' | 'decimal' | 'flag' | 'json'

/** What stands in a list: numbers from 0 to 65535, strings, or tables whose named keys are strings. */
export type Item = 'u16' | 'string' | { readonly [key: string]: 'string' }

/** A column: its type, and the rules that its values keep. `A` is the TypeScript type of the values. */
export interface Column<A = unknown> {
  readonly type: ColumnType
  /** Null may stand in it. */
  readonly nullable?: true
  /** The least number that may stand in it. */
  readonly least?: number
  /** The largest number that may stand in it. */
  readonly most?: number
  /** The texts that may stand in it; without it any text may. */
  readonly oneOf?: readonly string[]
  /** A JSON column that holds a list has this: what stands in the list. */
  readonly items?: Item
  /** The text is a hotkey, by which records are found. */
  readonly isHotkey?: true
  /** No description has this key. It only tells the compiler the type of the values. */
  readonly _value?: A
}

/** Columns by their names. */
export interface Columns {
  readonly [name: string]: Column
}

/** The TypeScript type of a record that has these columns. */
export type RecordOf<C> = { readonly [N in keyof C]: C[N] extends Column<infer A> ? A : never }

type ItemValue<I extends Item> = I extends 'u16' ? number : I extends 'string' ? string : { readonly [K in keyof I]: string }

export const text: Column<string> = { type: 'text' }
export const hotkey: Column<string> = { type: 'text', isHotkey: true }
export const timestamp: Column<Timestamp> = { type: 'timestamp' }
export const flag: Column<boolean> = { type: 'flag' }
export const json: Column<Json> = { type: 'json' }

/** A whole number of at least 0. */
export const count: Column<number> = { type: 'integer', least: 0 }

/** A double of at least 0. */
export const amount: Column<number> = { type: 'real', least: 0 }

/** A double from 0 to 1. */
export const part: Column<number> = { type: 'real', least: 0, most: 1 }

/** A percentage from 0 to 100, a decimal in text. */
export const percentage: Column<string> = { type: 'decimal', least: 0, most: 100 }

/** One of the given texts. The samples of the tests take the first. */
export const oneOf = <const S extends string>(...texts: readonly S[]): Column<S> => ({ type: 'text', oneOf: texts })

/** A list, kept as JSON. */
export const list = <const I extends Item>(items: I): Column<readonly ItemValue<I>[]> => ({ type: 'json', items })

/** The same column, in which null may stand too. */
export const orNull = <A>({ _value: _, ...column }: Column<A>): Column<A | null> => ({ ...column, nullable: true })

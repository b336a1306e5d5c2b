/**
 * Rows with few entries, stored one after the other in three columns: row i goes from `starts[i]` to before `starts[i +
 * 1]`. Entries are in stored order, which need not be by uid. A missing entry is not the same as an entry of 0.
 */

/** Entries by row; the values are fixed-point bits. */
export interface Matrix {
  readonly starts: Uint32Array
  readonly columns: Uint16Array
  readonly values: Float64Array
}

/**
 * Rows of u16 as the chain keeps them. `kept[i]` is 1 when the chain's storage has a key for row i, even if the row is
 * empty.
 */
export interface SparseRows {
  readonly starts: Uint32Array
  readonly columns: Uint16Array
  readonly values: Uint16Array
  readonly kept: Uint8Array
}

/** A row: the uid that it belongs to, and its entries `[uid, u16]` in stored order. */
export type StoredRow = readonly [uid: number, entries: readonly (readonly [uid: number, value: number])[]]

/**
 * The rows of `n` neurons as columns. Rows and entries of uids that aren't on the subnet are left out, as the chain does; a later
 * row of the same uid replaces an earlier one.
 *
 * @example
 * ```ts
 * import { sparseRows } from 'steelyard/chain'
 * const rows = sparseRows(3)([[1, [[2, 65535], [0, 100], [9, 5]]], [2, []]])
 * rows.starts // => Uint32Array.of(0, 0, 2, 2)
 * rows.columns // => Uint16Array.of(2, 0)
 * rows.kept // => Uint8Array.of(0, 1, 1)
 * ```
 */
export const sparseRows =
  (n: number) =>
  (rows: readonly StoredRow[]): SparseRows => {
    const present = new Map(rows.filter(([uid]) => uid < n).map(([uid, entries]) => [uid, entries.filter(([column]) => column < n)]))
    const size = [...present.values()].reduce((all, entries) => all + entries.length, 0)
    const starts = new Uint32Array(n + 1)
    const columns = new Uint16Array(size)
    const values = new Uint16Array(size)
    const kept = new Uint8Array(n)
    let at = 0
    for (let i = 0; i < n; i++) {
      const entries = present.get(i)
      if (entries !== undefined) kept[i] = 1
      for (const [column, value] of entries ?? []) {
        columns[at] = column
        values[at++] = value
      }
      starts[i + 1] = at
    }
    return { starts, columns, values, kept }
  }

/** The rows that have a key, by uid, as the chain's storage lists them. */
export const storedRows = ({ starts, columns, values, kept }: SparseRows): readonly StoredRow[] =>
  Array.from(kept.keys())
    .filter((i) => kept[i] === 1)
    .map((i) => [i, Array.from(columns.subarray(starts[i], starts[i + 1]), (column, k) => [column, values[starts[i]! + k]!])])

/** A visitor returns this to drop an entry. No value of a matrix is negative. */
export const DROPPED = -1

/** The matrix of the entries that the visitor keeps, with the values that it returns, in the same order. */
export const collect = (
  { starts, columns, values }: Matrix | SparseRows,
  visit: (row: number, column: number, value: number) => number,
): Matrix => {
  const [keptColumns, keptValues] = [new Uint16Array(columns.length), new Float64Array(columns.length)]
  const keptStarts = new Uint32Array(starts.length)
  let at = 0
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const value = visit(i, columns[k]!, values[k]!)
      if (value === DROPPED) continue
      keptColumns[at] = columns[k]!
      keptValues[at++] = value
    }
    keptStarts[i + 1] = at
  }
  return { starts: keptStarts, columns: keptColumns.subarray(0, at), values: keptValues.subarray(0, at) }
}

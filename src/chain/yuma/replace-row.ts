/** Rows in which one row is another one, as after a validator has set its weights. */
import type { SparseRows } from './sparse-rows.js'

/** A column in which the entries from index `from` to before `to` are replaced. */
const spliced = (column: Uint16Array, from: number, to: number, between: Uint16Array): Uint16Array => {
  const into = new Uint16Array(column.length - (to - from) + between.length)
  into.set(column.subarray(0, from))
  into.set(between, from)
  into.set(column.subarray(to), from + between.length)
  return into
}

/** The rows, with row i replaced. */
export const withRow = ({ starts, columns, values, kept }: SparseRows, i: number, uids: Uint16Array, weights: Uint16Array): SparseRows => {
  const [from, to] = [starts[i]!, starts[i + 1]!]
  return {
    starts: starts.map((start, k) => (k > i ? start + uids.length - (to - from) : start)),
    columns: spliced(columns, from, to, uids),
    values: spliced(values, from, to, weights),
    kept: kept.map((has, k) => (k === i ? 1 : has)),
  }
}

/**
 * A matrix that is made row by row: each row is written out for all uids, and the entries above 0 are kept, in
 * ascending order of uid.
 */
import type { Column } from './fixed.js'
import type { Matrix } from './sparse-rows.js'

const isEmpty = ({ starts }: Matrix, i: number): boolean => starts[i] === starts[i + 1]

/**
 * Combines the rows of two matrices. `write` writes row i over zeros; it is called for each row that has entries in
 * either matrix.
 */
export const ascendingRows = (a: Matrix, b: Matrix, write: (i: number, row: Column) => void): Matrix => {
  const n = a.starts.length - 1
  const most = a.columns.length + b.columns.length
  const [columns, values, starts] = [new Uint16Array(most), new Float64Array(most), new Uint32Array(n + 1)]
  const row = new Float64Array(n)
  let at = 0
  for (let i = 0; i < n; i++) {
    if (!isEmpty(a, i) || !isEmpty(b, i)) {
      row.fill(0)
      write(i, row)
      for (let j = 0; j < n; j++) {
        if (row[j]! <= 0) continue
        columns[at] = j
        values[at++] = row[j]!
      }
    }
    starts[i + 1] = at
  }
  return { starts, columns: columns.subarray(0, at), values: values.subarray(0, at) }
}

/** A matrix made row by row: each is written out uid by uid, and what is above 0 is kept, ascending. */
import type { Column } from './fixed.js'
import type { Matrix } from './sparse-rows.js'

const isEmpty = ({ starts }: Matrix, i: number): boolean => starts[i] === starts[i + 1]

/** Rows of two matrices made into one. `write` adds to a row of zeros; it is asked where either has entries. */
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

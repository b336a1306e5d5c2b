/** Sums of a matrix along its rows and down its columns, in row order. */
import type { Column } from './fixed.js'
import { div, mul } from './fixed.js'
import type { Matrix } from './sparse-rows.js'

export const rowSums = ({ starts, values }: Matrix): Column => {
  const sums = new Float64Array(starts.length - 1)
  for (let i = 0; i < sums.length; i++) for (let k = starts[i]!; k < starts[i + 1]!; k++) sums[i]! += values[k]!
  return sums
}

const columnSums = ({ starts, columns, values }: Matrix): Column => {
  const sums = new Float64Array(starts.length - 1)
  for (let k = 0; k < columns.length; k++) sums[columns[k]!]! += values[k]!
  return sums
}

/** The sum of each column, each entry multiplied by its row's factor; every product is rounded down. */
export const downColumns = ({ starts, columns, values }: Matrix, factors: Column): Column => {
  const sums = new Float64Array(starts.length - 1)
  for (let i = 0; i < sums.length; i++) for (let k = starts[i]!; k < starts[i + 1]!; k++) sums[columns[k]!]! += mul(values[k]!, factors[i]!)
  return sums
}

/** The sum of each row, each entry multiplied by its column's factor; every product is rounded down. */
export const alongRows = ({ starts, columns, values }: Matrix, factors: Column): Column => {
  const sums = new Float64Array(starts.length - 1)
  for (let i = 0; i < sums.length; i++) for (let k = starts[i]!; k < starts[i + 1]!; k++) sums[i]! += mul(values[k]!, factors[columns[k]!]!)
  return sums
}

/**
 * Each entry divided by the number for its column; unchanged when that is 0. Plain integers become numbers from 0 to 1.
 */
export const overColumns = ({ starts, columns, values }: Matrix, divisors: Column): Matrix => ({
  starts,
  columns,
  values: values.map((value, k) => {
    const divisor = divisors[columns[k]!]!
    return divisor === 0 ? value : div(value, divisor)
  }),
})

/** Each entry divided by the sum of its column. */
export const normaliseColumns = (matrix: Matrix): Matrix => overColumns(matrix, columnSums(matrix))

/** The largest value of each column; 0 for an empty column. */
export const columnMaxima = ({ starts, columns, values }: Matrix): Column => {
  const maxima = new Float64Array(starts.length - 1)
  for (let k = 0; k < columns.length; k++) if (values[k]! > maxima[columns[k]!]!) maxima[columns[k]!] = values[k]!
  return maxima
}

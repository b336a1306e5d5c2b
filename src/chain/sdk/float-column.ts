/**
 * Columns of floats with NumPy's arithmetic: every step in the number type of the column, sums in NumPy's order.
 *
 * Used only for results that have to agree with Python bit for bit. Nothing else in the library adds doubles in this
 * way. Source: NumPy 2 (pairwise summation in blocks of 128 with eight running sums, linear quantiles).
 */

/** A column whose array type gives the number type: `Float32Array` for float32, `Float64Array` for float64. */
export type FloatColumn = Float32Array | Float64Array

/** Rounds the result of one step to the column's number type. */
export type Round = (x: number) => number

export const roundingOf = (column: FloatColumn): Round => (column.BYTES_PER_ELEMENT === 4 ? Math.fround : (x) => x)

/** A new column of the same number type, each entry computed from the entry at the same place. */
export const mapped = (column: FloatColumn, f: (x: number, i: number) => number): FloatColumn => {
  const made = column.slice()
  for (let i = 0; i < made.length; i++) made[i] = f(made[i]!, i)
  return made
}

const BLOCK = 128
const LANES = 8

const sumOf = (column: FloatColumn, round: Round, start: number, length: number): number => {
  if (length < LANES) {
    let sum = 0
    for (let i = start; i < start + length; i++) sum = round(sum + column[i]!)
    return sum
  }
  if (length > BLOCK) {
    const half = length >> 1
    const left = half - (half % LANES)
    return round(sumOf(column, round, start, left) + sumOf(column, round, start + left, length - left))
  }
  const lanes = column.slice(start, start + LANES)
  const whole = length - (length % LANES)
  for (let i = LANES; i < whole; i++) lanes[i % LANES]! += column[start + i]!
  const pair = (i: number): number => round(lanes[i]! + lanes[i + 1]!)
  let sum = round(round(pair(0) + pair(2)) + round(pair(4) + pair(6)))
  for (let i = whole; i < length; i++) sum = round(sum + column[start + i]!)
  return sum
}

/** `numpy.sum`: 0 for an empty column. */
export const columnSum = (column: FloatColumn): number => sumOf(column, roundingOf(column), 0, column.length)

/** `numpy.cumsum`: the sum so far at each place, one after the other. */
export const runningSums = (column: FloatColumn): FloatColumn => {
  const round = roundingOf(column)
  let sum = 0
  return mapped(column, (x) => (sum = round(sum + x)))
}

/**
 * `numpy.quantile` with linear interpolation, `q` from 0 to 1 as a double, of a column with at least one entry and no NaN. The
 * place is computed in doubles, the interpolation in the column's number type.
 */
export const quantile =
  (q: number) =>
  (column: FloatColumn): number => {
    const round = roundingOf(column)
    const sorted = column.slice().sort()
    const last = sorted.length - 1
    const place = last * q
    const below = Math.floor(place)
    const part = place - below
    const [a, b] = [sorted[below]!, sorted[Math.min(below + 1, last)]!]
    const gap = round(b - a)
    // Interpolates from the nearer end, as NumPy does.
    return part < 0.5 ? round(a + round(gap * round(part))) : round(b - round(gap * round(1 - part)))
  }

/**
 * The weights from which bonds are made: between the weights that were set and the clipped ones, as far as the bonds penalty
 * says.
 *
 * With a penalty of 0 they are the weights that were set, with a penalty of 1 the clipped ones, including their order and
 * zeros. In between, rows are in ascending order and have no zeros.
 */
import { ascendingRows } from './ascending-rows.js'
import type { EpochInput } from './epoch-input.js'
import { u16ToBits, mul, ONE } from './fixed.js'
import type { Matrix } from './sparse-rows.js'

export const bondWeights = ({ n, bonds_penalty }: EpochInput, weights: Matrix, clipped: Matrix): Matrix => {
  const penalty = u16ToBits(bonds_penalty)
  if (penalty === 0) return weights
  if (penalty === ONE) return clipped
  const set = new Float64Array(n)
  return ascendingRows(weights, clipped, (i, row) => {
    for (let k = clipped.starts[i]!; k < clipped.starts[i + 1]!; k++) row[clipped.columns[k]!] = clipped.values[k]!
    for (let k = weights.starts[i]!; k < weights.starts[i + 1]!; k++) set[weights.columns[k]!] = weights.values[k]!
    for (let j = 0; j < n; j++) row[j] = set[j]! + mul(penalty, row[j]! - set[j]!)
    set.fill(0)
  })
}

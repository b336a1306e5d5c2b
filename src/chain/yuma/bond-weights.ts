/**
 * The weights that make bonds: between those that were set and the clipped ones, by the bonds penalty.
 *
 * At either end they are the one or the other as they stand, order and zeros too; between them, rows ascend and zeros are gone.
 */
import { ascendingRows } from './ascending-rows.js'
import type { EpochInput } from './epoch-input.js'
import { fromU16, mul, ONE } from './fixed.js'
import type { Matrix } from './sparse-rows.js'

export const bondWeights = ({ n, bonds_penalty }: EpochInput, weights: Matrix, clipped: Matrix): Matrix => {
  const penalty = fromU16(bonds_penalty)
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

/**
 * What the validators agree on, column by column: the largest weight that a majority of stake gives at least, more or less.
 *
 * Law: no more than the largest weight in its column and no less than the smallest, a missing weight being 0. Every active
 * validator votes, those without weights too. Memory is linear in the number of weights.
 */
import type { Column } from './fixed.js'
import { fromU16, normalise } from './fixed.js'
import type { EpochInput } from './epoch-input.js'
import type { Matrix } from './sparse-rows.js'
import { weightedMedian } from './weighted-median.js'

/** Entries of the voters column by column; within a column in the order of the voters. */
const byColumn = ({ starts, columns, values }: Matrix, voters: Uint32Array): Matrix => {
  const n = starts.length - 1
  const next = new Uint32Array(n + 1)
  for (const i of voters) for (let k = starts[i]!; k < starts[i + 1]!; k++) next[columns[k]! + 1]!++
  for (let j = 0; j < n; j++) next[j + 1]! += next[j]!
  const begins = next.slice()
  const [rows, scores] = [new Uint16Array(begins[n]!), new Float64Array(begins[n]!)]
  voters.forEach((i, voter) => {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const at = next[columns[k]!]!++
      rows[at] = voter
      scores[at] = values[k]!
    }
  })
  return { starts: begins, columns: rows, values: scores }
}

export const consensusOf = ({ n, kappa }: EpochInput, weights: Matrix, active: Column): Column => {
  const voters = Uint32Array.from(active.keys()).filter((uid) => active[uid]! > 0)
  // Normalised once more: the active stake sums to a few ulps less than 1 already.
  const stakes = normalise(Float64Array.from(voters, (uid) => active[uid]!))
  const median = weightedMedian(stakes, fromU16(kappa))
  const { starts, columns, values } = byColumn(weights, voters)
  const scores = new Float64Array(voters.length)
  return Float64Array.from({ length: n }, (_, j) => {
    scores.fill(0)
    for (let k = starts[j]!; k < starts[j + 1]!; k++) scores[columns[k]!] = values[k]!
    return median(scores)
  })
}

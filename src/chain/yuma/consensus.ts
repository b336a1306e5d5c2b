/**
 * The consensus for each column: approximately the largest weight such that a majority of the stake gives at least this
 * weight.
 *
 * Law: it is at most the largest weight in its column and at least the smallest; a missing weight counts as 0. Every
 * active validator votes, also one without weights. Memory is linear in the number of weights.
 */
import type { Column } from './fixed.js'
import { u16ToBits, normalise } from './fixed.js'
import type { EpochInput } from './epoch-input.js'
import type { Matrix } from './sparse-rows.js'
import { weightedMedian } from './weighted-median.js'

/** The entries of the voters, column by column; within a column in the order of the voters. */
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
  // The active stake is normalised again, because its sum is already a few ulps below 1.
  const stakes = normalise(Float64Array.from(voters, (uid) => active[uid]!))
  const median = weightedMedian(stakes, u16ToBits(kappa))
  const { starts, columns, values } = byColumn(weights, voters)
  const scores = new Float64Array(voters.length)
  return Float64Array.from({ length: n }, (_, j) => {
    scores.fill(0)
    for (let k = starts[j]!; k < starts[j + 1]!; k++) scores[columns[k]!] = values[k]!
    return median(scores)
  })
}

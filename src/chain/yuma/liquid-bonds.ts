/**
 * Bonds that each move at their own alpha. A bond without a weight is dropped; a bond with a weight of 0 gets smaller. Rows keep
 * the order of the weights.
 *
 * The chain reads rows with a cursor that only moves forward. So when a row is not in ascending order, an entry that comes after a
 * larger uid counts as 0 in its alpha.
 */
import type { Column } from './fixed.js'
import { mul, ONE } from './fixed.js'
import type { LiquidAlpha } from './liquid-alpha.js'
import type { Matrix } from './sparse-rows.js'
import { collect, DROPPED } from './sparse-rows.js'

/** Clears `into`, and writes the entries of row i that the cursor sees. */
const readForward = ({ starts, columns, values }: Matrix, i: number, into: Column): void => {
  into.fill(0)
  let largest = -1
  for (let k = starts[i]!; k < starts[i + 1]!; k++) {
    if (columns[k]! <= largest) continue
    largest = columns[k]!
    into[largest] = values[k]!
  }
}

export const moveLiquidBonds = (alphaOf: LiquidAlpha, consensus: Column, weights: Matrix, old: Matrix): Matrix => {
  const n = consensus.length
  const [seenWeights, seenBonds, former] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  let written = -1
  const writeOut = (i: number): void => {
    written = i
    readForward(weights, i, seenWeights)
    readForward(old, i, seenBonds)
    former.fill(0)
    for (let k = old.starts[i]!; k < old.starts[i + 1]!; k++) former[old.columns[k]!] = old.values[k]!
  }
  return collect(weights, (i, j, weight) => {
    if (i !== written) writeOut(i)
    const alpha = alphaOf(consensus[j]!, seenWeights[j]!, seenBonds[j]!)
    const bond = Math.min(ONE, mul(ONE - alpha, former[j]!) + mul(alpha, weight))
    return bond > 0 ? bond : DROPPED
  })
}

/** All n times n alphas, also of pairs without a weight, for a trace. */
export const liquidAlphas = (alphaOf: LiquidAlpha, consensus: Column, weights: Matrix, old: Matrix): readonly Column[] => {
  const [seenWeights, seenBonds] = [consensus.slice(), consensus.slice()]
  return Array.from({ length: consensus.length }, (_, i) => {
    readForward(weights, i, seenWeights)
    readForward(old, i, seenBonds)
    return consensus.map((agreed, j) => alphaOf(agreed, seenWeights[j]!, seenBonds[j]!))
  })
}

/**
 * Bonds that move each at its own alpha. A bond without a weight is gone, one with a weight of 0 wanes; rows keep the order of
 * the weights.
 *
 * The chain reads rows with a cursor that only goes forward: where a row doesn't ascend, an alpha takes what stands after a larger
 * uid for 0.
 */
import type { Column } from './fixed.js'
import { mul, ONE } from './fixed.js'
import type { LiquidAlpha } from './liquid-alpha.js'
import type { Matrix } from './sparse-rows.js'
import { collect, DROPPED } from './sparse-rows.js'

/** Writes what the cursor sees of row i over zeros. */
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

/** Every alpha, also of pairs without a weight: n times n of them, for a trace. */
export const liquidAlphas = (alphaOf: LiquidAlpha, consensus: Column, weights: Matrix, old: Matrix): readonly Column[] => {
  const [seenWeights, seenBonds] = [consensus.slice(), consensus.slice()]
  return Array.from({ length: consensus.length }, (_, i) => {
    readForward(weights, i, seenWeights)
    readForward(old, i, seenBonds)
    return consensus.map((agreed, j) => alphaOf(agreed, seenWeights[j]!, seenBonds[j]!))
  })
}

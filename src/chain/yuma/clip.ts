/** Weights cut at what the validators agree on. Law: none exceeds its weight or the consensus. */
import type { Column } from './fixed.js'
import type { Matrix } from './sparse-rows.js'
import { collect, DROPPED } from './sparse-rows.js'

/** A weight where nothing is agreed on is gone; a 0 that was set stays. */
export const clip = (weights: Matrix, consensus: Column): Matrix =>
  collect(weights, (_, j, weight) => {
    const agreed = consensus[j]!
    if (weight <= agreed) return weight
    return agreed === 0 ? DROPPED : agreed
  })

/**
 * Cuts weights at the consensus of the validators. Law: no clipped weight is above the original weight or above the
 * consensus.
 */
import type { Column } from './fixed.js'
import type { Matrix } from './sparse-rows.js'
import { collect, DROPPED } from './sparse-rows.js'

/** A positive weight for a neuron with a consensus of 0 is dropped; a weight of 0 that was set stays. */
export const clip = (weights: Matrix, consensus: Column): Matrix =>
  collect(weights, (_, j, weight) => {
    const agreed = consensus[j]!
    if (weight <= agreed) return weight
    return agreed === 0 ? DROPPED : agreed
  })

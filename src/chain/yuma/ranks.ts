/**
 * What the clipped weights come to: for those who are weighted (rank, trust, incentive) and those who weight (validator trust).
 *
 * Laws: incentives sum to at most 1, and to no more than n ulps less when anybody has rank; validator trust is at most 1.
 */
import type { Column } from './fixed.js'
import { div, normalise } from './fixed.js'
import { downColumns, rowSums } from './matrix-sums.js'
import type { Matrix } from './sparse-rows.js'

export interface Ranks {
  /** Stake behind each neuron before weights are clipped. */
  readonly preranks: Column
  /** And after. */
  readonly ranks: Column
  /** What clipping leaves: after over before. */
  readonly trust: Column
  readonly incentive: Column
  readonly validatorTrust: Column
}

export const ranksOf = (weights: Matrix, clipped: Matrix, active: Column): Ranks => {
  const preranks = downColumns(weights, active)
  const ranks = downColumns(clipped, active)
  return {
    preranks,
    ranks,
    trust: ranks.map((rank, uid) => div(rank, preranks[uid]!)),
    incentive: normalise(ranks),
    validatorTrust: rowSums(clipped),
  }
}

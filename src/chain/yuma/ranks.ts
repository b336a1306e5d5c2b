/**
 * Sums of the clipped weights: for the neurons that receive weights (rank, trust, incentive) and for those that set them
 * (validator trust).
 *
 * Laws: incentives sum to at most 1, and to at least 1 minus n ulps when some rank is above 0; validator trust is at most
 * 1.
 */
import type { Column } from './fixed.js'
import { div, normalise } from './fixed.js'
import { downColumns, rowSums } from './matrix-sums.js'
import type { Matrix } from './sparse-rows.js'

export interface Ranks {
  /** The stake-weighted sum of each neuron's weights, before clipping. */
  readonly preranks: Column
  /** The same after clipping. */
  readonly ranks: Column
  /** The part that clipping leaves: the sum after clipping divided by the sum before. */
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

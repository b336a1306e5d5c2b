/** Scores from a miner's validation results: one score from 0 to 1, over all its GPUs. */
import { exactMean } from '../units/exact/exact-sum.js'

/**
 * Verification ratio: valid results over all results, one division of doubles. 0 when there are no results.
 *
 * @example
 * ```ts
 * import { verificationRatio } from 'steelyard/scoring'
 * verificationRatio(3, 4) // => 0.75
 * verificationRatio(0, 0) // => 0
 * ```
 */
export const verificationRatio = (valid: number, all: number): number => (all === 0 ? 0 : valid / all)

/**
 * Hardware verification: the mean hardware score of the valid results that have one, times the ratio, one product of
 * doubles.
 *
 * @example
 * ```ts
 * import { hardwareVerification } from 'steelyard/scoring'
 * hardwareVerification([0.5, 1], 2, 4) // => 0.375
 * ```
 */
export const hardwareVerification = (hardwareScores: readonly number[], valid: number, all: number): number =>
  exactMean(hardwareScores) * verificationRatio(valid, all)

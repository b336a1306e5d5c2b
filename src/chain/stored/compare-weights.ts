/** Compares two vectors of weights, so that validators of one subnet can see where they disagree. */
import type { U16Weights } from '../../policy/shares/u16-weights.js'

/** A uid for which two vectors differ. Its weight is 0 in a vector that does not have the uid. */
export interface WeightDifference {
  readonly uid: number
  readonly a: number
  readonly b: number
}

const byUid = ({ uids, weights }: U16Weights): ReadonlyMap<number, number> => new Map(Array.from(uids, (uid, i) => [uid, weights[i]!]))

/**
 * The uids of either vector whose weights differ by more than `tolerance` units, sorted by uid; empty when the vectors agree.
 * Weights are compared as they are, so both vectors should have the same scale: `maxUpscale` brings both to the chain's. Uids are
 * unique in each vector. A tolerance of NaN counts as 0.
 *
 * @example
 * ```ts
 * import { compareWeights } from 'steelyard/chain'
 * const a = { uids: Uint16Array.of(1, 2, 3), weights: Uint16Array.of(10, 20, 65535) }
 * const b = { uids: Uint16Array.of(2, 3, 4), weights: Uint16Array.of(21, 65535, 7) }
 * compareWeights(a, b, 1) // => [{ uid: 1, a: 10, b: 0 }, { uid: 4, a: 0, b: 7 }]
 * compareWeights(a, b, 10) // => []
 * ```
 */
export const compareWeights = (a: U16Weights, b: U16Weights, tolerance: number): readonly WeightDifference[] => {
  const [left, right] = [byUid(a), byUid(b)]
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort((one, other) => one - other)
    .map((uid) => ({ uid, a: left.get(uid) ?? 0, b: right.get(uid) ?? 0 }))
    .filter((pair) => !(Math.abs(pair.a - pair.b) <= tolerance))
}

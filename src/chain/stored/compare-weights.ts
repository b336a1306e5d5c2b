/** Compares two vectors of weights, so that validators of one subnet can see where they disagree. */
import type { U16Weights } from '../../policy/shares/u16-weights.js'

/** A vector, and the rules that it was decided by (`RULES`, `rules` in JSON and in the journal), where they are known. */
export interface DecidedWeights extends U16Weights {
  readonly rules?: number
}

/**
 * A uid for which two vectors differ. Its weight is 0 in a vector that does not have the uid. Where `uid` is null, `a` and `b` are not
 * weights but the rules by which the two were decided: other weights are no surprise then.
 */
export interface WeightDifference {
  readonly uid: number | null
  readonly a: number
  readonly b: number
}

const byUid = ({ uids, weights }: U16Weights): ReadonlyMap<number, number> => new Map(Array.from(uids, (uid, i) => [uid, weights[i]!]))

/**
 * The uids of either vector whose weights differ by more than `tolerance` units, sorted by uid; empty when the vectors agree.
 * Weights are compared as they are, so both vectors should have the same scale: `maxUpscale` brings both to the chain's. Uids are
 * unique in each vector. A tolerance of NaN counts as 0. Where both vectors name their rules and these differ, that is the first entry.
 *
 * @example
 * ```ts
 * import { compareWeights } from 'steelyard/chain'
 * const a = { uids: Uint16Array.of(1, 2, 3), weights: Uint16Array.of(10, 20, 65535) }
 * const b = { uids: Uint16Array.of(2, 3, 4), weights: Uint16Array.of(21, 65535, 7) }
 * compareWeights(a, b, 1) // => [{ uid: 1, a: 10, b: 0 }, { uid: 4, a: 0, b: 7 }]
 * compareWeights(a, b, 10) // => []
 * compareWeights({ ...a, rules: 1 }, { ...b, rules: 2 }, 10) // => [{ uid: null, a: 1, b: 2 }]
 * ```
 */
export const compareWeights = (a: DecidedWeights, b: DecidedWeights, tolerance: number): readonly WeightDifference[] => {
  const [left, right] = [byUid(a), byUid(b)]
  const rules = a.rules === undefined || b.rules === undefined || a.rules === b.rules ? [] : [{ uid: null, a: a.rules, b: b.rules }]
  const weights = [...new Set([...left.keys(), ...right.keys()])]
    .sort((one, other) => one - other)
    .map((uid) => ({ uid, a: left.get(uid) ?? 0, b: right.get(uid) ?? 0 }))
    .filter((pair) => !(Math.abs(pair.a - pair.b) <= tolerance))
  return [...rules, ...weights]
}

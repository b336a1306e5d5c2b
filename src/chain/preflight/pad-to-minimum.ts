/**
 * Makes a vector that is too short for the network long enough, with explicit zeros. This is a rule of the chain and not of the Python SDK:
 * its 11 line drops these zeros and refuses the vector.
 */
import type { U16Weights } from '../../policy/shares/u16-weights.js'

/**
 * Pads weights with zeros for the lowest uids that have no entry, until there are `min(n, minAllowed)` entries, n being the number
 * of uids in `known`. The chain counts zeros as entries and stores them; shares don't change. The result is sorted by uid. When
 * there are enough entries, the weights are returned unchanged. (A single weight to oneself needs no padding, and padding takes
 * away its exceptions.)
 *
 * @example
 * ```ts
 * import { padToMinimum } from 'steelyard/chain'
 * const weights = { uids: Uint16Array.of(1, 5), weights: Uint16Array.of(7, 65535) }
 * padToMinimum(4, [0, 1, 2, 3, 4, 5])(weights) // => { uids: Uint16Array.of(0, 1, 2, 5), weights: Uint16Array.of(0, 7, 0, 65535) }
 * padToMinimum(8, [1, 5])(weights) // => weights
 * ```
 */
export const padToMinimum =
  (minAllowed: number, known: ArrayLike<number>) =>
  (given: U16Weights): U16Weights => {
    const lacking = Math.min(known.length, minAllowed) - given.uids.length
    if (lacking <= 0) return given
    const present = new Set(given.uids)
    const zeros = Array.from(known)
      .filter((uid) => !present.has(uid))
      .sort((a, b) => a - b)
      .slice(0, lacking)
    const entries = [
      ...Array.from(given.uids, (uid, i) => ({ uid, weight: given.weights[i]! })),
      ...zeros.map((uid) => ({ uid, weight: 0 })),
    ]
    entries.sort((a, b) => a.uid - b.uid)
    return { uids: Uint16Array.from(entries, ({ uid }) => uid), weights: Uint16Array.from(entries, ({ weight }) => weight) }
  }

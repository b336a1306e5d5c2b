/**
 * Whether the weights that a chain stores for a signer are those that were sent.
 *
 * Laws: the row that the chain makes of a vector matches it; where another hotkey took over a uid since, its entry may be 0 instead; any
 * other difference does not match. A uid without an entry counts as one with weight 0. Source: subtensor, which scales a vector up before
 * it stores it, and since spec 320 sets every entry about a uid to 0 when the uid changes hands.
 */
import type { OwnRow } from '../../network/look.js'
import { maxUpscale } from './max-upscale.js'

/** A vector as it was sent, and which of its uids another hotkey has taken over since. */
export interface SentWeights {
  readonly uids: readonly number[]
  readonly weights: readonly number[]
  readonly isTakenOver: (uid: number) => boolean
}

/**
 * Whether a stored row is what the chain makes of a vector.
 *
 * @example
 * ```ts
 * import { matchesRow } from 'steelyard/chain'
 * const sent = { uids: [7, 8], weights: [1, 2], isTakenOver: (uid) => uid === 8 }
 * matchesRow(sent)([[7, 32768], [8, 65535]]) // => true
 * matchesRow(sent)([[7, 32768], [8, 0]]) // => true
 * matchesRow(sent)([[7, 0], [8, 65535]]) // => false
 * ```
 */
export const matchesRow =
  ({ uids, weights, isTakenOver }: SentWeights) =>
  (row: OwnRow): boolean => {
    const stored = new Map<number, number>(row)
    const expected = new Map(Array.from(maxUpscale(Uint16Array.from(weights)), (weight, i) => [uids[i]!, weight]))
    return [...new Set([...stored.keys(), ...expected.keys()])].every((uid) => {
      const found = stored.get(uid) ?? 0
      return found === (expected.get(uid) ?? 0) || (found === 0 && isTakenOver(uid))
    })
  }

/**
 * The percentile rank of a score among scores: the percentage of scores that are not above it.
 *
 * Tie rule: equal scores all have the rank of the last of them, so the best score has rank 100 however often it occurs.
 * Laws: the order of the values does not matter; the rank grows with the score; a score in the sample has a rank above 0.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'

/** The number of sorted values that are not above x. */
const reached = (sorted: Float64Array, x: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * `100 * (number of values <= x) / n`, one division of doubles; none when there are no values. The values contain no
 * NaN. They are sorted once for any number of scores.
 *
 * @example
 * ```ts
 * import { none, some } from 'fp-ts/lib/Option.js'
 * import { percentileRank } from 'steelyard/scoring'
 * const rank = percentileRank([0.2, 0.9, 0.5, 0.5])
 * [0.2, 0.5, 0.9, 0.1].map(rank) // => [some(25), some(75), some(100), some(0)]
 * percentileRank([])(0.5) // => none
 * ```
 */
export const percentileRank = (values: ArrayLike<number>): ((x: number) => Option<number>) => {
  const sorted = Float64Array.from(values).sort()
  return (x) => (sorted.length === 0 ? none : some((100 * reached(sorted, x)) / sorted.length))
}

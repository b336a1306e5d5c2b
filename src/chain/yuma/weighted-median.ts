/**
 * The stake-weighted median as the chain finds it: a search with pivots. The partial sums of rounded stakes decide when a sum is
 * close to the boundary.
 *
 * Law: the result is one of the scores. The order of the voters matters only where sums differ by an ulp.
 */
import type { Column } from './fixed.js'
import { sum } from './fixed.js'

/** Medians for voters with these stakes; a majority is a part of `kappa` of the stake. Scores are by voter. */
export const weightedMedian = (stakes: Column, kappa: number): ((scores: Column) => number) => {
  const whole = sum(stakes)
  const minority = whole - kappa
  const everyone = Uint16Array.from(stakes.keys())
  let [voters, lower, upper] = [new Uint16Array(stakes.length), new Uint16Array(stakes.length), new Uint16Array(stakes.length)]
  return (scores) => {
    voters.set(everyone)
    let [count, lo, hi] = [voters.length, 0, whole]
    while (count > 1) {
      const pivot = scores[voters[count >> 1]!]!
      let [below, above, lowerStake, upperStake] = [0, 0, 0, 0]
      for (let v = 0; v < count; v++) {
        const voter = voters[v]!
        const score = scores[voter]!
        if (score < pivot) {
          lowerStake += stakes[voter]!
          lower[below++] = voter
        } else if (score > pivot) {
          upperStake += stakes[voter]!
          upper[above++] = voter
        }
      }
      const [from, to] = [lo + lowerStake, hi - upperStake]
      if (from <= minority && minority < to) return pivot
      if (minority < from && below > 0) {
        hi = from
        count = below
        ;[voters, lower] = [lower, voters]
      } else if (to <= minority && above > 0) {
        lo = to
        count = above
        ;[voters, upper] = [upper, voters]
      } else return pivot
    }
    return count === 0 ? 0 : scores[voters[0]!]!
  }
}

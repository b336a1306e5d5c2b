/**
 * Gives one unit to each of the largest remainders (step 7 of the proof). The cut is the key of the last claim that
 * gets a unit. Claims with keys well above the cut get one, and claims with keys well below it get none. Claims with
 * keys near the cut are the band, and `settleBand` decides them.
 */
import { BAND } from './bound.js'
import type { ExactQuotas } from './exact-quotas.js'
import type { Scratch } from './scratch.js'
import { findBin, selectKey } from './select-cut.js'
import { settleBand } from './settle-band.js'

/**
 * Raises every claim above the bin that follows the cut's bin. Lists the claims in the cut's bin and the bins next to
 * it, and returns their number.
 */
const raiseAbove =
  ({ keys, units, members }: Scratch) =>
  (n: number, bin: number, shift: number): number => {
    const above = bin + 1
    const below = bin - 1
    let near = 0
    let i = 0
    for (const last = n - 3; i < last; i += 4) {
      const b0 = keys[i]! >>> shift
      const b1 = keys[i + 1]! >>> shift
      const b2 = keys[i + 2]! >>> shift
      const b3 = keys[i + 3]! >>> shift
      // Uses the sign bit of a difference instead of a branch, because a processor could not predict the branch.
      units[i]! += (above - b0) >>> 31
      units[i + 1]! += (above - b1) >>> 31
      units[i + 2]! += (above - b2) >>> 31
      units[i + 3]! += (above - b3) >>> 31
      if ((b0 - below) >>> 0 <= 2) members[near++] = i
      if ((b1 - below) >>> 0 <= 2) members[near++] = i + 1
      if ((b2 - below) >>> 0 <= 2) members[near++] = i + 2
      if ((b3 - below) >>> 0 <= 2) members[near++] = i + 3
    }
    for (; i < n; i++) {
      const b = keys[i]! >>> shift
      units[i]! += (above - b) >>> 31
      if ((b - below) >>> 0 <= 2) members[near++] = i
    }
    return near
  }

/** Raises the `count` largest remainders of the first `n`, at least one and at most all. */
export const raiseRemainders = (
  scratch: Scratch,
): ((n: number, count: number, shift: number, bits: number, claims: Float64Array, exact: () => ExactQuotas) => void) => {
  const { keys, units, members, pool, bins } = scratch
  const find = findBin(scratch)
  const select = selectKey(scratch)
  const raise = raiseAbove(scratch)
  const settle = settleBand(scratch)
  return (n, count, shift, bits, claims, exact) => {
    const { bin, rank } = find(1 << bits, count)
    const beside = bins[bin + 1]!
    const near = raise(n, bin, shift)
    let inBin = 0
    for (let member = 0; member < near; member++) {
      const key = keys[members[member]!]!
      if (key >>> shift === bin) pool[inBin++] = key
    }
    const cut = select(inBin, rank, shift)
    // Every claim above this bin and the next one is raised already.
    let left = rank + beside
    let inBand = 0
    for (let member = 0; member < near; member++) {
      const i = members[member]!
      const distance = keys[i]! - cut
      if (distance > BAND) {
        units[i]!++
        left--
      } else if (distance >= -BAND) members[inBand++] = i
    }
    if (left === inBand) for (let member = 0; member < inBand; member++) units[members[member]!]!++
    else settle({ count: inBand, places: left }, claims, exact)
  }
}

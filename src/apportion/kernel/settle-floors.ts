/** Decides exactly the floors that the doubles couldn't decide (step 6 of the proof). */
import { LAST_KEY } from './bound.js'
import type { ExactQuotas } from './exact-quotas.js'
import type { Scratch } from './scratch.js'

/**
 * Corrects units, keys and bins of the first `doubts` members, whose claims before scaling are in `claims`. Returns what
 * it added to the sum of the floors.
 */
export const settleFloors =
  ({ units, keys, members, bins }: Scratch) =>
  (doubts: number, shift: number, claims: Float64Array, exact: ExactQuotas): number => {
    let added = 0
    for (let doubt = 0; doubt < doubts; doubt++) {
      const i = members[doubt]!
      const key = keys[i]!
      const before = units[i]!
      const { floor } = exact.quotaOf(claims[i]!, key === 0 ? before : before + 1)
      if (floor === before) continue
      // A quota that seemed just above an integer is just below it, or the other way round.
      const settled = LAST_KEY - key
      bins[key >>> shift]!--
      bins[settled >>> shift]!++
      keys[i] = settled
      units[i] = floor
      added += floor - before
    }
    return added
  }

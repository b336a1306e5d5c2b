/**
 * Decides which claims with keys near the cut get a unit. The cut is the key of the last claim that gets one; near it
 * the keys are not exact enough to decide (steps 8 and 9 of the proof).
 *
 * Among equal floors the larger claim has the larger remainder, so nothing has to be computed. Otherwise the exact
 * remainders decide. They are compared as doubles, by their distances to one of them. Rounding keeps the order, so only
 * remainders of equal distance are looked at again. What is still equal then is an exact tie: the larger claim, then
 * the lower index.
 */
import type { ExactQuotas } from './exact-quotas.js'
import type { Scratch } from './scratch.js'

/** The first `count` members, `places` of which get a unit. */
export interface Doubt {
  readonly count: number
  readonly places: number
}

/** A distance of at most this many bits does not overflow a double. */
const WIDEST = 1000

const bitsOf = (integer: bigint): number => 4 * integer.toString(16).length

const allEqual = (values: Float64Array): boolean => {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}

/** Raises the units of the first `places` claims in doubt, at least one. The members are in ascending order. */
export const settleBand = ({ units, members }: Scratch): ((doubt: Doubt, claims: Float64Array, exact: () => ExactQuotas) => void) => {
  const valuesOf = (count: number, value: (i: number) => number): Float64Array => {
    const values = new Float64Array(count)
    for (let member = 0; member < count; member++) values[member] = value(members[member]!)
    return values
  }

  /**
   * Raises the claims with a value above the `places`-th largest. The claims with exactly that value remain in doubt,
   * in their order.
   */
  const narrow = ({ count, places }: Doubt, values: Float64Array): Doubt => {
    const last = values.slice().sort()[count - places]!
    let raised = 0
    let kept = 0
    for (let member = 0; member < count; member++) {
      const i = members[member]!
      if (values[member]! > last) {
        units[i]!++
        raised++
      } else if (values[member] === last) members[kept++] = i
    }
    return { count: kept, places: places - raised }
  }

  /** Decides by the remainders, so that only equal remainders are left in doubt. */
  const byRemainder = (doubt: Doubt, claims: Float64Array, { one, quotaOf }: ExactQuotas): Doubt => {
    const remainder = (i: number): bigint => quotaOf(claims[i]!, units[i]!).remainder
    let rest = doubt
    // Remainders are wider than that only when there are claims like 1e-300. Then their leading bits are compared
    // first.
    let low = Math.max(0, bitsOf(one) - WIDEST)
    for (;;) {
      const origin = remainder(members[0]!)
      const shift = BigInt(low)
      const distances = valuesOf(
        rest.count,
        low === 0 ? (i) => Number(remainder(i) - origin) : (i) => Number((remainder(i) - origin) >> shift),
      )
      if (!allEqual(distances)) rest = narrow(rest, distances)
      else if (low === 0) return rest
      else low = Math.max(0, low - WIDEST)
    }
  }

  return (doubt, claims, exact) => {
    const floors = valuesOf(doubt.count, (i) => units[i]!)
    const tied = allEqual(floors) ? doubt : byRemainder(doubt, claims, exact())
    const values = valuesOf(tied.count, (i) => claims[i]!)
    const { places } = allEqual(values) ? tied : narrow(tied, values)
    for (let member = 0; member < places; member++) units[members[member]!]!++
  }
}

/**
 * Who of those next to the cut gets a unit, when their keys can't say (steps 8 and 9 of the proof).
 *
 * Among equal floors the larger claim has the larger remainder, so nothing is computed there. Otherwise the exact
 * remainders decide, compared as doubles by their distances to one of them: rounding keeps the order, so only those of
 * equal distance are looked at again. What is left then are exact ties: the larger claim, then the lower index.
 */
import type { ExactQuotas } from './exact-quotas.js'
import type { Scratch } from './scratch.js'

/** The first `count` members, `places` of which get a unit. */
export interface Doubt {
  readonly count: number
  readonly places: number
}

/** Distances of up to this many bits are doubles. */
const WIDEST = 1000

const bitsOf = (integer: bigint): number => 4 * integer.toString(16).length

const allEqual = (values: Float64Array): boolean => {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}

/** Raises the units of those in doubt who come first; at least one does. The members ascend. */
export const settleBand = ({ units, members }: Scratch): ((doubt: Doubt, claims: Float64Array, exact: () => ExactQuotas) => void) => {
  const valuesOf = (count: number, value: (i: number) => number): Float64Array => {
    const values = new Float64Array(count)
    for (let member = 0; member < count; member++) values[member] = value(members[member]!)
    return values
  }

  /** Raises those with a value above the `places`-th largest; those that have that value stay, in their order. */
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

  /** Leaves only equal remainders in doubt. */
  const byRemainder = (doubt: Doubt, claims: Float64Array, { one, quotaOf }: ExactQuotas): Doubt => {
    const remainder = (i: number): bigint => quotaOf(claims[i]!, units[i]!).remainder
    let rest = doubt
    // Wider than a double only beside claims like 1e-300; then the leading bits come first.
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

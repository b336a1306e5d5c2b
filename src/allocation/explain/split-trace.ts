/** Explains one largest-remainder split: why a part got its units. */
import type { Fraction } from '../../units/exact/fraction.js'
import { compare, fraction, subtract } from '../../units/exact/fraction.js'
import { floor, toFixed, toLowestTerms } from '../../units/exact/fraction-rounding.js'
import type { Exact, SplitTrace } from './trace.js'

/** A split: the quota and the units that were split, the claims, and the units of each part. All lists are in the order of the claims. */
interface Split {
  readonly quota: Fraction
  readonly units: number
  readonly claims: readonly Fraction[]
  readonly whole: Fraction
  readonly quotas: readonly Fraction[]
  readonly given: ArrayLike<number>
}

const twelvePlaces = toFixed(12)

export const exactly = (f: Fraction): Exact => ({ exact: toLowestTerms(f), decimal: twelvePlaces(f) })

const remainderOf = (quota: Fraction): Fraction => subtract(quota, fraction(floor(quota)))

/**
 * Takes a split, and then a part of it: what all parts share is computed once. `place` starts at 1. Leftover units go to the larger
 * remainder, then to the larger quota, then to the lower index.
 */
export const explainSplit = ({ quota, units, claims, whole, quotas, given }: Split): ((part: number) => SplitTrace) => {
  const remainders = quotas.map(remainderOf)
  const [of_quota, sumOfClaims] = [exactly(quota), exactly(whole)]
  const left_over = quotas.reduce((rest, q) => rest - Number(floor(q)), units)
  return (part) => {
    const [own, remainder] = [quotas[part]!, remainders[part]!]
    const goesBefore = (other: Fraction, index: number): boolean => {
      const order = compare(remainders[index]!, remainder) || compare(other, own)
      return order > 0 || (order === 0 && index < part)
    }
    return {
      of_quota,
      of_units: units,
      claim: exactly(claims[part]!),
      claims: sumOfClaims,
      quota: exactly(own),
      floor: Number(floor(own)),
      remainder: exactly(remainder),
      left_over,
      place: 1 + quotas.filter(goesBefore).length,
      among: quotas.length,
      units: given[part]!,
    }
  }
}

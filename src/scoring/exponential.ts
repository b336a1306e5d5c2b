/**
 * Exponentials of fractions, with a relative error of at most 2^-290, also for very small results.
 *
 * Laws: e^0 is exactly 1; the time does not grow with the distance of the argument below 0.
 */
import type { Fraction } from '../units/exact/fraction.js'
import { compare, fraction } from '../units/exact/fraction.js'
import { PLACES, toFixedPoint, UNIT } from './fixed-point.js'
import { LN_2 } from './logarithm.js'

const HALVINGS = 8n

/** e^x for |x| up to ln 2, in fixed point: the series of x / 2^8, squared eight times. */
export const series = (x: bigint): bigint => {
  const reduced = x >> HALVINGS
  let total = UNIT
  for (let term = reduced, k = 2n; term !== 0n; term = ((term * reduced) >> PLACES) / k, k++) total += term
  for (let i = 0n; i < HALVINGS; i++) total = (total * total) >> PLACES
  return total
}

/**
 * A smaller result is 0 as a double even after a product with the largest double, and changes nothing in a sum with the
 * smallest double.
 */
const LEAST = fraction(-2000n)

/** e^x for x up to a few hundred. For x below -2000 it is e^-2000. */
export const exponential = (x: Fraction): Fraction => {
  const fixed = toFixedPoint(compare(x, LEAST) < 0 ? LEAST : x)
  const doublings = fixed / LN_2
  const rest = series(fixed - doublings * LN_2)
  return doublings < 0n ? fraction(rest, UNIT << -doublings) : fraction(rest << doublings, UNIT)
}

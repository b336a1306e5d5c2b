/**
 * Exponentials of fractions, within 2^-290 of their own size however small they are.
 *
 * Laws: e^0 is exactly 1; it takes no longer the further its argument is below 0.
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

/** What is below is 0 in a double even after a product with the largest of them, and nothing beside the smallest. */
const LEAST = fraction(-2000n)

/** e^x for x up to some hundreds; below -2000 it is that of -2000. */
export const exponential = (x: Fraction): Fraction => {
  const fixed = toFixedPoint(compare(x, LEAST) < 0 ? LEAST : x)
  const doublings = fixed / LN_2
  const rest = series(fixed - doublings * LN_2)
  return doublings < 0n ? fraction(rest, UNIT << -doublings) : fraction(rest << doublings, UNIT)
}

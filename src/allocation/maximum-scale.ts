/** The scale at which the largest share is 65535: the form in which the chain keeps weights. */
import type { Fraction } from '../units/fraction.js'
import { ZERO, compare, divide, fraction, multiply, roundHalfUp } from '../units/fraction.js'
import { U16_MAX } from '../units/u16.js'
import type { Share } from './shares.js'

/** Exactly `quota * 65535 / largest`, rounded half up: equal quotas stay equal. */
export const scaledToMaximum = (largest: Fraction): ((quota: Fraction) => number) => {
  const scale = divide(fraction(BigInt(U16_MAX)), largest)
  return (quota) => Number(roundHalfUp(multiply(quota, scale)))
}

/** The largest quota of anyone; above 0, since all quotas together are 65535. */
export const largestQuota = (all: readonly Share[]): Fraction =>
  all.reduce<Fraction>((max, { quota }) => (compare(quota, max) > 0 ? quota : max), ZERO)

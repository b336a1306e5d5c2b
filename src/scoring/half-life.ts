/**
 * Decay by a half-life: 2^-(age / half-life). Decaying weights and averages both use it.
 *
 * Laws: it is exactly 2^-n after n half-lives, for whole n, and has a relative error of at most 2^-290 in between.
 */
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import type { Fraction } from '../units/exact/fraction.js'
import { compare, divide, fraction, fromDecimal, subtract } from '../units/exact/fraction.js'
import { floor } from '../units/exact/fraction-rounding.js'
import { series } from './exponential.js'
import { PLACES, toFixedPoint, UNIT } from './fixed-point.js'
import { LN_2 } from './logarithm.js'

/**
 * An age in half-lives, exactly. Both are finite and in the same unit; the half-life is above 0; an age below 0 counts as 0.
 */
export const halfLivesIn = (halfLife: DecimalValue, age: DecimalValue): Fraction =>
  divide(fromDecimal(Decimal.max(0, age)), fromDecimal(new Decimal(halfLife)))

const MOST = fraction(4096n)

/** The part that is left after a number of half-lives of at least 0. More than 4096 half-lives count as 4096. */
export const remaining = (halfLives: Fraction): Fraction => {
  const held = compare(halfLives, MOST) > 0 ? MOST : halfLives
  const whole = floor(held)
  const part = toFixedPoint(subtract(held, fraction(whole)))
  return fraction(series(-((part * LN_2) >> PLACES)), UNIT << whole)
}

/**
 * What a half-life leaves of something: 2^-(age / half-life), the one function behind decaying weights and averages.
 *
 * Laws: it is exactly 2^-n after n half-lives, for whole n, and within 2^-290 of its own size in between.
 */
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import type { Fraction } from '../units/exact/fraction.js'
import { compare, divide, fraction, fromDecimal, subtract } from '../units/exact/fraction.js'
import { floor } from '../units/exact/fraction-rounding.js'
import { series } from './exponential.js'
import { PLACES, toFixedPoint, UNIT } from './fixed-point.js'
import { LN_2 } from './logarithm.js'

/** How many half-lives an age is, exactly: both finite and in one unit, the half-life above 0; an age below 0 counts as 0. */
export const halfLivesIn = (halfLife: DecimalValue, age: DecimalValue): Fraction =>
  divide(fromDecimal(Decimal.max(0, age)), fromDecimal(new Decimal(halfLife)))

const MOST = fraction(4096n)

/** What is left after a number of half-lives of at least 0; after more than 4096 of them, what is left after 4096. */
export const remaining = (halfLives: Fraction): Fraction => {
  const held = compare(halfLives, MOST) > 0 ? MOST : halfLives
  const whole = floor(held)
  const part = toFixedPoint(subtract(held, fraction(whole)))
  return fraction(series(-((part * LN_2) >> PLACES)), UNIT << whole)
}

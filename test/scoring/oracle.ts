/** What the digits should be: 120 of them, and only then a double. */
import { Decimal as Shared } from 'decimal.js'
import type { Fraction } from '../../src/units/exact/fraction.js'

export const Oracle = Shared.clone({ defaults: true, precision: 120, rounding: Shared.ROUND_HALF_EVEN })

/** A double to a hundred of its digits, not by its shortest decimal. */
export const exactly = (x: number): Shared => new Oracle(x.toPrecision(100))

export const decimalOf = ({ numerator, denominator }: Fraction): Shared => new Oracle(numerator.toString()).div(denominator.toString())

/** How far two numbers are apart, relative to the second. */
export const apart = (a: Fraction, b: Shared): Shared => decimalOf(a).minus(b).div(b).abs()

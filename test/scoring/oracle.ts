/** The expected values, computed to 120 digits and then rounded to a double. */
import { Decimal as Shared } from 'decimal.js'
import type { Fraction } from '../../src/units/exact/fraction.js'

export const Oracle = Shared.clone({ defaults: true, precision: 120, rounding: Shared.ROUND_HALF_EVEN })

/** The exact value of a double to 100 digits, not its shortest decimal. */
export const exactly = (x: number): Shared => new Oracle(x.toPrecision(100))

export const decimalOf = ({ numerator, denominator }: Fraction): Shared => new Oracle(numerator.toString()).div(denominator.toString())

/** The difference of two numbers, relative to the second. */
export const apart = (a: Fraction, b: Shared): Shared => decimalOf(a).minus(b).div(b).abs()

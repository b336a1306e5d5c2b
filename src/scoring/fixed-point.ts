/**
 * Fixed-point numbers: integers over 2^320, for what no fraction is (logarithms, exponentials).
 *
 * 96 digits after the point, of which the functions here keep more than 85; whoever uses them rounds once, to a double. Integers
 * only, so that every engine finds the same, and some twenty times the speed of `Decimal` with 64 digits.
 */
import type { Fraction } from '../units/exact/fraction.js'

export const PLACES = 320n
export const UNIT = 1n << PLACES

/** A fraction of either sign, cut off towards zero. */
export const toFixedPoint = ({ numerator, denominator }: Fraction): bigint => (numerator << PLACES) / denominator

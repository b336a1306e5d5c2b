/**
 * Fixed-point numbers: integers over 2^320, for values that are not fractions (logarithms, exponentials).
 *
 * They have 96 decimals, of which the functions here keep more than 85 correct. The callers round once, to a double. Only
 * integers are used, so every engine gets the same result; it is about twenty times as fast as `Decimal` with 64 digits.
 */
import type { Fraction } from '../units/exact/fraction.js'

export const PLACES = 320n
export const UNIT = 1n << PLACES

/** A fraction of either sign as a fixed-point number, rounded towards zero. */
export const toFixedPoint = ({ numerator, denominator }: Fraction): bigint => (numerator << PLACES) / denominator

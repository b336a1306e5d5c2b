/** Fractions as integers, decimals, doubles and text, rounded only once, at the end. */
import { bitLength } from './bit-length.js'
import { powerOfTwo } from './double.js'
import type { Fraction } from './fraction.js'
import { fraction, multiply } from './fraction.js'
import { gcd } from './gcd.js'

/**
 * The largest integer not above a fraction of at least 0.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { floor, fraction } = Fractions
 * floor(fraction(7n, 2n)) // => 3n
 * ```
 */
export const floor = (a: Fraction): bigint => a.numerator / a.denominator

/**
 * The nearest integer to a fraction of at least 0; a half is rounded up.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { fraction, roundHalfUp } = Fractions
 * roundHalfUp(fraction(7n, 2n)) // => 4n
 * ```
 */
export const roundHalfUp = (a: Fraction): bigint => (2n * a.numerator + a.denominator) / (2n * a.denominator)

/**
 * A fraction of at least 0 as a decimal with a fixed number of places, rounded half up.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { fraction, toFixed } = Fractions
 * toFixed(12)(fraction(2n, 3n)) // => '0.666666666667'
 * toFixed(2)(fraction(1n, 8n)) // => '0.13'
 * ```
 */
export const toFixed =
  (places: number) =>
  (a: Fraction): string => {
    const digits = roundHalfUp(multiply(a, fraction(BigInt(`1${'0'.repeat(places)}`))))
      .toString()
      .padStart(places + 1, '0')
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  }

/**
 * A fraction of at least 0 in lowest terms, `"numerator/denominator"`: equal fractions read the same.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { fraction, toLowestTerms } = Fractions
 * toLowestTerms(fraction(6n, 4n)) // => '3/2'
 * ```
 */
export const toLowestTerms = ({ numerator, denominator }: Fraction): string => {
  const common = gcd(numerator, denominator)
  return `${numerator / common}/${denominator / common}`
}

/**
 * The double nearest to a fraction of at least 0, ties to even, denormals included: rounded once.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { fraction, toDouble } = Fractions
 * toDouble(fraction(1n, 3n)) // => 1 / 3
 * ```
 */
export const toDouble = (a: Fraction): number => {
  if (a.numerator === 0n) return 0
  // 2^(magnitude - 1) < a < 2^(magnitude + 1): with this exponent the quotient has 53 or 54 bits, fewer for a denormal.
  const magnitude = bitLength(a.numerator) - bitLength(a.denominator)
  const rounded = (exponent: number): bigint => {
    const shift = BigInt(exponent)
    const numerator = shift < 0n ? a.numerator << -shift : a.numerator
    const denominator = shift > 0n ? a.denominator << shift : a.denominator
    const quotient = numerator / denominator
    const twice = 2n * (numerator % denominator)
    const up = twice > denominator || (twice === denominator && (quotient & 1n) === 1n)
    return up ? quotient + 1n : quotient
  }
  const fine = Math.max(magnitude - 53, -1074)
  const mantissa = rounded(fine)
  const [integer, exponent] = mantissa <= 1n << 53n ? [mantissa, fine] : [rounded(fine + 1), fine + 1]
  return exponent > 971 ? Infinity : Number(integer) * powerOfTwo(exponent)
}

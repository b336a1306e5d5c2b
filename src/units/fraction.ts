/**
 * Exact rationals over bigint: quotas, shares and remainders are these, and never doubles.
 *
 * The denominator is positive. Terms are not reduced (a greatest common divisor costs more than it saves in the few steps
 * from a percentage to a share), so compare with `equals` and `compare`, never by structure.
 */
import type { Decimal } from './decimal.js'
import { exactDouble, powerOfTwo } from './double.js'

/** An exact rational; the denominator is above 0, and the terms need not be the lowest. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/**
 * `numerator / denominator`, the denominator above 0.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { fraction } = Fractions
 * fraction(3n, 4n) // => { numerator: 3n, denominator: 4n }
 * ```
 */
export const fraction = (numerator: bigint, denominator = 1n): Fraction => ({ numerator, denominator })

/** 0. */
export const ZERO = fraction(0n)
/** 1. */
export const ONE = fraction(1n)

/**
 * The rational that a finite double of at least 0 stands for.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { compare, fraction, fromDouble } = Fractions
 * compare(fromDouble(0.5), fraction(1n, 2n)) // => 0
 * compare(fromDouble(0.1), fraction(1n, 10n)) // => 1
 * ```
 */
export const fromDouble = (x: number): Fraction => {
  const { mantissa, exponent } = exactDouble(x)
  return exponent >= 0 ? fraction(BigInt(mantissa) << BigInt(exponent)) : fraction(BigInt(mantissa), 1n << BigInt(-exponent))
}

/**
 * The rational that a decimal stands for, digit for digit.
 *
 * @example
 * ```ts
 * import { Decimal, Fractions } from 'steelyard'
 * const { fraction, fromDecimal } = Fractions
 * fromDecimal(new Decimal('33.33')) // => fraction(3333n, 100n)
 * ```
 */
export const fromDecimal = (x: Decimal): Fraction => {
  const places = x.decimalPlaces()
  return fraction(BigInt(x.toFixed(places).replace('.', '')), BigInt(`1${'0'.repeat(places)}`))
}

/**
 * `a + b`.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { add, equals, fraction } = Fractions
 * equals(add(fraction(1n, 2n), fraction(1n, 3n)), fraction(5n, 6n)) // => true
 * ```
 */
export const add = (a: Fraction, b: Fraction): Fraction =>
  a.denominator === b.denominator
    ? fraction(a.numerator + b.numerator, a.denominator)
    : fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

/**
 * `a - b`, below 0 when b is the larger.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { equals, fraction, subtract } = Fractions
 * equals(subtract(fraction(1n, 2n), fraction(1n, 3n)), fraction(1n, 6n)) // => true
 * ```
 */
export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, fraction(-b.numerator, b.denominator))

/**
 * `a * b`.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { equals, fraction, multiply } = Fractions
 * equals(multiply(fraction(2n, 3n), fraction(3n, 4n)), fraction(1n, 2n)) // => true
 * ```
 */
export const multiply = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator)

/**
 * `a / b`, for b above 0.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { divide, equals, fraction } = Fractions
 * equals(divide(fraction(1n, 2n), fraction(1n, 4n)), fraction(2n)) // => true
 * ```
 */
export const divide = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator, a.denominator * b.numerator)

/**
 * The sum of any number of fractions, 0 of none.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { equals, fraction, sum } = Fractions
 * equals(sum([fraction(1n, 2n), fraction(1n, 3n), fraction(1n, 6n)]), fraction(1n)) // => true
 * ```
 */
export const sum = (terms: readonly Fraction[]): Fraction => terms.reduce(add, ZERO)

/**
 * -1, 0 or 1: whether a is below, equal to or above b.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { compare, fraction } = Fractions
 * compare(fraction(1n, 3n), fraction(1n, 2n)) // => -1
 * ```
 */
export const compare = (a: Fraction, b: Fraction): -1 | 0 | 1 => {
  const left = a.numerator * b.denominator
  const right = b.numerator * a.denominator
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * Whether two fractions are the same number, however they are written.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { equals, fraction } = Fractions
 * equals(fraction(2n, 4n), fraction(1n, 2n)) // => true
 * ```
 */
export const equals = (a: Fraction, b: Fraction): boolean => compare(a, b) === 0

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
 * The nearest integer to a fraction of at least 0, halves up.
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
 * A fraction of at least 0 as a decimal with a fixed number of places, half up.
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
    const digits = roundHalfUp(multiply(a, fraction(BigInt(`1${'0'.repeat(places)}`)))).toString().padStart(places + 1, '0')
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  }

/**
 * The greatest common divisor of two integers of at least 0.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { gcd } = Fractions
 * gcd(12n, 18n) // => 6n
 * ```
 */
export const gcd = (a: bigint, b: bigint): bigint => {
  let [larger, smaller] = [a, b]
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
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

const bitLength = (n: bigint): number => n.toString(2).length

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

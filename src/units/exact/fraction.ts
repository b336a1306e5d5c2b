/**
 * Exact rationals over bigint. Quotas, shares and remainders are such fractions, never doubles.
 *
 * The denominator is positive. Terms are not reduced, because a greatest common divisor costs more than it saves in the
 * few steps from a percentage to a share. So compare with `equals` and `compare`, never by structure.
 */
import { compareProducts } from './compare-products.js'
import type { Decimal } from './decimal.js'
import { exactDouble } from './double.js'

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
export const add = (a: Fraction, b: Fraction): Fraction => {
  // The denominators of decimals often divide each other. Without this check, the denominator of a long sum would be the
  // product of all denominators.
  if (a.denominator % b.denominator === 0n) return fraction(a.numerator + b.numerator * (a.denominator / b.denominator), a.denominator)
  if (b.denominator % a.denominator === 0n) return fraction(a.numerator * (b.denominator / a.denominator) + b.numerator, b.denominator)
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

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
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.numerator * b.numerator, a.denominator * b.denominator)

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
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.numerator * b.denominator, a.denominator * b.numerator)

const inPairs = (terms: readonly Fraction[]): readonly Fraction[] =>
  terms.flatMap((term, i) => (i % 2 === 1 ? [] : i + 1 < terms.length ? [add(term, terms[i + 1]!)] : [term]))

/**
 * The sum of any number of fractions; 0 when there are none. The denominator is at most the product of the different denominators.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { equals, fraction, sum } = Fractions
 * equals(sum([fraction(1n, 2n), fraction(1n, 3n), fraction(1n, 6n)]), fraction(1n)) // => true
 * ```
 */
export const sum = (terms: readonly Fraction[]): Fraction => {
  // Without this step, a denominator that occurs often could get into the product often.
  const numerators = new Map<bigint, bigint>()
  for (const { numerator, denominator } of terms) numerators.set(denominator, (numerators.get(denominator) ?? 0n) + numerator)
  // In pairs, then in pairs of pairs, and so on: one after the other, each further term would multiply a number as long as all before it.
  let level: readonly Fraction[] = Array.from(numerators, ([denominator, numerator]) => fraction(numerator, denominator))
  while (level.length > 1) level = inPairs(level)
  return level[0] ?? ZERO
}

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
  if (a.denominator === b.denominator) return a.numerator < b.numerator ? -1 : a.numerator > b.numerator ? 1 : 0
  return compareProducts(a.numerator, b.denominator, b.numerator, a.denominator)
}

/**
 * Whether two fractions are the same number, whatever their terms.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { equals, fraction } = Fractions
 * equals(fraction(2n, 4n), fraction(1n, 2n)) // => true
 * ```
 */
export const equals = (a: Fraction, b: Fraction): boolean => compare(a, b) === 0

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exponential } from '../../src/scoring/exponential.js'
import { halfLivesIn, remaining } from '../../src/scoring/half-life.js'
import { LN_2, logarithm } from '../../src/scoring/logarithm.js'
import { UNIT } from '../../src/scoring/fixed-point.js'
import { rootToDouble } from '../../src/scoring/root.js'
import { equals, fraction, fromDecimal, fromDouble, multiply, ONE } from '../../src/units/exact/fraction.js'
import { toDouble } from '../../src/units/exact/fraction-rounding.js'
import { Decimal } from '../../src/units/exact/decimal.js'
import { apart, decimalOf, Oracle } from './oracle.js'

const rational = fc
  .tuple(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.bigInt({ min: 1n, max: 2n ** 70n }))
  .map(([n, d]) => fraction(n, d))
const positive = fc.oneof(
  fc.tuple(fc.bigInt({ min: 1n, max: 2n ** 200n }), fc.bigInt({ min: 1n, max: 2n ** 200n })).map(([n, d]) => fraction(n, d)),
  fc.bigInt({ min: 1n, max: 2n ** 80n }).map((n) => fraction(2n ** 80n + n, 2n ** 80n)),
  fc.constantFrom(
    fromDouble(5e-324),
    fromDouble(Number.MAX_VALUE),
    fraction(1n, 3n),
    fraction(2n ** 64n),
    fraction(2n ** 64n - 1n, 2n ** 64n),
  ),
)

describe('exponential', () => {
  test('is right to 85 digits, also when it is very small', () => {
    const argument = fc.oneof(
      fc.integer({ min: -2_000_000, max: 700_000 }).map((n) => fraction(BigInt(n), 1000n)),
      rational.filter(({ numerator, denominator }) => numerator < 700n * denominator && numerator > -2000n * denominator),
      fc.constantFrom(fraction(-1n, 10n ** 30n), fraction(1n, 10n ** 30n), fraction(-(10n ** 60n), 10n ** 58n), fraction(-LN_2, UNIT)),
    )
    fc.assert(
      fc.property(argument, (x) => apart(exponential(x), decimalOf(x).exp()).lt('1e-85')),
      { numRuns: 100 },
    )
  })
  test('e^0 is exactly 1, and below -2000 the result is that of -2000', () => {
    expect(equals(exponential(fraction(0n, 7n)), ONE)).toBe(true)
    expect(equals(exponential(fraction(-(10n ** 300n))), exponential(fraction(-2000n)))).toBe(true)
    expect(toDouble(multiply(exponential(fraction(-2000n)), fromDouble(Number.MAX_VALUE)))).toBe(0)
  })
})

describe('logarithm', () => {
  test('is right to 85 digits after the point', () => {
    fc.assert(
      fc.property(positive, (x) => decimalOf(logarithm(x)).minus(decimalOf(x).ln()).abs().lt('1e-85')),
      { numRuns: 100 },
    )
  })
  test('ln 1 is exactly 0', () => {
    expect(logarithm(fraction(12n, 12n)).numerator).toBe(0n)
  })
})

describe('half-lives', () => {
  test('a whole number of half-lives leaves exactly a power of two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4096 }), (n) => equals(remaining(fraction(BigInt(n) * 3n, 3n)), fraction(1n, 1n << BigInt(n)))),
    )
    expect(equals(remaining(halfLivesIn(0.1, 0.7)), fraction(1n, 128n))).toBe(true)
  })
  test('a part of a half-life is right to 85 digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 4096n * 10n ** 20n }), (n) => {
        const x = fraction(n, 10n ** 20n)
        return apart(remaining(x), new Oracle(2).pow(decimalOf(x).neg())).lt('1e-85')
      }),
      { numRuns: 100 },
    )
  })
  test('more than 4096 count as 4096, and an age below 0 counts as 0', () => {
    expect(equals(remaining(halfLivesIn('1e-9', '1e300')), fraction(1n, 1n << 4096n))).toBe(true)
    expect(equals(remaining(halfLivesIn(3600, -1)), ONE)).toBe(true)
  })
})

describe('square root', () => {
  test('is the nearest double', () => {
    fc.assert(
      fc.property(positive, (x) => rootToDouble(x) === decimalOf(x).sqrt().toNumber()),
      { numRuns: 1000 },
    )
  })
  test('the root of the square of a double is that double, and a root half-way between two is rounded to even', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        (x) => rootToDouble(multiply(fromDouble(x), fromDouble(x))) === x,
      ),
    )
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }), (n) => {
        const tie = fraction(2n * n + 1n, 2n)
        return rootToDouble(multiply(tie, tie)) === Number(n % 2n === 0n ? n : n + 1n)
      }),
    )
  })
  test('a root very near such a tie is rounded to the nearer double', () => {
    const [tie, hair] = [2n ** 53n + 1n, 2n ** 4000n]
    expect(rootToDouble(fraction(tie * tie * hair + 1n, 4n * hair))).toBe(2 ** 52 + 1)
    expect(rootToDouble(fraction(tie * tie * hair - 1n, 4n * hair))).toBe(2 ** 52)
  })
  test('is right for 0, 4, 2 and 0.0625', () => {
    expect([0, 4, 2, 0.0625].map((x) => rootToDouble(fromDecimal(new Decimal(x))))).toEqual([0, 2, Math.SQRT2, 0.25])
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../src/units/exact/decimal.js'
import { exactSum } from '../../../src/units/exact/exact-sum.js'
import {
  add,
  compare,
  divide,
  equals,
  fraction,
  fromDecimal,
  fromDouble,
  multiply,
  ONE,
  subtract,
  sum,
  ZERO,
} from '../../../src/units/exact/fraction.js'
import { floor, roundHalfUp, toDouble, toFixed } from '../../../src/units/exact/fraction-rounding.js'

const part = fc.bigInt({ min: 0n, max: 1n << 80n })
const anyFraction = fc.tuple(part, part).map(([n, d]) => fraction(n, d + 1n))
const double = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })

test('fractions are a field: addition undoes subtraction, multiplication undoes division', () => {
  fc.assert(
    fc.property(
      anyFraction,
      anyFraction.filter((f) => f.numerator > 0n),
      (a, b) =>
        equals(subtract(add(a, b), b), a) &&
        equals(divide(multiply(a, b), b), a) &&
        equals(sum([a, b]), add(b, a)) &&
        equals(multiply(a, ONE), add(a, ZERO)),
    ),
  )
})

test('floor and half-up rounding give the defined integers', () => {
  fc.assert(
    fc.property(anyFraction, (a) => {
      const below = fraction(floor(a))
      const half = fraction(1n, 2n)
      const expected = compare(subtract(a, below), half) >= 0 ? floor(a) + 1n : floor(a)
      return compare(below, a) <= 0 && compare(subtract(a, below), ONE) < 0 && roundHalfUp(a) === expected
    }),
  )
})

test('a double stays unchanged as a fraction, also denormals and the largest double', () => {
  fc.assert(fc.property(double, (x) => toDouble(fromDouble(x)) === x))
  for (const x of [0, 5e-324, 2.2250738585072014e-308, 1, 2 ** 53, Number.MAX_VALUE]) expect(toDouble(fromDouble(x))).toBe(x)
})

test('the double of a fraction is the nearest, ties to even', () => {
  fc.assert(fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (n, d) => toDouble(fraction(BigInt(n), BigInt(d) + 1n)) === n / (d + 1)))
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 1n << 120n }), (n) => toDouble(fraction(n)) === Number(n)))
  expect(toDouble(fraction((1n << 53n) + 1n))).toBe(2 ** 53)
  expect(toDouble(fraction((1n << 54n) - 1n))).toBe(2 ** 54)
  expect(toDouble(fraction(1n, 1n << 1075n))).toBe(0)
  expect(toDouble(fraction(3n, 1n << 1075n))).toBe(1e-323)
  expect(toDouble(fraction(1n << 1024n))).toBe(Infinity)
  expect(toDouble(fraction((1n << 1024n) - (1n << 960n)))).toBe(Infinity)
  expect(toDouble(fraction(1n << 1100n))).toBe(Infinity)
})

test('the denominator of a sum of decimals is that of the longest decimal', () => {
  const decimals = Array.from({ length: 2000 }, (_, i) => fraction(1n, 10n ** BigInt(1 + (i % 120))))
  expect(sum(decimals).denominator).toBe(10n ** 120n)
})

test('the sum is that of one term after the other, and its denominator is at most the product of the different denominators', () => {
  const few = fc.constantFrom(1n, 2n, 3n, 7n, 10n, 1n << 80n, 10n ** 30n + 1n)
  const terms = fc.array(
    fc.oneof(
      anyFraction,
      fc.tuple(part, few).map(([n, d]) => fraction(n, d)),
    ),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(terms, (list) => {
      const total = sum(list)
      const product = [...new Set(list.map(({ denominator }) => denominator))].reduce((all, d) => all * d, 1n)
      return equals(total, list.reduce(add, ZERO)) && total.denominator <= product
    }),
  )
})

test('decimals are read digit for digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 90n }), fc.nat(90), (n, places) =>
      equals(fromDecimal(new Decimal(`${n}e-${places}`)), fraction(n, 10n ** BigInt(places))),
    ),
  )
})

test('decimals with fixed places are rounded half up and keep trailing zeros', () => {
  expect(toFixed(0)(fraction(5n, 2n))).toBe('3')
  expect(toFixed(3)(fraction(1n, 16n))).toBe('0.063')
  expect(toFixed(12)(ZERO)).toBe('0.000000000000')
  expect(toFixed(2)(fraction(1999n, 1000n))).toBe('2.00')
})

test('exact sums do not depend on the order, and differ from naive ones', () => {
  fc.assert(
    fc.property(
      fc.array(double, { maxLength: 10 }),
      (values) => equals(exactSum(values), exactSum([...values].reverse())) && equals(exactSum(values), sum(values.map(fromDouble))),
    ),
  )
  expect(toDouble(exactSum([1e16, 1, 1]))).toBe(1e16 + 2)
})

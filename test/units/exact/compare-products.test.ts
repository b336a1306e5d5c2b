import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareProducts } from '../../../src/units/exact/compare-products.js'

type Compare = typeof compareProducts
const long = fc.bigInt({ min: 1n << 4090n, max: 1n << 4110n })
/** Factors of which the two products are equal, or differ in the last digits only, and factors of any size and sign. */
const factors = fc.oneof(
  fc.tuple(long, long, long, long),
  fc.tuple(long, long, fc.bigInt({ min: -3n, max: 3n })).map(([a, b, off]) => [a, b, b + off, a] as const),
  fc.tuple(long, long, long, fc.bigInt({ min: -3n, max: 3n })).map(([a, b, c, off]) => [a * b, c, a, b * c + off] as const),
  fc.tuple(long, long, fc.bigInt({ min: 0n, max: 1n << 4070n })).map(([a, b, off]) => [a, b, b + off, a] as const),
  fc.tuple(fc.bigInt(), long, fc.bigInt(), long),
)
const inFull: Compare = (a, b, c, d) => (a * b < c * d ? -1 : a * b > c * d ? 1 : 0)
const isRight = (compare: Compare): boolean =>
  !fc.check(
    fc.property(factors, ([a, b, c, d]) => compare(a, b, c, d) === inFull(a, b, c, d)),
    { numRuns: 2000 },
  ).failed

test('two products are in the order of their values, also where they differ in the last digits', () => {
  expect(isRight(compareProducts)).toBe(true)
})

test('an order by the leading bits alone is caught', () => {
  const leading = (n: bigint): bigint => n >> 4000n
  expect(isRight((a, b, c, d) => inFull(leading(a), leading(b), leading(c), leading(d)))).toBe(false)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gcd } from '../../../src/units/exact/gcd.js'

const euclid = (a: bigint, b: bigint): bigint => (b === 0n ? a : euclid(b, a % b))

const long = (bits: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: 1n << bits })
/** Integers with a common divisor, short and long, equal ones, zeros, and one that divides the other. */
const pairs = fc.oneof(
  fc.tuple(long(900n), long(3000n), long(3000n)).map(([common, a, b]) => [common * a, common * b] as const),
  fc.tuple(long(4000n), long(60n)).map(([a, b]) => [a, b] as const),
  fc.tuple(long(4000n), long(3n)).map(([a, b]) => [a, a + b] as const),
  fc.tuple(long(2000n), long(2000n)).map(([a, b]) => [a * b, b] as const),
  // Neighbours of powers of two: their leading bits are all 0 or all 1.
  fc
    .tuple(fc.integer({ min: 1000, max: 3000 }), fc.integer({ min: 1000, max: 3000 }), fc.bigInt({ min: -2n, max: 2n }))
    .map(([a, b, off]) => [(1n << BigInt(a)) + off, (1n << BigInt(b)) - off] as const),
)

test('the greatest common divisor of long integers is that of Euclid, in either order', () => {
  fc.assert(fc.property(pairs, ([a, b]) => gcd(a, b) === euclid(a, b) && gcd(b, a) === euclid(a, b)))
})

test('consecutive Fibonacci numbers, which need the most steps, have no common divisor', () => {
  let [a, b] = [0n, 1n]
  for (let i = 0; i < 20_000; i++) [a, b] = [b, a + b]
  expect(gcd(a * 6n, b * 6n)).toBe(6n)
})

/** Claims that break careless arithmetic: ties, zeros, one-ulp neighbours, denormals, 1e300 beside 1e-300. */
import fc from 'fast-check'

const bits = new Float64Array(1)
const integer = new BigInt64Array(bits.buffer)

/** The next double above a positive one. */
export const nextUp = (x: number): number => {
  bits[0] = x
  integer[0]! += 1n
  return bits[0]
}

const lognormal = fc.double({ min: -6, max: 6, noNaN: true }).map(Math.exp)
const special = fc.constantFrom(
  0,
  -0,
  5e-324,
  1e-310,
  2.2250738585072014e-308,
  1e-300,
  0.1,
  0.2,
  0.30000000000000004,
  0.5,
  1,
  3,
  1e300,
  Number.MAX_VALUE,
)

const single = fc.oneof(lognormal, special, fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }))

const neighbours = fc
  .tuple(lognormal, fc.integer({ min: 1, max: 5 }))
  .map(([x, n]) => [...Array.from({ length: n }, () => x), nextUp(x), nextUp(nextUp(x))])
const equal = fc.tuple(single, fc.integer({ min: 1, max: 12 })).map(([x, n]) => Array.from({ length: n }, () => x))
const powers = fc.array(
  fc.integer({ min: -40, max: 40 }).map((e) => 2 ** e),
  { minLength: 1, maxLength: 10 },
)
const halves = fc.array(
  fc.integer({ min: 0, max: 8 }).map((n) => n / 2),
  { minLength: 1, maxLength: 10 },
)

/** Any list of claims, `[]` and all zeros included. */
export const claims: fc.Arbitrary<number[]> = fc.oneof(
  fc.array(single, { maxLength: 24 }),
  fc.array(lognormal, { minLength: 1, maxLength: 64 }),
  neighbours,
  equal,
  powers,
  halves,
  fc.tuple(equal, neighbours).map(([a, b]) => [...a, ...b]),
)

/** At least one claim above 0. */
export const payableClaims = claims.filter((list) => list.some((x) => x > 0))

export const totals = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 7, 10, 100, 65_535, 1_000_000, 4_294_967_295),
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: 0, max: 65_535 }),
)

/**
 * Cases that break a kernel that works in doubles. Random claims don't: with a band one step too narrow, 20,000 of them
 * find nothing. So most of these are built backwards, from quotas whose remainders lie at the edge of a key, or of an
 * integer, to claims that have those quotas but for a rounding error.
 */
import fc from 'fast-check'
import type { Fraction } from '../../src/units/exact/fraction.js'
import { compare, fraction } from '../../src/units/exact/fraction.js'
import { floor, roundHalfUp, toDouble } from '../../src/units/exact/fraction-rounding.js'
import { nextUp, payableClaims } from './claims.js'

export interface KernelCase {
  readonly quota: Fraction
  readonly units: number
  readonly claims: readonly number[]
}

const ceiling = (quota: Fraction): bigint => {
  const below = floor(quota)
  return compare(quota, fraction(below)) === 0 ? below : below + 1n
}

const totals = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(65_535, 65_536, 99_999, 100_000) },
  fc.constantFrom(0, 1, 2, 3, 7, 100),
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 100_000 }),
)
const shares = fc
  .tuple(totals, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([total, a, b]) => fraction(BigInt(total * Math.min(a, b)), BigInt(Math.max(a, b))))
const longShares = fc
  .tuple(totals, fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([total, part]) => fraction(BigInt(total) * part, 10n ** 30n))

/** Just beside an integer, where the floor of the quota leaves one unit too few for those just below theirs. */
const almostWhole = fc
  .tuple(totals, fc.integer({ min: -3, max: 3 }), fc.constantFrom(10n ** 9n, 10n ** 12n, 10n ** 18n))
  .map(([total, off, parts]) => fraction(BigInt(Math.max(1, total)) * parts + BigInt(off), parts))

/** Quotas in the range of the doubles: integers, pools' shares, and shares with more digits than a double has. */
export const quotas: fc.Arbitrary<Fraction> = fc.oneof(
  totals.map((total) => fraction(BigInt(total))),
  shares,
  longShares,
  almostWhole,
)
/** Quotas that go to the exact implementation. */
export const farQuotas = fc.oneof(
  fc.constantFrom(100_001, 1_000_000, 999_999_937, 4_294_967_295).map((total) => fraction(BigInt(total))),
  fc.constantFrom(fraction(1n, 1n << 70n), fraction(1n, 1n << 1100n), fraction(3n << 1100n, 1n << 1099n)),
)

const STEP = 2 ** -30
/** In keys; what the doubles get wrong is about 2^-9 of a key at most, so that is where the edge is. */
const offset = fc.tuple(fc.constantFrom(-1, 0, 0, 1), fc.integer({ min: 6, max: 10 })).map(([sign, bits]) => sign * 2 ** -bits)
const scale = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: -30, max: 30 }).map((e) => 2 ** e) },
  { weight: 4, arbitrary: fc.double({ min: 1, max: 2, noNaN: true }) },
  { weight: 4, arbitrary: fc.double({ min: -20, max: 20, noNaN: true }).map(Math.exp) },
  { weight: 1, arbitrary: fc.constantFrom(1e-318, 1e-305, 1e-290, 1e-200, 1e200, 1e290, 1e303) },
)
/** Remainders around one edge: of any key, of the half, or of an integer. */
const edge = fc.oneof(fc.integer({ min: 0, max: 2 ** 30 - 1 }), fc.constantFrom(2 ** 29, 2 ** 28), fc.constantFrom(0, 1, -1, 2 ** 30 - 1))
const weight = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 1))
const size = (x: number): number => (Number.isFinite(x) && x > 0 ? x : 0)

interface Grouping {
  /** Offsets from the edge, in keys. */
  readonly offsets: fc.Arbitrary<number>
  /** How many claims more that each vanish beside the sum, but not together. */
  readonly dust: fc.Arbitrary<number>
}

/**
 * Claims with remainders next to one edge, at floors from 0 to a good part of the quota, and one more that makes up the
 * sum.
 */
const around =
  ({ offsets, dust }: Grouping) =>
  (quota: Fraction): fc.Arbitrary<number[]> => {
    const part = fc.tuple(weight, offsets)
    const parts = fc.oneof(fc.array(part, { minLength: 2, maxLength: 4 }), fc.array(part, { minLength: 4, maxLength: 9 }))
    return fc.tuple(edge, parts, scale, fc.boolean(), dust).map(([key, group, factor, first, specks]) => {
      const whole = toDouble(quota)
      const claims = group.map(([share, off]) => size(Math.floor((share * whole) / (group.length + 1)) + (key + off) * STEP))
      const speck = whole * 2 ** -54
      const rest = size(whole - claims.reduce((a, b) => a + b, 0) - specks * speck)
      return [...(first ? [rest, ...claims] : [...claims, rest]), ...Array.from({ length: specks }, () => speck)]
        .map((x) => x * factor)
        .map((x) => (x < Infinity ? x : 1e300))
    })
  }
const atEdge = around({ offsets: offset, dust: fc.constant(0) })
/** A sum that loses the dust moves the remainder of a large floor by a few keys. */
const inDust = around({ offsets: fc.double({ min: -2, max: 2, noNaN: true }), dust: fc.integer({ min: 1000, max: 2000 }) })
const largeQuotas = fc
  .tuple(fc.constantFrom(65_535n, 99_999n, 100_000n), fc.integer({ min: 1, max: 3 }))
  .map(([total, parts]) => fraction(total, BigInt(parts)))

const MANY = 10n ** 15n
/** Claims and a quota that make every quota an integer, a half or a quarter, or miss one by a rounding error. */
const multiples = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }),
    fc.integer({ min: 1, max: 60 }),
    fc.constantFrom(1n, 2n, 4n),
    fc.constantFrom(1, 0.1, 0.7, 2 ** -1060, 1e250, 3),
    fc.constantFrom(0, 0, 0, -1, 1),
  )
  .filter(([claims]) => claims.some((c) => c > 0))
  .map(([claims, times, parts, factor, off]) => ({
    quota: fraction(BigInt(times * claims.reduce((a, b) => a + b, 0)) * MANY + BigInt(off), parts * MANY),
    claims: claims.map((c) => c * factor),
  }))

const ulps = (x: number, n: number): number => (n <= 0 ? x : ulps(nextUp(x), n - 1))
/** More than a few of the same or nearly the same, so that one bin and one band hold them all. */
const crowd = fc
  .tuple(
    fc.double({ min: 1, max: 2, noNaN: true }),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 30, maxLength: 90 }),
    fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
  )
  .map(([x, steps, more]) => [...steps.map((n) => ulps(x, n)), ...more.map((n) => n * x)])

const extreme = fc.constantFrom(
  5e-324,
  1e-323,
  1.5e-323,
  1e-310,
  2.2250738585072014e-308,
  1e-300,
  1,
  3,
  1e300,
  8.98846567431158e307,
  Number.MAX_VALUE,
  0,
  -0,
)
/** Sums beyond the doubles, sums of denormals, and the largest beside the smallest. */
const extremes = fc
  .oneof(
    fc.array(extreme, { minLength: 1, maxLength: 12 }),
    fc.array(
      fc.integer({ min: 0, max: 9 }).map((n) => n * 5e-324),
      { minLength: 1, maxLength: 12 },
    ),
    fc.array(
      fc.constantFrom(1, 0.5, 0.75, 0.9999999999999999).map((x) => x * Number.MAX_VALUE),
      { minLength: 1, maxLength: 12 },
    ),
  )
  .filter((claims) => claims.some((c) => c > 0))

const withQuota = (claims: (quota: Fraction) => fc.Arbitrary<readonly number[]>, over = quotas): fc.Arbitrary<Omit<KernelCase, 'units'>> =>
  over.chain((quota) => claims(quota).map((list) => ({ quota, claims: list })))

/** A claim of next to nothing, which makes the exact integers as wide as they get. */
const besideNothing = (quota: Fraction): fc.Arbitrary<number[]> => atEdge(quota).map((claims) => [...claims, 5e-324])

const kinds = {
  'remainders at an edge': withQuota(atEdge),
  'remainders at an edge, beside next to nothing': withQuota(besideNothing),
  'remainders at an edge, in dust': withQuota(inDust, largeQuotas),
  'integers, halves and quarters': multiples,
  crowds: withQuota(() => crowd),
  extremes: withQuota(() => extremes),
  general: withQuota(() => payableClaims),
  'far quotas': fc.oneof(
    withQuota(atEdge, farQuotas),
    withQuota(() => fc.oneof(payableClaims, crowd), farQuotas),
  ),
}

const rounded = (kind: fc.Arbitrary<Omit<KernelCase, 'units'>>): fc.Arbitrary<KernelCase> =>
  fc
    .tuple(
      kind.filter(({ claims }) => claims.some((c) => c > 0)),
      fc.constantFrom(floor, ceiling, roundHalfUp),
    )
    .map(([{ quota, claims }, round]) => ({ quota, claims, units: Number(round(quota)) }))

/** One kind of case each. */
export const kernelKinds: Readonly<Record<string, fc.Arbitrary<KernelCase>>> = Object.fromEntries(
  Object.entries(kinds).map(([name, kind]) => [name, rounded(kind)]),
)

/** Those at an edge are worth most, and those in dust cost most. */
const weights: Readonly<Record<string, number>> = { 'remainders at an edge': 30, 'remainders at an edge, in dust': 6 }

/** All kinds. */
export const kernelCases: fc.Arbitrary<KernelCase> = fc.oneof(
  ...Object.entries(kernelKinds).map(([name, arbitrary]) => ({ weight: weights[name] ?? 5, arbitrary })),
)

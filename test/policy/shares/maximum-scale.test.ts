import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quotas } from '../../../src/apportion/quotas.js'
import type { Node } from '../../../src/policy/shares/node-quotas.js'
import { largestOf, largestQuota, maximumWeights, scaledToMaximum } from '../../../src/policy/shares/maximum-scale.js'
import type { Fraction } from '../../../src/units/exact/fraction.js'
import { add, equals, fraction, multiply, ZERO } from '../../../src/units/exact/fraction.js'
import { nextUp, payableClaims } from '../../arbitraries/claims.js'

type Weigh = (nodes: readonly Node[], recipients: number) => ArrayLike<number>

const quotasOf = (nodes: readonly Node[], recipients: number): readonly Fraction[] => {
  const totals = Array.from({ length: recipients }, () => ZERO)
  for (const { quota, counted, recipients: who } of nodes)
    quotas(quota)(counted).forEach((q: Fraction, i) => {
      totals[who[i]!] = add(totals[who[i]!]!, q)
    })
  return totals
}
const exact: Weigh = (nodes, recipients) => {
  const totals = quotasOf(nodes, recipients)
  return totals.map(scaledToMaximum(largestOf(totals)))
}

const node = (list: readonly number[], quota: Fraction): Node => ({
  quota,
  counted: Float64Array.from(list),
  recipients: Uint32Array.from(list.keys()),
})

/** Claims whose scaled values are exactly a half, or one ulp next to it: odd parts of twice 65535. */
const halves = fc
  .array(fc.nat(65_534), { minLength: 1, maxLength: 12 })
  .chain((odd) => fc.tuple(fc.constant(odd), fc.integer({ min: -60, max: 60 }), fc.boolean()))
  .map(([odd, scale, beside]) =>
    [131_070, ...odd.map((k) => 2 * k + 1)].map((c, i) => (beside && i % 2 === 1 ? nextUp(c * 2 ** scale) : c * 2 ** scale)),
  )
const wideQuota = fc
  .tuple(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 295, max: 312 }))
  .map(([n, digits]) => fraction(BigInt(n) * 10n ** BigInt(digits), 10n ** BigInt(digits) + 1n))
const quota = fc.oneof(
  wideQuota,
  fc.integer({ min: 1, max: 65_535 }).map((n) => fraction(BigInt(n))),
  fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 10n ** 40n })).map(([n, d]) => fraction(n, n + d)),
)
const nodes = fc
  .array(fc.tuple(fc.oneof(halves, payableClaims), quota), { minLength: 1, maxLength: 4 })
  .map((list) => list.map(([claims, q]) => node(claims, q)))

const isExact = (weigh: Weigh): boolean =>
  !fc.check(
    fc.property(nodes, (list) => {
      const recipients = Math.max(...list.map(({ counted }) => counted.length))
      const [found, expected] = [weigh(list, recipients), exact(list, recipients)]
      return Array.from(expected).every((weight, i) => found[i] === weight)
    }),
    { numRuns: 3000 },
  ).failed

test('the largest quota is exactly the largest, also where doubles cannot tell', () => {
  fc.assert(
    fc.property(nodes, (list) => {
      const recipients = Math.max(...list.map(({ counted }) => counted.length))
      return equals(largestQuota(list, recipients), largestOf(quotasOf(list, recipients)))
    }),
  )
})

/** The same in doubles only. */
const inDoubles: Weigh = (list, recipients) => {
  const totals = new Float64Array(recipients)
  for (const { quota: q, counted, recipients: who } of list) {
    const sum = counted.reduce((a, b) => a + b, 0)
    counted.forEach((claim, i) => {
      totals[who[i]!]! += (claim / sum) * (Number(q.numerator) / Number(q.denominator))
    })
  }
  return totals.map((t) => Math.floor((t / Math.max(...totals)) * 65_535 + 0.5))
}

describe('the maximum scale', () => {
  test('is exact, on halves and one ulp next to them, over several nodes', () => {
    expect(isExact(maximumWeights)).toBe(true)
  })
  test('kills an implementation in doubles only', () => {
    expect(isExact(inDoubles)).toBe(false)
  })

  test('is exact where doubles can decide nothing', () => {
    const wide = 10n ** 400n
    for (const list of [
      [1e300, 1e300, 5e299],
      [5e-324, 1e-323],
      [1e308, 1e308, 1.7e308],
    ])
      expect([...maximumWeights([node(list, fraction(1n))], list.length)]).toEqual(exact([node(list, fraction(1n))], list.length))
    for (const beyond of [10n ** 300n, 10n ** 305n, 10n ** 307n, 10n ** 308n, wide])
      for (const q of [fraction(65_535n * beyond, beyond + 1n), fraction(beyond, 3n * beyond), fraction(7n, beyond)]) {
        const nodes_ = [node([1, 2], q), node([3, 1, 131_070], fraction(1n))]
        expect([...maximumWeights(nodes_, 3)]).toEqual(exact(nodes_, 3))
      }
    expect([...maximumWeights([node([1, 2], fraction(wide, wide + 1n))], 2)]).toEqual([32_768, 65_535])
    expect([...maximumWeights([node([1, 2], fraction(0n)), node([2, 1], fraction(3n))], 3)]).toEqual([65_535, 32_768, 0])
    expect([...maximumWeights([node([1e300, 1e300], fraction(1n))], 3)]).toEqual([65_535, 65_535, 0])
    expect([...maximumWeights([node([131_070, 1], fraction(1n))], 65_537)].slice(0, 3)).toEqual([65_535, 1, 0])
    // On a half, with a node of which some recipients have no part.
    expect([...maximumWeights([node([131_070, 1], fraction(1n))], 3)]).toEqual([65_535, 1, 0])
  })

  // A claim of 1 and 65,000 claims of 2^-54, which a plain sum loses completely: the sum in doubles is 3.6e-12 too
  // small.
  const lost = 65_000
  const dusty = Float64Array.from({ length: lost + 1 }, (_, i) => (i === 0 ? 1 : 2 ** -54))
  const dust = { quota: fraction(1000n), counted: dusty, recipients: Uint32Array.from(dusty.keys()) }
  const other = (quota: Fraction, recipient: number): Node => ({
    quota,
    counted: Float64Array.of(1),
    recipients: Uint32Array.of(recipient),
  })
  const part = (of: Fraction, tenMillionths: bigint): Fraction => multiply(of, fraction(tenMillionths, 65_535n * 10_000_000n))

  test('is exact when the error of the sums is as large as the bound allows', () => {
    // In doubles 60000.4999999, exactly 60000.4999999 * (1 + 3.6e-12): above the half.
    const list = [dust, other(part(fraction(1000n), 600_004_999_999n), lost + 1)]
    expect(maximumWeights(list, lost + 2)[lost + 1]).toBe(60_001)
    expect(exact(list, lost + 2)[lost + 1]).toBe(60_001)
  })

  test('is exact where the largest double is not the largest quota', () => {
    const largest = multiply(fraction(1000n), fraction(10n ** 12n - 1n, 10n ** 12n))
    const list = [dust, other(largest, lost + 1), other(part(largest, 600_004_999_999n), lost + 2)]
    expect(maximumWeights(list, lost + 3)[lost + 2]).toBe(60_000)
    expect(exact(list, lost + 3)[lost + 2]).toBe(60_000)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quotas } from '../../src/apportion/quotas.js'
import type { Node } from '../../src/allocation/maximum-scale.js'
import { largestOf, maximumWeights, scaledToMaximum } from '../../src/allocation/maximum-scale.js'
import type { Fraction } from '../../src/units/fraction.js'
import { add, fraction, ZERO } from '../../src/units/fraction.js'
import { nextUp, payableClaims } from '../arbitraries/claims.js'

type Weigh = (nodes: readonly Node[], recipients: number) => ArrayLike<number>

const exact: Weigh = (nodes, recipients) => {
  const totals = Array.from({ length: recipients }, () => ZERO)
  for (const { quota, counted, recipients: who } of nodes) quotas(quota)(counted).forEach((q: Fraction, i) => { totals[who[i]!] = add(totals[who[i]!]!, q) })
  return totals.map(scaledToMaximum(largestOf(totals)))
}

const node = (list: readonly number[], quota: Fraction): Node => ({ quota, counted: Float64Array.from(list), recipients: Uint32Array.from(list.keys()) })

/** Claims whose scaled values lie on a half, or an ulp beside it: odd parts of twice 65535. */
const halves = fc.array(fc.nat(65_534), { minLength: 1, maxLength: 12 }).chain((odd) => fc.tuple(fc.constant(odd), fc.integer({ min: -60, max: 60 }), fc.boolean())).map(([odd, scale, beside]) =>
  [131_070, ...odd.map((k) => 2 * k + 1)].map((c, i) => (beside && i % 2 === 1 ? nextUp(c * 2 ** scale) : c * 2 ** scale)))
const quota = fc.oneof(fc.integer({ min: 1, max: 65_535 }).map((n) => fraction(BigInt(n))), fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 10n ** 40n })).map(([n, d]) => fraction(n, n + d)))
const nodes = fc.array(fc.tuple(fc.oneof(halves, payableClaims), quota), { minLength: 1, maxLength: 4 }).map((list) => list.map(([claims, q]) => node(claims, q)))

const isExact = (weigh: Weigh): boolean => !fc.check(fc.property(nodes, (list) => {
  const recipients = Math.max(...list.map(({ counted }) => counted.length))
  const [found, expected] = [weigh(list, recipients), exact(list, recipients)]
  return Array.from(expected).every((weight, i) => found[i] === weight)
}), { numRuns: 3000 }).failed

/** The same in doubles alone. */
const inDoubles: Weigh = (list, recipients) => {
  const totals = new Float64Array(recipients)
  for (const { quota: q, counted, recipients: who } of list) {
    const sum = counted.reduce((a, b) => a + b, 0)
    counted.forEach((claim, i) => { totals[who[i]!]! += (claim / sum) * (Number(q.numerator) / Number(q.denominator)) })
  }
  return totals.map((t) => Math.floor((t / Math.max(...totals)) * 65_535 + 0.5))
}

describe('the maximum scale', () => {
  test('is exact, on halves and an ulp beside them, over several nodes', () => { expect(isExact(maximumWeights)).toBe(true) })
  test('kills doubles alone', () => { expect(isExact(inDoubles)).toBe(false) })

  test('is exact where doubles can say nothing', () => {
    const wide = 10n ** 400n
    for (const list of [[1e300, 1e300, 5e299], [5e-324, 1e-323], [1e308, 1e308, 1.7e308]]) expect([...maximumWeights([node(list, fraction(1n))], list.length)]).toEqual(exact([node(list, fraction(1n))], list.length))
    expect([...maximumWeights([node([1, 2], fraction(wide, wide + 1n))], 2)]).toEqual([32_768, 65_535])
    expect([...maximumWeights([node([1, 2], fraction(0n)), node([2, 1], fraction(3n))], 3)]).toEqual([65_535, 32_768, 0])
    expect([...maximumWeights([node([1e300, 1e300], fraction(1n))], 3)]).toEqual([65_535, 65_535, 0])
    expect([...maximumWeights([node([131_070, 1], fraction(1n))], 65_537)].slice(0, 3)).toEqual([65_535, 1, 0])
    // On a half at a node that some recipients have no part in.
    expect([...maximumWeights([node([131_070, 1], fraction(1n))], 3)]).toEqual([65_535, 1, 0])
  })
})

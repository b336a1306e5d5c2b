import { left, right } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitClaims } from '../../src/apportion/split-claims.js'
import { fraction } from '../../src/units/exact/fraction.js'
import { claims, nextUp, payableClaims, totals } from '../arbitraries/claims.js'
import { kernelCases, kernelKinds, quotas } from '../arbitraries/kernel-claims.js'
import { expectRight } from '../either.js'
import { agrees, exactSplit } from './kernel/oracle.js'

const whole = (total: number) => fraction(BigInt(total))
const split = (total: number, list: ArrayLike<number>) => splitClaims(whole(total), total, list)

describe('the kernel gives what exact arithmetic gives', () => {
  for (const [kind, cases] of Object.entries(kernelKinds)) {
    test(kind, () => {
      fc.assert(
        fc.property(cases, (kernelCase) => agrees(splitClaims, kernelCase)),
        { numRuns: 1000 },
      )
    })
  }

  test('all kinds in turn: a call does not affect the next one', () => {
    fc.assert(
      fc.property(kernelCases, kernelCases, (one, other) => agrees(splitClaims, one) && agrees(splitClaims, other)),
      { numRuns: 2000 },
    )
  })
})

describe('long lists', () => {
  const most = 65_536
  const ulpsAbove = (x: number) => Array.from({ length: 7 }).reduce<readonly number[]>((list) => [...list, nextUp(list.at(-1)!)], [x])
  const spread = (values: readonly number[], length: number) => Float64Array.from({ length }, (_, i) => values[(i * 7919) % values.length]!)
  const lists: Readonly<Record<string, readonly [number, Float64Array]>> = {
    'all equal': [65_535, spread([0.7], most)],
    'one ulp apart': [65_535, spread(ulpsAbove(0.7), most)],
    'every floor an integer': [98_304, spread([1, 2], most)],
    'every floor next to one': [98_304, spread([...ulpsAbove(1), ...ulpsAbove(2)], most)],
    'equal remainders at three floors': [99_000, spread([0.1, 1.1, 2.1, ...ulpsAbove(1.1)], 40_000)],
    'the first many times the others': [65_535, Float64Array.from({ length: most }, (_, i) => (i === 0 ? 1 : 2 ** -54))],
    'longer than the kernel takes': [65_535, spread([1, 2, 3], most + 1)],
  }
  for (const [name, [total, list]] of Object.entries(lists)) {
    test(name, () => {
      expect(agrees(splitClaims, { quota: whole(total), units: total, claims: list as unknown as readonly number[] })).toBe(true)
    })
  }
})

describe('input', () => {
  test('plain arrays, typed arrays, subarrays and array-like objects are accepted', () => {
    const expected = right(Uint32Array.of(2, 3, 0, 2))
    const padded = Float64Array.of(9, 1, 1.5, 0, 1, 9)
    const ways: readonly ArrayLike<number>[] = [
      [1, 1.5, 0, 1],
      Float32Array.of(1, 1.5, 0, 1),
      padded.subarray(1, 5),
      { length: 4, 0: 1, 1: 1.5, 2: 0, 3: 1 },
    ]
    for (const list of ways) expect(split(7, list)).toEqual(expected)
    expect(padded).toEqual(Float64Array.of(9, 1, 1.5, 0, 1, 9))
  })

  test('-0 is 0', () => {
    fc.assert(
      fc.property(totals, payableClaims, (total, list) => {
        const plain = expectRight(
          split(
            total,
            list.map((x) => (x === 0 ? 0 : x)),
          ),
        )
        return expectRight(
          split(
            total,
            list.map((x) => (x === 0 ? -0 : x)),
          ),
        ).every((units, i) => units === plain[i])
      }),
    )
  })

  test('the first bad claim is the error, at any index', () => {
    const bad = fc.constantFrom(NaN, Infinity, -Infinity, -1, -5e-324)
    fc.assert(
      fc.property(quotas, claims, bad, fc.array(fc.oneof(bad, fc.constant(1e308)), { maxLength: 9 }), (quota, before, claim, after) => {
        const index = before.length
        expect(splitClaims(quota, 0, [...before, claim, ...after])).toEqual(left({ _tag: 'InvalidClaim', index, claim }))
      }),
    )
    expect(split(4_000_000_000, [1, -1])).toEqual(left({ _tag: 'InvalidClaim', index: 1, claim: -1 }))
  })

  test('a list without a claim above 0 is an error, for every quota', () => {
    for (const total of [0, 1, 65_535, 4_000_000_000]) {
      for (const list of [[], [0], [-0, 0, 0, 0, 0]]) expect(split(total, list)).toEqual(left({ _tag: 'NoPositiveClaim' }))
    }
  })

  test('with a quota of 0 or without units every claim gets 0', () => {
    fc.assert(
      fc.property(payableClaims, fc.constantFrom(whole(0), fraction(0n, 7n), fraction(1n, 3n), fraction(1n, 1n << 1100n)), (list, quota) =>
        expectRight(splitClaims(quota, 0, list)).every((units) => units === 0),
      ),
    )
  })

  test('later calls do not change an earlier result', () => {
    fc.assert(
      fc.property(kernelCases, kernelCases, (one, other) => {
        const first = expectRight(splitClaims(one.quota, one.units, one.claims))
        splitClaims(other.quota, other.units, other.claims)
        const expected = exactSplit(one)
        return first.buffer.byteLength === 4 * first.length && first.every((units, i) => units === expected[i])
      }),
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { U16Weights } from '../../../src/policy/shares/u16-weights.js'
import { compareWeights } from '../../../src/chain/stored/compare-weights.js'

type Compare = typeof compareWeights

const vectors: fc.Arbitrary<U16Weights> = fc
  .uniqueArray(fc.tuple(fc.nat(12), fc.oneof(fc.nat(4), fc.nat(65_535))), { selector: ([uid]) => uid })
  .map((pairs) => [...pairs].sort(([a], [b]) => a - b))
  .map((pairs) => ({ uids: Uint16Array.from(pairs, ([uid]) => uid), weights: Uint16Array.from(pairs, ([, weight]) => weight) }))

const at = ({ uids, weights }: U16Weights, uid: number): number => weights[uids.indexOf(uid)] ?? 0

const holds = (law: (compare: Compare, a: U16Weights, b: U16Weights, tolerance: number) => boolean, compare: Compare): boolean =>
  !fc.check(
    fc.property(vectors, vectors, fc.nat(5), (a, b, tolerance) => law(compare, a, b, tolerance)),
    { numRuns: 1000 },
  ).failed

const listsExactly = (compare: Compare, a: U16Weights, b: U16Weights, tolerance: number): boolean => {
  const apart = Array.from({ length: 13 }, (_, uid) => uid).filter((uid) => Math.abs(at(a, uid) - at(b, uid)) > tolerance)
  const found = compare(a, b, tolerance)
  return found.length === apart.length && found.every((d, i) => d.uid === apart[i] && d.a === at(a, d.uid!) && d.b === at(b, d.uid!))
}
const symmetric = (compare: Compare, a: U16Weights, b: U16Weights, tolerance: number): boolean => {
  const back = compare(b, a, tolerance)
  return compare(a, b, tolerance).every((d, i) => d.uid === back[i]?.uid && d.a === back[i].b && d.b === back[i].a)
}

const ofTheFirstOnly: Compare = (a, b, tolerance) =>
  compareWeights(a, b, tolerance).filter(({ uid }) => uid !== null && a.uids.includes(uid))
const withTheEdge: Compare = (a, b, tolerance) => compareWeights(a, b, tolerance - 1)

test('lists exactly the uids of either vector whose weights differ by more than the tolerance, sorted', () => {
  expect(holds(listsExactly, compareWeights)).toBe(true)
  expect(holds(listsExactly, ofTheFirstOnly)).toBe(false)
  expect(holds(listsExactly, withTheEdge)).toBe(false)
})
test('gives the same with the two vectors exchanged', () => {
  expect(holds(symmetric, compareWeights)).toBe(true)
  expect(holds(symmetric, ofTheFirstOnly)).toBe(false)
})
test('a tolerance of NaN counts as 0', () => {
  const one = { uids: Uint16Array.of(1), weights: Uint16Array.of(5) }
  expect(compareWeights(one, one, NaN)).toEqual([{ uid: 1, a: 5, b: 5 }])
})

test('two that were decided by other rules are told apart, whatever their weights', () => {
  const same: U16Weights = { uids: Uint16Array.of(1), weights: Uint16Array.of(65_535) }
  const other = { uids: Uint16Array.of(2), weights: Uint16Array.of(65_535) }
  expect(compareWeights({ ...same, rules: 1 }, { ...same, rules: 2 }, 0)).toEqual([{ uid: null, a: 1, b: 2 }])
  expect(compareWeights({ ...same, rules: 1 }, { ...other, rules: 2 }, 0).map(({ uid }) => uid)).toEqual([null, 1, 2])
  for (const rules of [{}, { rules: 2 }]) expect(compareWeights({ ...same, ...rules }, { ...same, rules: 2 }, 0)).toEqual([])
})

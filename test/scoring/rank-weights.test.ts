import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankWeights } from '../../src/scoring/rank-weights.js'
import { scores, shuffled } from './arbitraries.js'
import { broken, testLaws } from './laws.js'
import { Oracle } from './oracle.js'
import { bestRank, ranksByIndex } from './wrong.js'

type RankWeights = (exponent: number) => (values: number[]) => readonly number[]
const exponent = fc.oneof(fc.constantFrom(1.2, 0, 1, 0.5, 2), fc.double({ min: 0, max: 4, noNaN: true }))
const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

const laws = {
  'equal values have equal weights': (f: RankWeights) =>
    fc.property(exponent, scores, (e, list) => {
      const weights = f(e)(list)
      return list.every((x, i) => list.every((y, j) => x !== y || weights[i] === weights[j]))
    }),
  'the total is that of the ranks': (f: RankWeights) =>
    fc.property(exponent, scores, (e, list) => {
      const ranks = sumOf(list.map((_, i) => (i + 1) ** -e))
      return Math.abs(sumOf(f(e)(list)) - ranks) <= 1e-13 * ranks
    }),
  'the order of the values never matters': (f: RankWeights) =>
    fc.property(exponent, shuffled, (e, [a, b]) => {
      const [of, again] = [f(e)(a), f(e)(b)]
      return a.every((x, i) => b.every((y, j) => x !== y || of[i] === again[j]))
    }),
  'a larger value never gets less': (f: RankWeights) =>
    fc.property(exponent, scores, (e, list) => {
      const weights = f(e)(list)
      return list.every((x, i) => list.every((y, j) => x <= y || weights[i]! >= weights[j]!))
    }),
  'is the power, rounded once': (f: RankWeights) =>
    fc.property(
      exponent,
      fc.integer({ min: 1, max: 40 }),
      (e, n) => f(e)(Array.from({ length: n }, (_, i) => n - i)).at(-1) === new Oracle(n).pow(new Oracle(e).neg()).toNumber(),
    ),
  'is the mean of powers, rounded once': (f: RankWeights) =>
    fc.property(exponent, fc.integer({ min: 2, max: 5 }), (e, n) => {
      const powers = Array.from({ length: n }, (_, i) => new Oracle(i + 1).pow(new Oracle(e).neg()))
      return (
        f(e)(Array.from({ length: n }, () => 0.5))[0] ===
        powers
          .reduce((a, b) => a.plus(b))
          .div(n)
          .toNumber()
      )
    }),
}

describe('rank weights', () => {
  testLaws(laws, rankWeights)

  test('each law kills what breaks it', () => {
    expect(broken(laws, ranksByIndex, 50)).toEqual(
      expect.arrayContaining(['equal values have equal weights', 'the order of the values never matters']),
    )
    expect(broken(laws, bestRank, 50)).toEqual(
      expect.arrayContaining(['the total is that of the ranks', 'is the mean of powers, rounded once']),
    )
    expect(broken(laws, (e) => (values) => rankWeights(e)(values.map((x) => -x)), 50)).toContain('a larger value never gets less')
    expect(broken(laws, (e) => (values) => rankWeights(e)(values).map((w) => w * (1 + 2 ** -52)), 50)).toContain(
      'is the power, rounded once',
    )
  })

  // By mpmath at 2000 bits.
  test('1 / rank^1.2', () => {
    const weights = rankWeights(1.2)(Array.from({ length: 100 }, (_, i) => 100 - i))
    expect([1, 2, 3, 4, 5, 8, 10, 32, 100].map((rank) => weights[rank - 1])).toEqual([
      1, 0.43527528164806206, 0.2675805205867436, 0.18946457081379975, 0.1449559327355391, 0.08246924442330589, 0.06309573444801933,
      0.015625, 0.0039810717055349725,
    ])
    expect(rankWeights(1.2)([0.4, 0.4])).toEqual([0.717637640824031, 0.717637640824031])
  })
  test('-0 and 0 are equal; a huge exponent gives 0 to the second rank; without values there are no weights', () => {
    expect(rankWeights(1)([0, 2, -0])).toEqual([5 / 12, 1, 5 / 12])
    expect(rankWeights(1e300)([1, 2])).toEqual([0, 1])
    expect(rankWeights(1.2)([])).toEqual([])
  })
})

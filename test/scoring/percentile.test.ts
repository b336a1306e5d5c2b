import type { Option, Some } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentile } from '../../src/scoring/percentile.js'
import { percentileRank } from '../../src/scoring/percentile-rank.js'
import { nextUp } from '../arbitraries/claims.js'
import { per100, scores, shuffled } from './arbitraries.js'
import { broken, testLaws } from './laws.js'
import { exactly, Oracle } from './oracle.js'
import { exclusivePercentile, floatPercentile, midRank, strictRank, textPercentile, unsortedPercentile, unsortedRank } from './wrong.js'

type Percentile = (p: number) => (values: number[]) => Option<number>
type Rank = (values: number[]) => (x: number) => Option<number>
const value = (o: Option<number>): number => (o as Some<number>).value
const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b)

const percentileLaws = {
  'the order of the values never matters': (f: Percentile) =>
    fc.property(per100, shuffled, (p, [a, b]) => value(f(p)(a)) === value(f(p)(b))),
  'from the least at 0 to the largest at 100': (f: Percentile) =>
    fc.property(scores, (list) => value(f(0)(list)) === Math.min(...list) + 0 && value(f(100)(list)) === Math.max(...list) + 0),
  'grows with p': (f: Percentile) =>
    fc.property(per100, per100, scores, (p, q, list) => value(f(Math.min(p, q))(list)) <= value(f(Math.max(p, q))(list))),
  'is one of the values when p falls exactly on it': (f: Percentile) =>
    fc.property(
      scores.filter((l) => [3, 5, 6, 11].includes(l.length)),
      fc.nat(10),
      (list, i) => {
        const k = i % list.length
        return value(f((100 * k) / (list.length - 1))(list)) === ascending(list)[k]
      },
    ),
  'is the interpolation between neighbours, rounded once': (f: Percentile) =>
    fc.property(
      fc.integer({ min: 0, max: 1000 }),
      fc.array(fc.double({ min: 1e-12, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
      (thousandths, list) => {
        const p = thousandths / 10
        const h = new Oracle(list.length - 1).times(p).div(100)
        const [low, high] = [exactly(ascending(list)[h.floor().toNumber()]!), exactly(ascending(list)[h.ceil().toNumber()]!)]
        return value(f(p)(list)) === low.plus(h.minus(h.floor()).times(high.minus(low))).toNumber()
      },
    ),
}

const rankLaws = {
  'equal scores have the rank of the last of them, so the best have 100': (f: Rank) =>
    fc.property(scores, (list) => value(f(list)(Math.max(...list))) === 100),
  'is the part of the scores that is not above': (f: Rank) =>
    fc.property(scores, scores, (list, others) =>
      [...list, ...others].every((x) => value(f(list)(x)) === (100 * list.filter((v) => v <= x).length) / list.length),
    ),
  'the order of the values never matters': (f: Rank) =>
    fc.property(shuffled, ([a, b]) => a.every((x) => value(f(a)(x)) === value(f(b)(x)))),
  'grows with the score': (f: Rank) =>
    fc.property(scores, fc.nat(100), fc.nat(100), (list, i, j) => {
      const [a, b] = [list[i % list.length]!, list[j % list.length]!]
      return value(f(list)(Math.min(a, b))) <= value(f(list)(Math.max(a, b))) && value(f(list)(a)) <= value(f(list)(nextUp(a + 0)))
    }),
}

describe('percentile', () => {
  testLaws(percentileLaws, percentile)

  test('each law kills what breaks it', () => {
    expect(broken<Percentile>(percentileLaws, exclusivePercentile)).toContain('is one of the values when p falls exactly on it')
    expect(broken<Percentile>(percentileLaws, floatPercentile)).toEqual(
      expect.arrayContaining(['grows with p', 'is the interpolation between neighbours, rounded once']),
    )
    expect(broken<Percentile>(percentileLaws, textPercentile)).toContain('from the least at 0 to the largest at 100')
    expect(broken<Percentile>(percentileLaws, unsortedPercentile)).toContain('the order of the values never matters')
  })

  // Found with Python's fractions: the doubles, not the decimals, are interpolated.
  test('the percentiles of ten scores', () => {
    const ten = [0.91, 0.12, 0.55, 0.55, 0.73, 0.3, 0.88, 0.64, 0.07, 0.99]
    expect([0, 10, 25, 50, 80, 85, 90, 100].map((p) => value(percentile(p)(ten)))).toEqual([
      0.07, 0.11499999999999999, 0.3625, 0.595, 0.886, 0.8995, 0.918, 0.99,
    ])
  })
  test('of one value it is that value, and without values there is none', () => {
    fc.assert(
      fc.property(per100, fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (p, x) => value(percentile(p)([x])) === x + 0),
    )
    expect(percentile(85)([])).toEqual(none)
  })
})

describe('percentile rank', () => {
  testLaws(rankLaws, percentileRank)

  test('each law kills what breaks it', () => {
    expect(broken<Rank>(rankLaws, strictRank)).toContain('equal scores have the rank of the last of them, so the best have 100')
    expect(broken<Rank>(rankLaws, unsortedRank)).toContain('the order of the values never matters')
    expect(broken<Rank>(rankLaws, (values) => (x) => percentileRank(values.map((v) => -v))(-x))).toContain('grows with the score')
    expect(broken<Rank>(rankLaws, midRank)).toContain('is the part of the scores that is not above')
  })
  test('below all values it is 0, and without values there is none', () => {
    expect(percentileRank([0.2, 0.3])(0.1)).toEqual(some(0))
    expect(percentileRank([])(0.1)).toEqual(none)
  })
})

import type { Option, Some } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { populationDeviation } from '../../src/scoring/population-deviation.js'
import { scores, shuffled, unitScore } from './arbitraries.js'
import { broken, testLaws } from './laws.js'
import { exactly, Oracle } from './oracle.js'
import { onePassDeviation, sampleDeviation } from './wrong.js'

type Deviation = (values: number[]) => Option<number>
const value = (o: Option<number>): number => (o as Some<number>).value

const laws = {
  'the order of the values never matters': (f: Deviation) => fc.property(shuffled, ([a, b]) => Object.is(value(f(a)), value(f(b)))),
  'equal values deviate by exactly 0': (f: Deviation) =>
    fc.property(
      fc.double({ min: 0, max: 1e100, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      (x, n) => value(f(Array.from({ length: n }, () => x))) === 0,
    ),
  'unequal values deviate': (f: Deviation) =>
    fc.property(
      scores.filter((l) => Math.max(...l) - Math.min(...l) > 1e-300),
      (list) => value(f(list)) > 0,
    ),
  'multiplying all values by a power of two multiplies the deviation by it': (f: Deviation) =>
    fc.property(
      fc.array(fc.double({ min: 1e-100, max: 1, noNaN: true }), { minLength: 1 }),
      fc.integer({ min: -60, max: 60 }),
      (list, e) => value(f(list.map((x) => x * 2 ** e))) === value(f(list)) * 2 ** e || value(f(list)) < 1e-300,
    ),
  'is the root of the mean square, rounded once': (f: Deviation) =>
    fc.property(
      fc.array(
        unitScore.filter((x) => x === 0 || x > 1e-20),
        { minLength: 1, maxLength: 8 },
      ),
      (list) => {
        const values = list.map(exactly)
        const mean = values.reduce((a, b) => a.plus(b), new Oracle(0)).div(list.length)
        return (
          list.every((x) => x === list[0]) ||
          value(f(list)) ===
            values
              .reduce((a, x) => a.plus(x.minus(mean).pow(2)), new Oracle(0))
              .div(list.length)
              .sqrt()
              .toNumber()
        )
      },
    ),
}

describe('population deviation', () => {
  testLaws(laws, populationDeviation)

  test('each law kills what breaks it', () => {
    expect(broken(laws, sampleDeviation)).toEqual(
      expect.arrayContaining(['is the root of the mean square, rounded once', 'equal values deviate by exactly 0']),
    )
    expect(broken(laws, onePassDeviation)).toEqual(
      expect.arrayContaining(['the order of the values never matters', 'unequal values deviate']),
    )
    expect(broken(laws, (list) => some(Math.floor(100 * value(populationDeviation(list))) / 100))).toContain(
      'multiplying all values by a power of two multiplies the deviation by it',
    )
  })
  test('is right for 1e300 beside 1e-300 and for subnormals, and none without values', () => {
    expect(value(populationDeviation([1e300, 1e-300]))).toBe(5e299)
    expect(value(populationDeviation([0, 2 ** -1073]))).toBe(2 ** -1074)
    expect(value(populationDeviation([2 ** 1000, 3 * 2 ** 1000]))).toBe(2 ** 1000)
    expect(populationDeviation([])).toEqual(none)
  })
})

import type { Option, Some } from 'fp-ts/lib/Option.js'
import { isNone, none } from 'fp-ts/lib/Option.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WeightedPart } from '../../src/scoring/blend.js'
import { blend } from '../../src/scoring/blend.js'
import { sharesOf, weightedCounts } from '../../src/scoring/weighted-counts.js'
import { Decimal } from '../../src/units/exact/decimal.js'
import type { Fraction } from '../../src/units/exact/fraction.js'
import { add, divide, equals, fraction, fromDecimal, fromDouble, multiply, ONE, sum, ZERO } from '../../src/units/exact/fraction.js'
import { toLowestTerms } from '../../src/units/exact/fraction-rounding.js'
import { broken, testLaws } from './laws.js'
import { unscaledBlend } from './wrong.js'

type Parts = readonly WeightedPart<string>[]
type Shares = ReadonlyMap<string, Fraction>
type Blend = (parts: Parts) => Option<Shares>

const score = fc.oneof(fc.nat(5), fc.constantFrom(0, 5e-324, 1e-300, 1e300, 0.1), fc.double({ min: 0, max: 1, noNaN: true }))
const scores = fc.dictionary(fc.constantFrom('5A', '5B', '5C', '5D', '5E'), score).map((byKey) => new Map(Object.entries(byKey)))
const parts: fc.Arbitrary<Parts> = fc.array(
  fc.record({ weight: fc.constantFrom(0, 0.6, 0.4, '0.1', 0.45, 1, 7, '0.333333333333333333333'), scores }),
  { maxLength: 4 },
)

const isLive = ({ scores, weight }: WeightedPart<string>): boolean => Number(weight) > 0 && [...scores.values()].some((x) => x > 0)
const same = (a: Option<Shares>, b: Option<Shares>): boolean =>
  isNone(a) || isNone(b)
    ? isNone(a) === isNone(b)
    : a.value.size === b.value.size && [...a.value].every(([key, share]) => equals(share, b.value.get(key)!))
/** Adds fractions one by one, without a common denominator. */
const bySteps = (list: Parts): Shares => {
  const live = list.filter(isLive)
  const whole = sum(live.map(({ weight }) => fromDecimal(new Decimal(weight))))
  const shares = new Map<string, Fraction>(list.flatMap((part) => [...part.scores.keys()].map((key) => [key, ZERO])))
  for (const part of live) {
    const total = sum([...part.scores.values()].map(fromDouble))
    for (const [key, x] of part.scores)
      shares.set(key, add(shares.get(key)!, multiply(divide(fromDecimal(new Decimal(part.weight)), whole), divide(fromDouble(x), total))))
  }
  return shares
}

const laws = {
  'sums to exactly 1, or there are none': (f: Blend) =>
    fc.property(parts, (list) => {
      const shares = f(list)
      return isNone(shares) ? !list.some(isLive) : list.some(isLive) && equals(sum([...shares.value.values()]), ONE)
    }),
  'is each part over its own total, by weight': (f: Blend) =>
    fc.property(
      parts.filter((list) => list.some(isLive)),
      (list) => same(f(list), { _tag: 'Some', value: bySteps(list) }),
    ),
  'a part without any score, or without weight, is left out': (f: Blend) =>
    fc.property(parts, scores, (list, more) => {
      const emptied = new Map([...more.keys()].map((key) => [key, 0]))
      const keyed = [...list, { weight: 0, scores: emptied }]
      return same(f([...keyed, { weight: 3, scores: emptied }]), f(keyed)) && same(f([...list, { weight: 0, scores: more }]), f(keyed))
    }),
  'scaling a part changes nothing': (f: Blend) =>
    fc.property(parts, (list) =>
      same(f(list), f(list.map(({ weight, scores }) => ({ weight, scores: new Map([...scores].map(([key, x]) => [key, x * 4])) })))),
    ),
  'scaling the weights changes nothing': (f: Blend) =>
    fc.property(parts, (list) => same(f(list), f(list.map(({ weight, scores }) => ({ weight: new Decimal(weight).times(3), scores }))))),
  'the order of parts never matters': (f: Blend) => fc.property(parts, (list) => same(f(list), f([...list].reverse()))),
}

describe('blend', () => {
  testLaws(laws, blend)

  test('each law kills what breaks it', () => {
    expect(broken(laws, unscaledBlend)).toEqual(
      expect.arrayContaining([
        'sums to exactly 1, or there are none',
        'scaling the weights changes nothing',
        'the order of parts never matters',
      ]),
    )
    expect(broken(laws, (list) => sharesOf(weightedCounts(list)))).toEqual(
      expect.arrayContaining(['is each part over its own total, by weight']),
    )
    expect(broken(laws, (list) => blend([...list, { weight: 1, scores: new Map([['5A', 1]]) }]))).toContain(
      'sums to exactly 1, or there are none',
    )
    expect(
      broken(laws, (list) =>
        blend(list.map(({ weight, scores }) => ({ weight, scores: new Map([...scores].map(([key, x]) => [key, Math.min(x, 3)])) }))),
      ),
    ).toContain('scaling a part changes nothing')
    expect(broken(laws, (list) => blend(list.map(({ weight, scores }) => ({ weight: Number(weight) || 1, scores }))))).toContain(
      'a part without any score, or without weight, is left out',
    )
  })
  test('0.10 K + 0.45 S + 0.45 C', () => {
    const shares = (
      blend([
        { weight: 0.1, scores: new Map([['5A', 1]]) },
        {
          weight: 0.45,
          scores: new Map([
            ['5B', 2],
            ['5C', 1],
          ]),
        },
        { weight: 0.45, scores: new Map([['5C', 4]]) },
      ]) as Some<Shares>
    ).value
    expect([...shares].map(([key, share]) => [key, toLowestTerms(share)])).toEqual([
      ['5A', '1/10'],
      ['5B', '3/10'],
      ['5C', '3/5'],
    ])
  })
  test('all shares have one denominator', () => {
    fc.assert(
      fc.property(
        parts.filter((list) => list.some(isLive)),
        (list) => new Set([...(blend(list) as Some<Shares>).value.values()].map(({ denominator }) => denominator)).size === 1,
      ),
    )
  })
  test('without parts there is no blend', () => {
    expect(blend([])).toEqual(none)
  })
})

describe('weighted counts', () => {
  const counts = fc.array(
    fc.record({
      weight: fc.constantFrom(0.6, 0.4, '0.25', 0),
      scores: fc.dictionary(fc.constantFrom('5A', '5B', '5C'), fc.nat(1000)).map((c) => new Map(Object.entries(c))),
    }),
    { maxLength: 3 },
  )

  test('a score is the sum of weight times count', () => {
    fc.assert(
      fc.property(counts, (list) =>
        [...weightedCounts(list)].every(([key, found]) =>
          equals(
            found,
            sum(list.map(({ weight, scores }) => multiply(fromDecimal(new Decimal(weight)), fraction(BigInt(scores.get(key) ?? 0))))),
          ),
        ),
      ),
    )
  })
  test('shares sum to exactly 1, or there are none; each is in proportion to its score', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const found = weightedCounts(list)
        const shares = sharesOf(found)
        if (isNone(shares)) return [...found.values()].every((x) => equals(x, ZERO))
        const total = sum([...found.values()])
        return (
          equals(sum([...shares.value.values()]), ONE) && [...found].every(([key, x]) => equals(multiply(shares.value.get(key)!, total), x))
        )
      }),
    )
  })
  test('0.6 curated + 0.4 sourced: a single miner that has done both gets the whole', () => {
    const one = new Map([['5A', 1]])
    expect(
      (
        sharesOf(
          weightedCounts([
            { weight: 0.6, scores: one },
            { weight: 0.4, scores: one },
          ]),
        ) as Some<Shares>
      ).value.get('5A'),
    ).toEqual(expect.toSatisfy((x: Fraction) => equals(x, ONE)))
    const both = weightedCounts([
      {
        weight: 0.6,
        scores: new Map([
          ['5A', 3],
          ['5B', 1],
        ]),
      },
      {
        weight: 0.4,
        scores: new Map([
          ['5B', 2],
          ['5C', 2],
        ]),
      },
    ])
    expect([...both].map(([key, x]) => [key, toLowestTerms(x)])).toEqual([
      ['5A', '9/5'],
      ['5B', '7/5'],
      ['5C', '4/5'],
    ])
  })
  test('without scores above 0 there are no shares', () => {
    expect([sharesOf(weightedCounts([])), sharesOf(weightedCounts([{ weight: 1, scores: new Map([['5A', 0]]) }]))]).toEqual([none, none])
  })
})

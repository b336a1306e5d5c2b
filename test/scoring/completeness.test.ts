import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeness } from '../../src/scoring/completeness.js'
import { broken, testLaws } from './laws.js'
import { Oracle } from './oracle.js'
import { floatCompleteness, jumpingCompleteness } from './wrong.js'

type Completeness = (rule: { readonly threshold: number }) => (present: number, expected: number) => number

const threshold = fc.oneof(
  fc.integer({ min: 1, max: 100 }).map((n) => n / 100),
  fc.constantFrom(0.3, 1, 1e-9),
)
const counts = fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 500 }))

const laws = {
  'is 1 from the threshold up, else the root, rounded once': (f: Completeness) =>
    fc.property(threshold, counts, (t, [present, expected]) => {
      const ratio = new Oracle(present).div(expected)
      return f({ threshold: t })(present, expected) === (ratio.gte(t) ? 1 : ratio.div(t).sqrt().toNumber())
    }),
  'grows with the samples that are present': (f: Completeness) =>
    fc.property(
      threshold,
      counts,
      (t, [present, expected]) => f({ threshold: t })(present, expected) <= f({ threshold: t })(present + 1, expected),
    ),
  'falls with the number of expected samples': (f: Completeness) =>
    fc.property(
      threshold,
      counts,
      (t, [present, expected]) => f({ threshold: t })(present, expected) >= f({ threshold: t })(present, expected + 1),
    ),
  'is continuous at the threshold': (f: Completeness) =>
    fc.property(fc.integer({ min: 1, max: 99 }), (t) => {
      const below = f({ threshold: t / 100 })(t * 10 ** 12 - 1, 10 ** 14)
      return f({ threshold: t / 100 })(t, 100) === 1 && below < 1 && below > 1 - 1e-11
    }),
  'is 1 when no samples are expected': (f: Completeness) =>
    fc.property(threshold, fc.nat(9), (t, present) => f({ threshold: t })(present, 0) === 1),
}

describe('completeness', () => {
  testLaws(laws, completeness)

  test('each law kills what breaks it', () => {
    expect(broken(laws, floatCompleteness)).toContain('is 1 from the threshold up, else the root, rounded once')
    expect(broken(laws, jumpingCompleteness)).toContain('is continuous at the threshold')
    expect(broken(laws, (rule) => (present, expected) => 1 - completeness(rule)(present, expected))).toEqual(
      expect.arrayContaining(['grows with the samples that are present', 'falls with the number of expected samples']),
    )
    expect(broken(laws, (rule) => (present, expected) => (expected === 0 ? 0 : completeness(rule)(present, expected)))).toEqual([
      'is 1 when no samples are expected',
    ])
  })

  // By mpmath at 2000 bits.
  test('of eighteen expected samples', () => {
    const factor = completeness({ threshold: 0.3 })
    expect(Array.from({ length: 18 }, (_, i) => factor(18 - i, 18))).toEqual([
      ...Array.from({ length: 13 }, () => 1),
      0.9622504486493763,
      0.8606629658238705,
      0.7453559924999299,
      0.6085806194501846,
      0.43033148291193524,
    ])
    expect(factor(0, 18)).toBe(0)
    expect(completeness({ threshold: 0 })(0, 18)).toBe(1)
  })
})

import type { Either } from 'fp-ts/lib/Either.js'
import type { Option, Some } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DatedScore } from '../../src/scoring/age-decay.js'
import { ageDecay, decayedMean } from '../../src/scoring/age-decay.js'
import { Instant } from '../../src/units/time/instant.js'
import { unitScore } from './arbitraries.js'
import { broken, testLaws } from './laws.js'
import { exactly, Oracle } from './oracle.js'
import { floatDecayedMean } from './wrong.js'

const value = (o: Option<number>): number => (o as Some<number>).value
const read = (text: string): Instant => (Instant.decode(text) as Extract<Either<never, Instant>, { readonly _tag: 'Right' }>).right
/** An instant: seconds after the beginning of 2026, with nanoseconds. */
const after = (seconds: number, nanoseconds = 0): Instant =>
  read(new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString().replace('.000Z', `.${String(nanoseconds).padStart(9, '0')}Z`))

const halfLife = fc.constantFrom(1, 3600, 86_400, 0.7, 12_345.678)
const age = fc.oneof(
  fc.integer({ min: 0, max: 2000 }),
  fc.double({ min: 0, max: 1200, noNaN: true }),
  fc.constantFrom(0, 1, 1073.5, 1074.6, 1e9, 1e-20),
)

describe('age decay', () => {
  type Decay = (halfLife: number) => (age: number) => number
  const laws = {
    'is 2^(-age / halfLife), rounded once': (f: Decay) =>
      fc.property(halfLife, age, (h, a) => f(h)(a) === new Oracle(2).pow(new Oracle(a).div(h).neg()).toNumber()),
    'falls with age, from 1 to 0': (f: Decay) =>
      fc.property(
        halfLife,
        age,
        age,
        (h, a, b) => 1 >= f(h)(Math.min(a, b)) && f(h)(Math.min(a, b)) >= f(h)(Math.max(a, b)) && f(h)(Math.max(a, b)) >= 0,
      ),
    'each half-life halves it': (f: Decay) =>
      fc.property(halfLife, fc.integer({ min: 0, max: 900 }), (h, n) => f(h)(0) === 1 && f(1)(n) === 2 ** -n),
  }

  testLaws(laws, ageDecay)
  test('each law kills what breaks it', () => {
    expect(broken(laws, (h) => (a) => Math.exp((-a / h) * Math.LN2))).toEqual(
      expect.arrayContaining(['is 2^(-age / halfLife), rounded once', 'each half-life halves it']),
    )
    expect(broken(laws, (h) => (a) => ageDecay(h)(-a) - ageDecay(h)(a))).toContain('falls with age, from 1 to 0')
  })

  // By mpmath at 2000 bits.
  test('down to the smallest double, and then 0', () => {
    expect(['0.25', 0.5, 1.5, 7, 13.999, 1073.5, 1074, 1074.6, 1075, 1076, 1e300].map(ageDecay(1))).toEqual([
      0.8408964152537145,
      0.7071067811865476,
      0.3535533905932738,
      0.0078125,
      0.00610774772621204 / 100,
      5e-324,
      5e-324,
      5e-324,
      0,
      0,
      0,
    ])
    expect(ageDecay(3600)(-1)).toBe(1)
  })
})

describe('decayed mean', () => {
  type Mean = (halfLife: number) => (at: Instant) => (scores: readonly DatedScore[]) => Option<number>
  const dated = fc
    .tuple(unitScore, fc.oneof(fc.nat(1_000_000), fc.constantFrom(0, 86_400, 172_800)), fc.constantFrom(0, 1, 500_000_000))
    .map(([score, seconds, nanoseconds]): DatedScore => ({ value: score, at: after(seconds, nanoseconds) }))
  const list = fc.array(dated, { minLength: 1, maxLength: 8 })
  const later = fc.integer({ min: 1_000_001, max: 10_000_000 }).map((seconds) => after(seconds))
  const seconds = fc.constantFrom(86_400, 3600, 1000, 0.5)

  const laws = {
    'the order of the scores never matters': (f: Mean) =>
      fc.property(seconds, later, list, (h, at, scores) => value(f(h)(at)(scores)) === value(f(h)(at)([...scores].reverse()))),
    'lies between its scores': (f: Mean) =>
      fc.property(seconds, later, list, (h, at, scores) => {
        const [mean, values] = [value(f(h)(at)(scores)), scores.map((score) => score.value)]
        return mean >= Math.min(...values) && mean <= Math.max(...values)
      }),
    'does not change while time passes': (f: Mean) =>
      fc.property(seconds, later, later, list, (h, a, b, scores) => value(f(h)(a)(scores)) === value(f(h)(b)(scores))),
    'is the weighted mean, rounded once': (f: Mean) =>
      fc.property(
        seconds.filter((h) => h > 1),
        later,
        list.filter((l) => l.every((s) => s.value === 0 || s.value > 1e-20)),
        (h, at, scores) => {
          // Ages are counted from the first score, so that scores of the same age have exactly the same weight.
          const seen = scores.map((s) => new Oracle(`${s.at.seconds}.${s.at.decimals}0`))
          const weights = seen.map((then) => new Oracle(2).pow(then.minus(seen[0]!).div(h)))
          const total = weights.reduce((a, b) => a.plus(b))
          return (
            value(f(h)(at)(scores)) ===
            weights
              .reduce((a, w, i) => a.plus(w.times(exactly(scores[i]!.value))), new Oracle(0))
              .div(total)
              .toNumber()
          )
        },
      ),
  }

  testLaws(laws, decayedMean)
  test('each law kills what breaks it', () => {
    expect([...broken(laws, floatDecayedMean)].sort()).toEqual(Object.keys(laws).sort())
  })

  const now = after(1_000_000)
  test('a score one half-life older counts half, and very old scores keep their proportions', () => {
    for (const at of [after(86_400), now, read('9999-01-01T00:00:00Z')])
      expect(
        decayedMean(86_400)(at)([
          { value: 0.9, at: after(86_400) },
          { value: 0.3, at: after(0) },
        ]),
      ).toEqual(some(0.7))
  })
  test('a score from the future has the age 0', () => {
    expect(
      decayedMean(10)(now)([
        { value: 1, at: now },
        { value: 0, at: after(1_000_500) },
      ]),
    ).toEqual(some(0.5))
  })
  test('a result exactly half-way between two doubles is rounded to even, and one next to half-way is rounded to the nearer', () => {
    const [one, above] = [1, 1 + 2 ** -52]
    const mean = (...scores: readonly (readonly [number, number])[]) =>
      value(decayedMean(1)(now)(scores.map(([x, old]) => ({ value: x, at: after(1_000_000 - old) }))))
    expect(mean([one, 3], [above, 3])).toBe(one)
    expect(mean([one, 3], [above, 3], [2, 900_000])).toBe(above)
  })
  test('without scores there is no mean', () => {
    expect(decayedMean(1)(now)([])).toEqual(none)
  })
})

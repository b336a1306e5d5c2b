import { none, some } from 'fp-ts/lib/Option.js'
import type { Option, Some } from 'fp-ts/lib/Option.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alphaAfter, ema, emaHalfLife } from '../../src/scoring/ema.js'
import { nextUp } from '../arbitraries/claims.js'

const score = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 5e-324, 1e-300, 0.1, 0.30000000000000004, 1 - 2 ** -53),
)
const alpha = fc.oneof(fc.double({ min: Number.MIN_VALUE, max: 1, noNaN: true }), fc.constantFrom(0.3, 1, 0.5, 1e-17))
const seconds = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.constantFrom(0, 1e-9, 4320),
)
const halfLife = fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(0.001, 3600, 1e9))

type Average = (alpha: number) => (previous: Option<number>) => (sample: Option<number>) => Option<number>
const value = (o: Option<number>): number => (o as Some<number>).value
const ulp = (x: number): number => nextUp(x) - x

const laws = {
  'stays between its inputs': (average: Average, a: number, p: number, s: number) => {
    const v = value(average(a)(some(p))(some(s)))
    return v >= Math.min(p, s) && v <= Math.max(p, s)
  },
  'a constant input is a fixed point': (average: Average, a: number, p: number) => Object.is(value(average(a)(some(p))(some(p))), p),
  'without a sample the state stays as it was': (average: Average, a: number, p: number) =>
    average(a)(some(p))(none) !== none && value(average(a)(some(p))(none)) === p && average(a)(none)(none) === none,
  'the first sample is the state': (average: Average, a: number, _p: number, s: number) => value(average(a)(none)(some(s))) === s,
  'is the recurrence bit for bit, when that lies between its inputs': (average: Average, a: number, p: number, s: number) => {
    const plain = a * s + (1 - a) * p
    return plain < Math.min(p, s) || plain > Math.max(p, s) || value(average(a)(some(p))(some(s))) === plain
  },
}
const holds = (law: (average: Average, a: number, p: number, s: number) => boolean, average: Average): boolean =>
  !fc.check(
    fc.property(alpha, score, score, (a, p, s) => law(average, a, p, s)),
    { numRuns: 5000 },
  ).failed

describe('moving average', () => {
  for (const [name, law] of Object.entries(laws))
    test(name, () => {
      fc.assert(
        fc.property(alpha, score, score, (a, p, s) => law(ema, a, p, s)),
        { numRuns: 5000 },
      )
    })

  const unheld: Average = (a) => (p) => (s) => (s._tag === 'None' ? p : p._tag === 'None' ? s : some(a * s.value + (1 - a) * p.value))
  test('an average that is not clamped leaves the range of its inputs', () => {
    expect(holds(laws['stays between its inputs'], unheld) && holds(laws['a constant input is a fixed point'], unheld)).toBe(false)
  })
  const zeroForNone: Average = (a) => (p) => (s) => ema(a)(p)(s._tag === 'None' ? some(0) : s)
  test('counting a missing sample as 0 is caught', () => {
    expect(holds(laws['without a sample the state stays as it was'], zeroForNone)).toBe(false)
  })
  const fromZero: Average = (a) => (p) => ema(a)(p._tag === 'None' ? some(0) : p)
  test('starting the average from 0 is caught', () => {
    expect(holds(laws['the first sample is the state'], fromZero)).toBe(false)
  })
  const swapped: Average = (a) => (p) => (s) => (s._tag === 'None' ? p : p._tag === 'None' ? s : ema(1 - a)(p)(s))
  test('giving alpha to the previous value is caught', () => {
    expect(holds(laws['is the recurrence bit for bit, when that lies between its inputs'], swapped)).toBe(false)
  })

  test('a sample that is not a finite number is ignored, and with a wrong alpha the result stays between the inputs', () => {
    for (const s of [NaN, Infinity, -Infinity]) expect(ema(0.3)(some(0.5))(some(s))).toEqual(some(0.5))
    expect(ema(0.3)(none)(some(NaN))).toEqual(none)
    for (const a of [2, -1, NaN, Infinity]) {
      const v = value(ema(a)(some(0.25))(some(0.75)))
      expect(v >= 0.25 && v <= 0.75, `alpha ${a}: ${v}`).toBe(true)
    }
  })
})

describe('by half-life', () => {
  test('two half-steps in time are one whole step within 4 ulp of the larger input', () => {
    fc.assert(
      fc.property(halfLife, seconds, score, score, (h, t, p, s) => {
        const step = emaHalfLife(h)(t / 2)
        const twice = value(step(step(some(p))(some(s)))(some(s)))
        const once = value(emaHalfLife(h)(t / 2 + t / 2)(some(p))(some(s)))
        return Math.abs(twice - once) <= 4 * ulp(Math.max(p, s))
      }),
      { numRuns: 1000 },
    )
  })
  test('a linear weight instead of the exponential one is caught', () => {
    const linear = (h: number) => (t: number) => ema(Math.min(1, t / (2 * h)))
    const law = (h: number, t: number): boolean => {
      const half = linear(h)(t / 2)
      return Math.abs(value(half(half(some(0))(some(1)))(some(1))) - value(linear(h)(t)(some(0))(some(1)))) <= 4 * ulp(1)
    }
    expect(fc.check(fc.property(halfLife, seconds, law)).failed).toBe(true)
  })
  test('alpha grows with time, from 0 to 1', () => {
    fc.assert(
      fc.property(halfLife, seconds, seconds, (h, a, b) => {
        const [early, late] = [alphaAfter(h, Math.min(a, b)), alphaAfter(h, Math.max(a, b))]
        return early >= 0 && early <= late && late <= 1
      }),
    )
    expect([alphaAfter(10, 0), alphaAfter(10, -5), alphaAfter(10, 10), alphaAfter(10, 20), alphaAfter(1, 1e9)]).toEqual([
      0, 0, 0.5, 0.75, 1,
    ])
    expect([alphaAfter(1e60, 3600), alphaAfter(1e100, 3600), alphaAfter(3600, '1e-70')]).toEqual([
      2.495329850015803e-57, 2.495329850015803e-97, 1.925408834888737e-74,
    ])
    expect(alphaAfter(3600, 4320)).toBe(0.5647247183519379)
  })
})

import fc from 'fast-check'
import { fromDouble } from '../../src/units/exact/fraction.js'
import { describe, expect, test } from 'vitest'
import type { RichardsCurve } from '../../src/scoring/logistic.js'
import { generalisedLogistic, logistic } from '../../src/scoring/logistic.js'
import { nextUp } from '../arbitraries/claims.js'
import { unitScore } from './arbitraries.js'
import { broken, testLaws } from './laws.js'
import { exactly, Oracle } from './oracle.js'
import { floatLogistic } from './wrong.js'

type Logistic = (rate: number, midpoint: number) => (x: number) => number

const rate = fc.oneof(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.constantFrom(10, 15, 30, 0.08))
const anywhere = fc.oneof(
  unitScore,
  unitScore.map((x) => -x),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.9, -1e308, 1e308, 45, -45),
)

const laws = {
  'is the curve, rounded once': (f: Logistic) =>
    fc.property(rate, unitScore, anywhere, (k, m, x) => {
      const z = exactly(x).minus(m).times(-k)
      const expected = z.gt(800) ? 0 : z.lt(-800) ? 1 : new Oracle(1).div(z.exp().plus(1)).toNumber()
      return f(k, m)(x) === expected
    }),
  'lies between 0 and 1': (f: Logistic) => fc.property(rate, unitScore, anywhere, (k, m, x) => f(k, m)(x) >= 0 && f(k, m)(x) <= 1),
  'grows with x': (f: Logistic) =>
    fc.property(
      rate,
      unitScore,
      fc.oneof(
        fc.tuple(anywhere, anywhere),
        unitScore.map((x): [number, number] => [x, nextUp(x)]),
      ),
      (k, m, [a, b]) => f(k, m)(Math.min(a, b)) <= f(k, m)(Math.max(a, b)),
    ),
  'is one half at the midpoint, and symmetric about it': (f: Logistic) =>
    // Eighths are the same in binary as in decimal, so that m - d and m + d are exact.
    fc.property(rate, fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 80 }), (k, m, d) => {
      const at = (n: number): number => f(k, m / 8)(n / 8)
      return at(m) === 0.5 && Math.abs(at(m + d) + at(m - d) - 1) <= 2 ** -52
    }),
}

describe('logistic', () => {
  testLaws(laws, logistic)

  test('each law kills what breaks it', () => {
    expect(broken(laws, floatLogistic)).toContain('is the curve, rounded once')
    expect(broken(laws, (k, m) => logistic(-k, m))).toEqual(expect.arrayContaining(['is the curve, rounded once', 'grows with x']))
    expect(broken(laws, (k, m) => (x) => 2 * logistic(k, m)(x))).toContain('lies between 0 and 1')
    expect(broken(laws, (k, m) => logistic(k, m + 1e-9))).toContain('is one half at the midpoint, and symmetric about it')
  })
  test('reads x as the exact double, and the midpoint as the decimal that is written', () => {
    expect(logistic(15, 0.9)(0.9)).toBe(0.5000000000000001)
    expect(logistic(15, '0.90000000000000002220446049250313080847263336181640625')(0.9)).toBe(0.5)
    expect(logistic(15, fromDouble(0.9))(0.9)).toBe(0.5)
  })
})

const curve: fc.Arbitrary<RichardsCurve & { readonly rate: number; readonly midpoint: number }> = fc.record(
  {
    lower: fc.constantFrom(0, 0.3, 1),
    upper: fc.constantFrom(1, 1.2, 40),
    rate: fc.oneof(
      rate,
      rate.map((k) => -k),
    ),
    midpoint: unitScore,
    q: fc.constantFrom(1, 2, 8, 0.125, 1e-300, 1e300),
    nu: fc.constantFrom(1, 0.3, 2, 0.01, 50),
  },
  { requiredKeys: ['lower', 'upper', 'rate', 'midpoint'] },
)

describe('generalised logistic', () => {
  test('is the curve of the formula, rounded once', () => {
    fc.assert(
      fc.property(curve, fc.oneof(unitScore, fc.double({ min: -50, max: 50, noNaN: true })), (c, x) => {
        const { lower, upper, rate: k, midpoint, q = 1, nu = 1 } = c
        const base = exactly(x).minus(midpoint).times(k).neg().exp().times(q).plus(1)
        const expected = new Oracle(upper)
          .minus(lower)
          .div(base.pow(new Oracle(1).div(nu)))
          .plus(lower)
          .toNumber()
        return generalisedLogistic(c)(x) === expected
      }),
    )
  })
  test('lies between its levels and is monotone, for all x', () => {
    fc.assert(
      fc.property(curve, anywhere, anywhere, (c, a, b) => {
        const f = generalisedLogistic(c)
        const [low, high] = [f(Math.min(a, b)), f(Math.max(a, b))]
        return [low, high].every((y) => y >= Number(c.lower) && y <= Number(c.upper)) && (Number(c.rate) > 0 ? low <= high : low >= high)
      }),
    )
  })
  test('reaches its levels, also when nu or the rate is extreme', () => {
    for (const nu of [0.001, 1, 1000])
      for (const k of [1e-3, 1e6, 1e300]) {
        const f = generalisedLogistic({ lower: 0.3, upper: 1.2, rate: k, midpoint: 35, q: 8, nu })
        expect([f(-1e300), f(1e300)]).toEqual([0.3, 1.2])
      }
    expect(generalisedLogistic({ lower: 0, upper: 1, rate: 1, midpoint: 0, nu: 1000 })(-20_000)).toBe(2.061153622438558e-9)
  })

  // Both tables by mpmath at 2000 bits.
  test('the multiplier of diversity by percentile rank', () => {
    const multiplier = generalisedLogistic({ lower: 0.3, upper: 1.2, rate: 0.08, midpoint: 35 })
    expect(Array.from({ length: 18 }, (_, i) => multiplier(5 * (i + 1)))).toEqual([
      0.37485542684453016, 0.4072826298199058, 0.45118345337946797, 0.5083276948508841, 0.5790229669851488, 0.6611811058987932, 0.75,
      0.8388188941012068, 0.9209770330148512, 0.9916723051491159, 1.0488165466205321, 1.0927173701800943, 1.12514457315547,
      1.1484082416910182, 1.1647508494829122, 1.1760627057808208, 1.1838124110341175, 1.1890844085141532,
    ])
  })
  test('the spread of raw weights about their 80th percentile', () => {
    const spread = generalisedLogistic({ lower: 0, upper: 0.98, rate: 70, midpoint: 0.8, q: 8, nu: 0.3 })
    expect([0, 0.5, 0.7, 0.8, 0.85, 1].map(spread)).toEqual([
      8.177542886846367e-85, 3.804629628866787e-34, 7.03433758698209e-14, 0.0006462755276183234, 0.476407002087543, 0.9799782696960107,
    ])
  })
})

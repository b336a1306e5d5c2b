import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hardwareVerification, verificationRatio } from '../../src/scoring/verification.js'
import { exactMean } from '../../src/units/exact/exact-sum.js'
import { divide, fraction, fromDouble, sum } from '../../src/units/exact/fraction.js'
import { toDouble } from '../../src/units/exact/fraction-rounding.js'

test('the ratio is one division of doubles, and 0 without results', () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.nat(1000),
      (valid, failed) => verificationRatio(valid, valid + failed) === (valid + failed === 0 ? 0 : valid / (valid + failed)),
    ),
  )
})

const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })
const orderless = (mean: (list: readonly number[]) => number): boolean =>
  !fc.check(
    fc.property(scores, (list) => mean(list) === mean([...list].reverse())),
    { numRuns: 2000 },
  ).failed

test('the mean does not depend on the order', () => {
  expect(orderless(exactMean)).toBe(true)
  expect(orderless((list) => list.reduce((a, b) => a + b, 0) / list.length)).toBe(false)
})

test('the mean is rounded once', () => {
  const rounded = (mean: (list: readonly number[]) => number): boolean =>
    !fc.check(
      fc.property(
        scores.filter((l) => l.length > 0),
        (list) => mean(list) === toDouble(divide(sum(list.map(fromDouble)), fraction(BigInt(list.length)))),
      ),
      { numRuns: 5000 },
    ).failed
  expect(rounded(exactMean)).toBe(true)
  expect(rounded((list) => toDouble(sum(list.map(fromDouble))) / list.length)).toBe(false)
})

test('the mean lies between its scores', () => {
  fc.assert(
    fc.property(
      scores.filter((l) => l.length > 0),
      (list) => exactMean(list) >= Math.min(...list) && exactMean(list) <= Math.max(...list),
    ),
  )
})

test('hardware verification is the mean times the ratio', () => {
  expect(hardwareVerification([], 2, 2)).toBe(0)
  expect(hardwareVerification([0.8], 1, 3)).toBe(0.8 * (1 / 3))
})

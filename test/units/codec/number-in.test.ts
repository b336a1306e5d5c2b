import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberIn } from '../../../src/units/codec/number-in.js'

test('a number is in a range where it is a number, and the range includes its bounds', () => {
  const range = numberIn(-0.5, 2)
  fc.assert(fc.property(fc.double(), (x) => range.is(x) === (x >= -0.5 && x <= 2)))
  expect([-0.5, 2, -0.500001, 2.000001, NaN, '1', 1n, null].map((u) => range.is(u))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ])
  expect(range.name).toBe('a number from -0.5 to 2')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTimestamp, secondsLater, timestampOf } from '../../../src/units/time/timestamp.js'

test('timestamps sort in the order of time, for every day', () => {
  const instant = fc.record({ seconds: fc.integer({ min: 0, max: 253_402_300_799 }), decimals: fc.stringMatching(/^[0-9]{0,12}$/) })
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      const [x, y] = [timestampOf(a), timestampOf(b)]
      return a.seconds === b.seconds || x < y === a.seconds < b.seconds
    }),
  )
  fc.assert(
    fc.property(
      instant,
      (a) => timestampOf({ ...a, decimals: '' }) === new Date(a.seconds * 1000).toISOString().replace('000Z', '000000000Z'),
    ),
  )
})

test('a timestamp is clamped to 1970 to 9999, and a text that is not a timestamp stays unchanged', () => {
  expect(timestampOf({ seconds: 1e15, decimals: '5' })).toBe('9999-12-31T23:59:59.500000000Z')
  expect(secondsLater(-10)('1970-01-01T00:00:05.000000000Z')).toBe('1970-01-01T00:00:00.000000000Z')
  expect(secondsLater(10)('yesterday')).toBe('yesterday')
  expect(readTimestamp('2026-11-20')).toBe(null)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readInstant } from '../../../src/policies/eventShares/read-instant.js'
import { instantForms } from '../../../src/testing/arbitraries/event-worlds.js'
import { Decimal } from '../../../src/units/exact/decimal.js'
import { instantOrder } from '../../../src/units/time/instant.js'
import { timestampOf } from '../../../src/units/time/timestamp.js'

/** From March 1973, from which on numbers are milliseconds, to the end of 9999, minus the offset of one form. */
const LAST = 253_402_295_399_999_999_999n
const nanoseconds = fc.oneof(
  fc.bigInt({ min: 100_000_000_000n * 1_000_000n, max: LAST }),
  fc.bigInt({ min: 1_700_000_000n, max: 1_900_000_000n }).map((seconds) => seconds * 1_000_000_000n),
  fc.constantFrom(100_000_000_000n * 1_000_000n, LAST, 951_782_400_000_000_000n),
)
const spelt = (value: unknown): string | null => {
  const instant = readInstant(value)
  return instant === null ? null : timestampOf(instant)
}
/**
 * Nanoseconds since 1970, computed in another way than in the code: `Date` for the seconds, the digits for the rest.
 */
const countOf = (timestamp: string): bigint =>
  BigInt(Date.parse(`${timestamp.slice(0, 19)}Z`)) * 1_000_000n + BigInt(timestamp.slice(20, 29))

describe('the same point in time in any form gives the same instant', () => {
  test('texts and tables to the nanosecond, dates and numbers to the millisecond', () => {
    fc.assert(
      fc.property(nanoseconds, (n) => {
        const [zulu, offset, table, underscored, date, milliseconds] = instantForms(n).map(spelt)
        expect([zulu, offset, table, underscored].map((text) => countOf(text!))).toEqual([n, n, n, n])
        const cut = n - (n % 1_000_000n)
        expect([date, milliseconds].map((text) => countOf(text!))).toEqual([cut, cut])
      }),
    )
  })
  test('seconds are read by their shortest decimal, and digits beyond nanoseconds are cut off', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 99_999_999_999, noNaN: true }), (seconds) => {
        expect(countOf(spelt(seconds)!)).toBe(BigInt(new Decimal(seconds).times(1e9).floor().toFixed()))
      }),
    )
    expect(spelt(1754042400.1)).toBe('2025-08-01T10:00:00.100000000Z')
    expect(spelt(5e-324)).toBe('1970-01-01T00:00:00.000000000Z')
  })
  test('writing an instant and reading it again gives the same instant, and the texts sort in the order of time', () => {
    fc.assert(
      fc.property(nanoseconds, nanoseconds, (n, m) => {
        const [a, b] = [readInstant(instantForms(n)[0])!, readInstant(instantForms(m)[2])!]
        expect(readInstant(timestampOf(a))).toEqual(a)
        expect(instantOrder.compare(a, b)).toBe(n < m ? -1 : n > m ? 1 : 0)
      }),
    )
  })
})

test('numbers from 1e11 up are milliseconds, and a Date is always read as milliseconds', () => {
  expect(spelt(99_999_999_999)).toBe('5138-11-16T09:46:39.000000000Z')
  expect(spelt(100_000_000_000)).toBe('1973-03-03T09:46:40.000000000Z')
  expect(spelt(100_000_000_000.5)).toBe('1973-03-03T09:46:40.000500000Z')
  expect(spelt(new Date(1500))).toBe('1970-01-01T00:00:01.500000000Z')
})

test('the ends of time', () => {
  expect(spelt(-0)).toBe('1970-01-01T00:00:00.000000000Z')
  expect(spelt(253_402_300_799_999)).toBe('9999-12-31T23:59:59.999000000Z')
  expect(spelt({ seconds: 253_402_300_799, nanoseconds: 999_999_999 })).toBe('9999-12-31T23:59:59.999999999Z')
})

test.each<unknown>([
  '2025-08-01T12:00:00',
  '2025-08-01T12:00:00.123456',
  '2025-08-01',
  '2025-02-30T12:00:00Z',
  '1754042400',
  '',
  'yesterday',
  NaN,
  Infinity,
  -Infinity,
  -1,
  -5e-324,
  253_402_300_800_000,
  1e300,
  new Date(NaN),
  new Date(-1),
  new Date(253_402_300_800_000),
  { seconds: 1 },
  { nanoseconds: 1 },
  { seconds: 1, nanoseconds: -1 },
  { seconds: -1, nanoseconds: 0 },
  { seconds: 1, nanoseconds: 1e9 },
  { seconds: 1, nanoseconds: 0.5 },
  { seconds: 1.5, nanoseconds: 0 },
  { seconds: 253_402_300_800, nanoseconds: 0 },
  { seconds: '1', nanoseconds: 0 },
  {},
  [1, 0],
  null,
  undefined,
  true,
  1754042400n,
])('%s is not a point in time', (value) => {
  expect(readInstant(value)).toBe(null)
})

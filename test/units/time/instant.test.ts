import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant as InstantType } from '../../../src/units/time/instant.js'
import { hoursBefore, Instant, instantOrder, secondsBetween } from '../../../src/units/time/instant.js'
import { expectRight } from '../../either.js'

const at = (text: string): InstantType => expectRight(Instant.decode(text))

test('every millisecond from 1970 to 9999 is read as the engine reads it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
      const { seconds, decimals } = at(date.toISOString())
      return seconds * 1000 + Number(decimals.padEnd(3, '0')) === date.getTime()
    }),
  )
})

test('offsets are applied', () => {
  const utc = at('2026-11-20T06:00:00Z')
  for (const same of [
    '2026-11-20T07:00:00+01:00',
    '2026-11-19T23:30:00-06:30',
    '2026-11-20t06:00:00z',
    '2026-11-20T06:00:00.000Z',
    '2026-11-20T06:00:00-00:00',
  ])
    expect(instantOrder.equals(at(same), utc), same).toBe(true)
})

test('any number of decimals is read exactly', () => {
  expect(instantOrder.compare(at('2026-11-20T06:00:00.1Z'), at('2026-11-20T06:00:00.10000000000000000001Z'))).toBe(-1)
  expect(instantOrder.compare(at('2026-11-20T06:00:00.2Z'), at('2026-11-20T06:00:00.19999999999999999999Z'))).toBe(1)
  expect(instantOrder.compare(at('2026-11-20T06:00:01Z'), at('2026-11-20T06:00:00.9Z'))).toBe(1)
  expect(instantOrder.compare(at('2026-11-20T06:00:00.9Z'), at('2026-11-20T06:00:01Z'))).toBe(-1)
})

test('only RFC 3339 instants with an offset, from 1970 to 9999, are accepted', () => {
  for (const wrong of [
    '',
    '2026-11-20',
    '2026-11-20T06:00:00',
    '2026-11-20 06:00:00Z',
    '2026-11-20T06:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T06:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-11-20T06:00:00+24:00',
    '2026-11-20T06:00:00+01:60',
    '2026-11-20T06:00:00+0100',
    '2026-11-20T06:00:00.Z',
    '2026-11-00T06:00:00Z',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '9999-12-31T23:59:00-00:01',
    '2026-11-20T06:00:00Z\n',
    ' 2026-11-20T06:00:00Z',
    1_700_000_000,
    null,
  ])
    expect(isLeft(Instant.decode(wrong)), String(wrong)).toBe(true)
  for (const fine of ['2000-02-29T00:00:00Z', '2024-02-29T00:00:00Z', '1969-12-31T23:30:00-01:00', '9999-12-31T23:59:59.999999Z'])
    expect(at(fine).text).toBe(fine)
})

test('an instant is encoded as the text that was read, and read from text alone', () => {
  const instant = at('2026-11-20T07:00:00.2500+01:00')
  expect(Instant.encode(instant)).toBe('2026-11-20T07:00:00.2500+01:00')
  for (const forged of [instant, { text: 'x', seconds: 1, decimals: '' }, { text: null, seconds: null, decimals: null }])
    expect(isLeft(Instant.decode(forged))).toBe(true)
  expect(Instant.is(instant)).toBe(true)
  expect(Instant.is('2026-11-20T06:00:00Z')).toBe(false)
})

test('elapsed seconds are exact and signed', () => {
  expect(secondsBetween(at('2026-11-20T05:59:59.75Z'), at('2026-11-20T06:00:00Z')).toFixed()).toBe('0.25')
  expect(secondsBetween(at('2026-11-20T06:00:00Z'), at('2026-11-20T05:00:00Z')).toFixed()).toBe('-3600')
})

test('hoursBefore reads the hours by their shortest decimal', () => {
  const now = at('2026-11-20T06:00:00.5Z')
  const cases: readonly (readonly [number, string])[] = [
    [3, '2026-11-20T03:00:00.5Z'],
    [0.7, '2026-11-20T05:18:00.5Z'],
    [0.1, '2026-11-20T05:54:00.5Z'],
    [0.0001, '2026-11-20T06:00:00.14Z'],
    [0.00025, '2026-11-20T05:59:59.6Z'],
  ]
  for (const [hours, expected] of cases) expect(instantOrder.equals(hoursBefore(hours, now), at(expected)), `${hours}`).toBe(true)
  expect(instantOrder.compare(hoursBefore(1e9, now), at('1970-01-01T00:00:00Z'))).toBe(-1)
  expect(instantOrder.compare(hoursBefore(1e300, now), at('1970-01-01T00:00:00Z'))).toBe(-1)
  const epoch = at('1970-01-01T00:00:00Z')
  expect(hoursBefore(0.0001, epoch)).toEqual({ seconds: -1, decimals: '64' })
})

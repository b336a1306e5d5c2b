import type { Either } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inWindow } from '../../src/scoring/window.js'
import { Instant } from '../../src/units/time/instant.js'
import { broken, testLaws } from './laws.js'
import { halfOpenWindow, windowOfMilliseconds, windowWithFuture } from './wrong.js'

type Window = (seconds: number) => (at: Instant) => (instant: Instant) => boolean
const DAY = 86_400
const BILLION = 1_000_000_000n

/** An instant: nanoseconds after the beginning of 2026, written in some time zone. */
const instant = (nanoseconds: bigint, offset = '+00:00'): Instant => {
  const whole = (nanoseconds - (((nanoseconds % BILLION) + BILLION) % BILLION)) / BILLION
  const hours = Number(offset.slice(0, 3))
  const date = new Date(Date.UTC(2026, 0, 1, hours) + 1000 * Number(whole)).toISOString().slice(0, 19)
  const text = `${date}.${(nanoseconds - whole * BILLION).toString().padStart(9, '0')}${offset}`
  return (Instant.decode(text) as Extract<Either<never, Instant>, { readonly _tag: 'Right' }>).right
}
const days = fc.constantFrom(1, 7, 14, 30).map((n) => n * DAY)
const beside = fc.oneof(fc.bigInt({ min: -2n, max: 2n }), fc.bigInt({ min: -2n * BILLION, max: 2n * BILLION }))
const at = fc.bigInt({ min: 0n, max: 10n ** 15n })
const zone = fc.constantFrom('+00:00', '+09:00', '-11:00')

const laws = {
  'begins the given number of seconds before, to the nanosecond, in any time zone': (f: Window) =>
    fc.property(
      days,
      at,
      beside,
      zone,
      (seconds, now, off, offset) => f(seconds)(instant(now))(instant(now - BigInt(seconds) * BILLION + off, offset)) === off >= 0n,
    ),
  'ends at the instant itself': (f: Window) =>
    fc.property(days, at, beside, zone, (seconds, now, off, offset) => f(seconds)(instant(now))(instant(now + off, offset)) === off <= 0n),
  'a longer window contains everything that a shorter one contains': (f: Window) =>
    fc.property(
      days,
      days,
      at,
      at,
      (a, b, now, then) => !f(Math.min(a, b))(instant(now))(instant(then)) || f(Math.max(a, b))(instant(now))(instant(then)),
    ),
}

describe('window', () => {
  testLaws(laws, inWindow)

  test('each law kills what breaks it', () => {
    expect(broken(laws, halfOpenWindow)).toContain('begins the given number of seconds before, to the nanosecond, in any time zone')
    expect(broken(laws, windowOfMilliseconds)).toEqual(
      expect.arrayContaining([
        'begins the given number of seconds before, to the nanosecond, in any time zone',
        'ends at the instant itself',
      ]),
    )
    expect(broken(laws, windowWithFuture)).toContain('ends at the instant itself')
    expect(broken(laws, (seconds) => inWindow(seconds === 14 * DAY ? 1 : seconds))).toContain(
      'a longer window contains everything that a shorter one contains',
    )
  })
  test('a window of length 0 contains only its instant', () => {
    expect([-1n, 0n, 1n].map((off) => inWindow(0)(instant(5n))(instant(5n + off)))).toEqual([false, true, false])
  })
  test('a window may begin before 1970', () => {
    const early = (Instant.decode('1970-01-01T00:00:00Z') as Extract<Either<never, Instant>, { readonly _tag: 'Right' }>).right
    expect(inWindow(30 * DAY)(early)(early)).toBe(true)
  })
})

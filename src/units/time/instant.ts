/**
 * Instants: RFC 3339 date-times with an offset or Z, from 1970 to 9999, with any number of decimals.
 *
 * They are compared as points in time, exactly, never as strings and never through `Date` (which keeps milliseconds).
 * A leap second (`:60`) is refused: no clock that validators use reports one. The text is kept as it was written.
 */
import type { Ord } from 'fp-ts/lib/Ord.js'
import { fromCompare } from 'fp-ts/lib/Ord.js'
import * as t from 'io-ts'
import { Decimal } from '../exact/decimal.js'
import { fraction, fromDecimal, multiply, type Fraction, ZERO, subtract } from '../exact/fraction.js'
import { floor } from '../exact/fraction-rounding.js'

interface InstantBrand {
  readonly Instant: unique symbol
}

/** `seconds` since 1970 and the `decimals` of the second, as digits without trailing zeros. */
interface PointInTime {
  readonly text: string
  readonly seconds: number
  readonly decimals: string
}

export type Instant = PointInTime & t.Brand<InstantBrand>

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/

const DAY = 86_400
/** The first second after the year 9999, in seconds since 1970: an instant comes before it. */
export const END_OF_9999 = 253_402_300_800

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** Days from 1970-01-01 to a date of the Gregorian calendar, counting years from March so that a leap day comes last. */
const dayNumber = (year: number, month: number, day: number): number => {
  const y = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}

const withoutTrailingZeros = (digits: string): string => {
  let end = digits.length
  while (end > 0 && digits[end - 1] === '0') end--
  return digits.slice(0, end)
}

const parse = (text: string): Instant | undefined => {
  const match = RFC_3339.exec(text)
  if (match === null) return undefined
  const field = (i: number): number => Number(match[i] ?? 0)
  const [year, month, day, hour, minute, second] = [field(1), field(2), field(3), field(4), field(5), field(6)]
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60 && second < 60
  if (!valid || field(9) > 23 || field(10) > 59) return undefined
  const offset = (match[8] === '-' ? -1 : 1) * (field(9) * 3600 + field(10) * 60)
  const seconds = dayNumber(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset
  if (seconds < 0 || seconds >= END_OF_9999) return undefined
  return { text, seconds, decimals: withoutTrailingZeros(match[7] ?? '') } as Instant
}

const isInstant = (u: unknown): u is Instant => typeof u === 'object' && u !== null && 'seconds' in u && 'decimals' in u && 'text' in u

/**
 * Reads and writes an instant; encoding gives back the text that was read.
 *
 * @example
 * ```ts
 * import { isRight } from 'fp-ts/lib/Either.js'
 * import { Instant } from 'steelyard'
 * isRight(Instant.decode('2026-11-20T07:00:00.250+01:00')) // => true
 * isRight(Instant.decode('2026-11-20T07:00:00')) // => false
 * ```
 */
export const Instant: t.Type<Instant, string> = new t.Type(
  'an RFC 3339 instant with an offset or Z, from 1970 to 9999',
  isInstant,
  (u, context) => {
    const instant = typeof u === 'string' ? parse(u) : undefined
    return instant === undefined ? t.failure(u, context) : t.success(instant)
  },
  (instant) => instant.text,
)

type Moment = Omit<PointInTime, 'text'>

/** Earlier first; two spellings of the same point in time are equal. Digits without trailing zeros order as they read. */
export const instantOrder: Ord<Moment> = fromCompare((a, b) =>
  a.seconds !== b.seconds ? (a.seconds < b.seconds ? -1 : 1) : a.decimals < b.decimals ? -1 : a.decimals > b.decimals ? 1 : 0,
)

/** An instant as seconds since 1970, with all its decimals: equal instants have equal texts. */
export const pointInTime = ({ seconds, decimals }: Moment): string => (decimals === '' ? `${seconds}` : `${seconds}.${decimals}`)

const sinceEpoch = (m: Moment): Decimal => new Decimal(`${m.seconds}.${m.decimals}0`)

/**
 * Seconds from one instant to another, negative when `to` is the earlier; to 64 significant digits.
 *
 * @example
 * ```ts
 * import { Instant, secondsBetween } from 'steelyard'
 * const at = (text) => Instant.decode(text).right
 * secondsBetween(at('2026-11-20T05:59:59.75Z'), at('2026-11-20T07:00:00+01:00')).toNumber() // => 0.25
 * ```
 */
export const secondsBetween = (from: Moment, to: Moment): Decimal => sinceEpoch(to).minus(sinceEpoch(from))

/** The point in time some exact seconds before an instant; after it where they are negative. */
const before = (seconds: Fraction, places: number, instant: Instant): Moment => {
  const digits = Math.max(instant.decimals.length, places)
  const scale = fraction(BigInt(`1${'0'.repeat(digits)}`))
  // A whole number of 10^-digits of a second, and so is each of the two terms.
  const ticks = floor(multiply(fromDecimal(sinceEpoch(instant)), scale)) - floor(multiply(seconds, scale))
  const decimals = ((ticks % scale.numerator) + scale.numerator) % scale.numerator
  return {
    seconds: Number((ticks - decimals) / scale.numerator),
    decimals: withoutTrailingZeros(decimals.toString().padStart(digits, '0').slice(0, digits)),
  }
}

/**
 * The point in time a number of hours (0 or more, by its shortest decimal: 0.7 hours are 2520 seconds) before an instant.
 * It may lie before 1970, so it is not an `Instant`, but it compares as one.
 *
 * @example
 * ```ts
 * import { hoursBefore, Instant } from 'steelyard/units'
 * const { seconds } = Instant.decode('2026-11-20T06:00:00Z').right
 * seconds - hoursBefore(0.7, Instant.decode('2026-11-20T06:00:00Z').right).seconds // => 2520
 * ```
 */
export const hoursBefore = (hours: number, instant: Instant): Moment => {
  const span = new Decimal(hours)
  return before(multiply(fromDecimal(span), fraction(3600n)), span.decimalPlaces(), instant)
}

/**
 * The point in time a number of seconds (0 or more, by its shortest decimal) after an instant. It may lie after the year 9999, so it is
 * not an `Instant`, but it compares as one.
 *
 * @example
 * ```ts
 * import { Instant, secondsAfter } from 'steelyard/units'
 * secondsAfter(0.5, Instant.decode('2026-11-20T06:00:00Z').right).decimals // => '5'
 * ```
 */
export const secondsAfter = (seconds: number, instant: Instant): Moment => {
  const span = new Decimal(seconds)
  return before(subtract(ZERO, fromDecimal(span)), span.decimalPlaces(), instant)
}

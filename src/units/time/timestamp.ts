/**
 * Instants in a spelling that sorts as text in the order of time: UTC with nine decimals,
 * `2026-11-20T06:00:00.000000000Z`.
 *
 * Digits beyond nanoseconds are cut off. So two instants never change their order, but they may become equal.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { END_OF_9999, Instant } from './instant.js'

type Moment = Pick<Instant, 'seconds' | 'decimals'>

const DAY = 86_400

const digits = (n: number, length: number): string => n.toString().padStart(length, '0')

/** The date of a day number since 1970, counting years from March so that a leap day comes last. */
const dateOf = (day: number): string => {
  const days = day + 719_468
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1, 2)}`
}

/**
 * The timestamp of a point in time. A point before 1970 gives the beginning of 1970, one after 9999 the end of 9999.
 *
 * @example
 * ```ts
 * import { Instant, timestampOf } from 'steelyard'
 * timestampOf(Instant.decode('2026-11-20T07:00:00.25+01:00').right) // => '2026-11-20T06:00:00.250000000Z'
 * timestampOf({ seconds: -1, decimals: '5' }) // => '1970-01-01T00:00:00.000000000Z'
 * ```
 */
export const timestampOf = ({ seconds, decimals }: Moment): string => {
  const early = seconds < 0
  const s = early ? 0 : Math.min(seconds, END_OF_9999 - 1)
  const part = (early ? '' : decimals).slice(0, 9).padEnd(9, '0')
  const time = s % DAY
  return `${dateOf(Math.floor(s / DAY))}T${digits(Math.floor(time / 3600), 2)}:${digits(Math.floor(time / 60) % 60, 2)}:${digits(time % 60, 2)}.${part}Z`
}

/**
 * The shortest spelling of an instant in UTC, with all of its decimals: two spellings of one instant have the same.
 *
 * @example
 * ```ts
 * import { Instant, utcText } from 'steelyard/units'
 * utcText(Instant.decode('2026-11-20T07:00:00.250+01:00').right) // => '2026-11-20T06:00:00.25Z'
 * utcText(Instant.decode('2026-11-20T06:00:00.00Z').right) // => '2026-11-20T06:00:00Z'
 * ```
 */
export const utcText = (instant: Moment): string => {
  const [whole] = timestampOf(instant).split('.')
  return `${whole!}${instant.decimals === '' ? '' : `.${instant.decimals}`}Z`
}

/**
 * The timestamp of an instant given as text, or null when the text is not an instant.
 *
 * @example
 * ```ts
 * import { readTimestamp } from 'steelyard'
 * readTimestamp('2026-11-20T06:00:00Z') // => '2026-11-20T06:00:00.000000000Z'
 * readTimestamp('yesterday') // => null
 * ```
 */
export const readTimestamp = (text: string): string | null => {
  const decoded = Instant.decode(text)
  return isLeft(decoded) ? null : timestampOf(decoded.right)
}

/**
 * The timestamp `seconds` whole seconds later, or earlier when `seconds` is negative.
 *
 * @example
 * ```ts
 * import { secondsLater } from 'steelyard'
 * secondsLater(90)('2026-11-20T23:59:00.000000001Z') // => '2026-11-21T00:00:30.000000001Z'
 * ```
 */
export const secondsLater =
  (seconds: number) =>
  (timestamp: string): string => {
    const decoded = Instant.decode(timestamp)
    if (isLeft(decoded)) return timestamp
    return timestampOf({ seconds: decoded.right.seconds + Math.floor(seconds), decimals: decoded.right.decimals })
  }

/**
 * Reads the time at which an event was made, in any of the forms that stores of events use.
 *
 * Laws: the same point in time in two forms gives the same instant, exactly to the nanosecond; finer digits are cut off. There is
 * no error: a value that is not a point in time gives null. Nothing is guessed: a text without an offset may mean any time zone, so
 * it gives null.
 */
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { Decimal } from '../../units/exact/decimal.js'
import { END_OF_9999, Instant } from '../../units/time/instant.js'
import { isIntegerIn } from '../../units/codec/leaf.js'
import { isTable } from '../../units/codec/struct.js'
import { timestampOf } from '../../units/time/timestamp.js'

/** What `readInstant` reads, as a noun. */
export const INSTANT_FORMS =
  'an RFC 3339 text with an offset or Z, seconds, milliseconds (numbers from 1e11 up), a Date, or { seconds, nanoseconds }, from 1970 to 9999'

/** Read as seconds, this number is in the year 5138; read as milliseconds, it is in March 1973. */
const FIRST_MILLISECONDS = 1e11

const isSecond = isIntegerIn(0, END_OF_9999 - 1)
const isNanosecond = isIntegerIn(0, 999_999_999)

const instantOf = (seconds: number, decimals: string): Instant | null => {
  const instant = Instant.decode(timestampOf({ seconds, decimals }))
  return isRight(instant) ? instant.right : null
}

const ofSeconds = (seconds: Decimal): Instant | null => {
  const [whole, decimals = ''] = seconds.toFixed().split('.')
  return seconds.gte(0) && seconds.lt(END_OF_9999) ? instantOf(Number(whole), decimals) : null
}

const ofMilliseconds = (milliseconds: number): Instant | null => ofSeconds(new Decimal(milliseconds).div(1000))

const ofText = (text: string): Instant | null => {
  const instant = Instant.decode(text)
  return isLeft(instant) ? null : instantOf(instant.right.seconds, instant.right.decimals)
}

const ofParts = (seconds: unknown, nanoseconds: unknown): Instant | null =>
  isSecond(seconds) && isNanosecond(nanoseconds) ? instantOf(seconds as number, String(nanoseconds).padStart(9, '0')) : null

/**
 * The instant that a value means, or null. A text is RFC 3339 with an offset or Z. A number is read by its shortest decimal:
 * below 1e11 it is seconds, from there up milliseconds. A `Date` has milliseconds. `{ seconds, nanoseconds }` may have its keys
 * with an underscore before them, as Firestore writes them to JSON; nanoseconds are 0 to 999999999.
 *
 * @example
 * ```ts
 * import { timestampOf } from 'steelyard'
 * import { readInstant } from 'steelyard/policies'
 * const read = (value) => timestampOf(readInstant(value))
 * read('2025-08-01T12:00:00.25+02:00') // => '2025-08-01T10:00:00.250000000Z'
 * read(1754042400.25) // => '2025-08-01T10:00:00.250000000Z'
 * read(1754042400250) // => '2025-08-01T10:00:00.250000000Z'
 * read({ _seconds: 1754042400, _nanoseconds: 250000000 }) // => '2025-08-01T10:00:00.250000000Z'
 * readInstant('2025-08-01T12:00:00') // => null
 * ```
 */
export const readInstant = (value: unknown): Instant | null => {
  if (typeof value === 'string') return ofText(value)
  if (typeof value === 'number') return value < FIRST_MILLISECONDS ? ofSeconds(new Decimal(value)) : ofMilliseconds(value)
  if (value instanceof Date) return ofMilliseconds(value.getTime())
  return isTable(value) ? ofParts(value['seconds'] ?? value['_seconds'], value['nanoseconds'] ?? value['_nanoseconds']) : null
}

/**
 * Windows of time that end at an instant. Both ends are included, and instants are compared exactly, to the last
 * decimal of a second.
 */
import type { Instant } from '../units/time/instant.js'
import { instantOrder } from '../units/time/instant.js'

/**
 * Whether an instant lies in the window of `seconds` whole seconds that ends at `at`: `0 <= at - instant <= seconds`. An
 * instant later than `at` does not.
 *
 * @example
 * ```ts
 * import { Instant } from 'steelyard'
 * import { inWindow } from 'steelyard/scoring'
 * const at = (text) => Instant.decode(text).right
 * const lastDay = inWindow(86400)(at('2026-11-20T06:00:00.5Z'))
 * lastDay(at('2026-11-19T06:00:00.5Z')) // => true
 * lastDay(at('2026-11-19T06:00:00.499999999999Z')) // => false
 * lastDay(at('2026-11-20T06:00:01Z')) // => false
 * ```
 */
export const inWindow =
  (seconds: number) =>
  (at: Instant): ((instant: Instant) => boolean) => {
    const from = { seconds: at.seconds - seconds, decimals: at.decimals }
    return (instant) => instantOrder.compare(from, instant) <= 0 && instantOrder.compare(instant, at) <= 0
  }

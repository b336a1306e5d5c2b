/** The clock of the machine. */
import type { Clock, Signal } from '../../validator/ports.js'

/** The longest that a timer of JavaScript can wait, in milliseconds; what is longer would ring at once. */
const LONGEST = 2_147_483_647

const sleep = (milliseconds: number, signal: Signal): Promise<void> =>
  new Promise((resolve) => {
    const awake = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', awake)
      resolve()
    }
    const timer = setTimeout(awake, Math.min(milliseconds, LONGEST))
    signal.addEventListener('abort', awake)
  })

/**
 * A clock that tells the time of the machine, to the millisecond, and sleeps by its timers, which keep a process alive.
 *
 * @example
 * ```ts
 * import { systemClock } from 'steelyard/adapters/run'
 * systemClock().now().endsWith('Z') // => true
 * ```
 */
export const systemClock = (): Clock => ({
  now: () => new Date().toISOString(),
  sleep: async (seconds, signal) => {
    for (let left = Math.ceil(seconds * 1000); left > 0 && !signal.aborted; left -= LONGEST) await sleep(left, signal)
  },
})

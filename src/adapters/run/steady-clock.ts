/**
 * A clock that never throws: where the given one does, or tells no instant, the last instant that it told is told again; where it can't
 * sleep, the timers of the machine are used. Each row of failures is told once, when it begins.
 */
import { readTimestamp } from '../../units/time/timestamp.js'
import type { Clock } from '../../validator/ports.js'
import { systemClock } from './system-clock.js'

const EPOCH = '1970-01-01T00:00:00Z'

const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'something was thrown that is no error'

export const steadyClock = (clock: Clock, failed: (why: string) => void): Clock => {
  let last = EPOCH
  let isBroken = false
  const note = (why: string | null): void => {
    if (why !== null && !isBroken) failed(why)
    isBroken = why !== null
  }
  const tell = (): string => {
    const now: unknown = clock.now()
    if (typeof now === 'string' && readTimestamp(now) !== null) return now
    throw new TypeError('the clock told no instant')
  }
  return {
    now: () => {
      try {
        last = tell()
        note(null)
      } catch (error) {
        note(nameOf(error))
      }
      return last
    },
    sleep: async (seconds, signal) => {
      try {
        await clock.sleep(seconds, signal)
      } catch (error) {
        if (signal.aborted) return
        note(nameOf(error))
        await systemClock().sleep(seconds, signal)
      }
    },
  }
}

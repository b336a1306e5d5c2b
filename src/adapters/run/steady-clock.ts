/**
 * A clock that never throws and never holds anybody up. Where the given one tells no instant, the last instant that it told is told again.
 * Where it can't sleep, wakes somebody much too early or does not wake him, the timers of the machine are used.
 *
 * Failures are told when a sleep is over, and not when they occur: to tell one, the clock is asked again, so there would be no end. Not
 * promised: to find out that the given clock tells a wrong time.
 */
import { getOrElse, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { readTimestamp } from '../../units/time/timestamp.js'
import type { Clock, Signal } from '../../validator/ports.js'
import { secondsFrom } from '../../validator/pace.js'
import { systemClock } from './system-clock.js'

const EPOCH = '1970-01-01T00:00:00Z'
/** Who has slept for less than this part of his time was woken too early. */
const LEAST_PART = 0.5
/** Who has slept so many times as long, and so many seconds more, is woken. */
const MOST_TIMES = 2
const MORE_SECONDS = 60

/** Who is told of the clock: at each end of a sleep before which it failed, and once when it works again. */
export interface ClockWatch {
  readonly failed: (why: string) => void
  readonly works: () => void
}

/** What is thrown may throw itself when it is looked at. */
const nameOf = (error: unknown): string =>
  pipe(
    tryCatch(
      () => (error instanceof Error ? `${error.name}: ${error.message}` : 'something was thrown that is no error'),
      () => null,
    ),
    getOrElse(() => 'something was thrown that throws'),
  )

/** Sleeps by the clock, but not for much longer than by the timers of the machine. Gives why the clock could not be used, or null. */
const sleepBoth = async (clock: Clock, seconds: number, signal: Signal): Promise<string | null> => {
  const over = new AbortController()
  const end = (): void => over.abort()
  signal.addEventListener('abort', end, { once: true })
  const theirs = new Promise<void>((slept) => slept(clock.sleep(seconds, over.signal))).then(() => null, nameOf)
  const ours = systemClock()
    .sleep(MOST_TIMES * seconds + MORE_SECONDS, over.signal)
    .then(() => 'the clock wakes nobody')
  const why = await Promise.race([theirs, ours])
  signal.removeEventListener('abort', end)
  end()
  return why
}

export const steadyClock = (clock: Clock, { failed, works }: ClockWatch): Clock => {
  let last = EPOCH
  /** Why the clock failed since somebody was told, and whether the last that was told is a failure. */
  let why: string | null = null
  let isBroken = false
  const tell = (): string => {
    const now: unknown = clock.now()
    if (typeof now === 'string' && readTimestamp(now) !== null) return now
    throw new TypeError('the clock told no instant')
  }
  const now = (): string => {
    try {
      last = tell()
    } catch (error) {
      why = nameOf(error)
    }
    return last
  }
  const report = (): void => {
    const found = why
    why = null
    if (found === null && !isBroken) return
    isBroken = found !== null
    if (found === null) works()
    else failed(found)
  }
  return {
    now,
    sleep: async (seconds, signal) => {
      if (signal.aborted) return
      const [from, began] = [now(), performance.now()]
      const fault = await sleepBoth(clock, seconds, signal)
      if (signal.aborted) return
      const slept = Math.max(secondsFrom(from, now()), (performance.now() - began) / 1000)
      if (fault !== null || slept < LEAST_PART * seconds) {
        why = fault ?? 'the clock wakes too early'
        await systemClock().sleep(Math.max(0, seconds - slept), signal)
      }
      if (!signal.aborted) report()
    },
  }
}

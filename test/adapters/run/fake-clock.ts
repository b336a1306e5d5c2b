/** A clock that stands still until it is moved. */
import type { Clock, Signal } from '../../../src/validator/ports.js'

/** `sleeping` counts those who have not been woken: a timer that was forgotten shows in it. */
export interface FakeClock extends Clock {
  readonly sleeping: () => number
  /** Moves on, waking sleepers in the order of their instants; what each brings about has happened before the next one wakes. */
  readonly advance: (seconds: number) => Promise<void>
  /** Moves on until something holds, a number of seconds at a time. */
  readonly until: (holds: () => boolean, step?: number) => Promise<void>
}

/** Everything that follows without the clock has happened. */
export const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const fakeClock = (start = Date.UTC(2026, 10, 20, 6)): FakeClock => {
  let now = start
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  const sleep = (seconds: number, signal: Signal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const wake = (): void => {
        sleepers.delete(sleeper)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper = { at: now + seconds * 1000, wake }
      sleepers.add(sleeper)
      signal.addEventListener('abort', wake)
    })
  const advance = async (seconds: number): Promise<void> => {
    const end = now + seconds * 1000
    await quiet()
    for (;;) {
      const next = [...sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      now = Math.max(now, next.at)
      next.wake()
      await quiet()
    }
    now = end
  }
  return {
    now: () => new Date(now).toISOString(),
    sleep,
    sleeping: () => sleepers.size,
    advance,
    until: async (holds, step = 1) => {
      for (let i = 0; i < 100_000; i++) {
        await quiet()
        if (holds()) return
        await advance(step)
      }
      throw new Error('it never came to that')
    },
  }
}

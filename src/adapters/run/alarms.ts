/** One alarm for each lane: setting an alarm again replaces the one before. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { Instant, secondsBetween } from '../../units/time/instant.js'
import type { Clock } from '../../validator/ports.js'
import type { Lane } from '../../validator/stage.js'

/** Alarms, by lane. */
export interface Alarms {
  /** At `at`, which was planned at the instant `from`. */
  readonly set: (lane: Lane, from: string, at: string) => void
  readonly cancel: () => void
}

/** No plan is nearer. At the end of the calendar, no later instant can be planned. */
const SHORTEST_SECONDS = 1

const secondsBetweenTexts = (from: string, to: string): number => {
  const [a, b] = [Instant.decode(from), Instant.decode(to)]
  if (isLeft(a) || isLeft(b)) throw new TypeError(`expected instants, found ${from} and ${to}`)
  return Math.max(SHORTEST_SECONDS, secondsBetween(a.right, b.right).toNumber())
}

/**
 * The seconds to sleep are computed once, from the two instants of the command. A clock that is changed later changes no wait. Where an instant
 * can't be read, `broken` is called.
 */
export const alarmsOf = (clock: Clock, ring: (lane: Lane) => void, broken: (error: unknown) => void): Alarms => {
  const pending = new Map<Lane, AbortController>()
  const wait = async (lane: Lane, seconds: () => number, { signal }: AbortController): Promise<void> => {
    await clock.sleep(seconds(), signal)
    if (signal.aborted) return
    pending.delete(lane)
    ring(lane)
  }
  return {
    set: (lane, from, at) => {
      pending.get(lane)?.abort()
      const alarm = new AbortController()
      pending.set(lane, alarm)
      // Some clocks reject a sleep that was cut short.
      wait(lane, () => secondsBetweenTexts(from, at), alarm).catch((error: unknown) => alarm.signal.aborted || broken(error))
    },
    cancel: () => {
      for (const alarm of pending.values()) alarm.abort()
      pending.clear()
    },
  }
}

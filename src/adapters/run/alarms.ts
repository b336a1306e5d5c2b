/** One alarm for each lane: setting an alarm again replaces the one before. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { Instant, secondsBetween } from '../../units/time/instant.js'
import type { Clock } from '../../validator/ports.js'
import type { Lane } from '../../validator/state.js'

/** Alarms, by lane. */
export interface Alarms {
  readonly set: (lane: Lane, at: string) => void
  readonly cancel: () => void
}

const secondsUntil = (now: string, at: string): number => {
  const [from, to] = [Instant.decode(now), Instant.decode(at)]
  if (isLeft(from) || isLeft(to)) throw new TypeError(`expected instants, found ${now} and ${at}`)
  return Math.max(0, secondsBetween(from.right, to.right).toNumber())
}

/**
 * The seconds to sleep are known when an alarm is set, so nobody waits longer where the clock is put back meanwhile. Where the instant can't
 * be read, or the clock fails, `broken` is called.
 */
export const alarmsOf = (clock: Clock, ring: (lane: Lane) => void, broken: (error: unknown) => void): Alarms => {
  const pending = new Map<Lane, AbortController>()
  const wait = async (lane: Lane, at: string, { signal }: AbortController): Promise<void> => {
    await clock.sleep(secondsUntil(clock.now(), at), signal)
    if (signal.aborted) return
    pending.delete(lane)
    ring(lane)
  }
  return {
    set: (lane, at) => {
      pending.get(lane)?.abort()
      const alarm = new AbortController()
      pending.set(lane, alarm)
      // Some clocks reject a sleep that was cut short.
      wait(lane, at, alarm).catch((error: unknown) => alarm.signal.aborted || broken(error))
    },
    cancel: () => {
      for (const alarm of pending.values()) alarm.abort()
      pending.clear()
    },
  }
}

/** One alarm a lane: setting it again takes the place of what it was set to. */
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
  if (isLeft(from) || isLeft(to)) throw new TypeError(`no instants: ${now}, ${at}`)
  return Math.max(0, secondsBetween(from.right, to.right).toNumber())
}

/**
 * How long to sleep is settled when an alarm is set, so a clock that is put back meanwhile makes nobody wait for longer. An
 * alarm without an instant, or of a clock that fails, is `broken`.
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

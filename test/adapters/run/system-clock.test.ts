import { getEventListeners } from 'node:events'
import { isRight } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../../src/adapters/run/system-clock.js'
import { Instant } from '../../../src/units/time/instant.js'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 6) }))
afterEach(() => void vi.useRealTimers())

const asleep = (seconds: number, stop = new AbortController()) => {
  let woke = false
  const slept = systemClock()
    .sleep(seconds, stop.signal)
    .then(() => (woke = true))
  return { slept, stop, woke: () => woke }
}

test('it tells the time in RFC 3339', () => {
  expect(systemClock().now()).toBe('2026-11-20T06:00:00.000Z')
  expect(isRight(Instant.decode(systemClock().now()))).toBe(true)
})

test('a sleep lasts as long as it should, to the millisecond, even longer than a timer can', async () => {
  for (const seconds of [0.0015, 1, 12.5, 40 * 86_400]) {
    const { woke } = asleep(seconds)
    await vi.advanceTimersByTimeAsync(Math.ceil(seconds * 1000) - 1)
    expect(woke()).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(woke()).toBe(true)
  }
  for (const seconds of [0, -1]) await asleep(seconds).slept
})

test('an abort wakes at once and leaves neither timer nor listener; one from before lets nobody sleep', async () => {
  for (const seconds of [10, 40 * 86_400]) {
    const { slept, stop } = asleep(seconds)
    expect(vi.getTimerCount()).toBe(1)
    stop.abort()
    await slept
    await asleep(seconds, stop).slept
    expect([vi.getTimerCount(), getEventListeners(stop.signal, 'abort').length]).toEqual([0, 0])
  }
  const { slept, stop } = asleep(1)
  await vi.advanceTimersByTimeAsync(1000)
  await slept
  expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0)
})

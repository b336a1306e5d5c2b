import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { steadyClock } from '../../../src/adapters/run/steady-clock.js'
import type { Clock } from '../../../src/validator/ports.js'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 6) }))
afterEach(() => void vi.useRealTimers())

const now = (): string => new Date().toISOString()
const sleep: Clock['sleep'] = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds))
const fail = (): never => {
  throw new Error('no')
}

const watched = (clock: Partial<Clock>) => {
  const told: string[] = []
  const parts = { now, sleep, ...clock }
  const honest = { failed: (why: string) => void told.push(why), works: () => void told.push('works') }
  return { told, parts, clock: steadyClock({ now: () => parts.now(), sleep: (...of) => parts.sleep(...of) }, honest) }
}

/** The seconds of the machine until somebody is awake. */
const secondsOf = async (sleeping: Promise<void>): Promise<number> => {
  const began = Date.now()
  let awake = 0
  void sleeping.then(() => {
    awake = Date.now()
  })
  for (let i = 0; i < 200 && awake === 0; i++) await vi.advanceTimersByTimeAsync(1000)
  return (awake - began) / 1000
}
const { signal } = new AbortController()

describe('a sleep takes the time that was asked for', () => {
  test.each<[string, Clock['sleep'], number]>([
    ['over a clock that works', sleep, 10],
    ['over one that wakes at once', async () => undefined, 10],
    ['over one that gives no promise', (() => undefined) as never, 10],
    ['over one that rejects', () => Promise.reject(new Error('no')), 10],
    ['over one that throws', fail, 10],
    ['and not for ever over one that wakes nobody', () => new Promise(() => undefined), 80],
  ])('%s', async (_, sleep, seconds) => {
    const { clock, told } = watched({ sleep })
    expect(await secondsOf(clock.sleep(10, signal))).toBeCloseTo(seconds, 0)
    expect(told).toHaveLength(seconds === 10 && told.length === 0 ? 0 : 1)
  })
  test('also where the clock is put back meanwhile', async () => {
    const { clock, parts, told } = watched({})
    const sleeping = clock.sleep(10, signal)
    parts.now = () => '2026-10-20T06:00:00Z'
    expect(await secondsOf(sleeping)).toBeCloseTo(10, 0)
    expect(told).toEqual([])
  })
})

test('a clock that works is told as it is', () => {
  const { clock, told } = watched({ now: () => '2026-11-20T06:00:00Z' })
  expect([clock.now(), clock.now(), told]).toEqual(['2026-11-20T06:00:00Z', '2026-11-20T06:00:00Z', []])
})

test.each<[string, () => unknown]>([
  ['throws', fail],
  ['tells a text', () => 'yesterday'],
  ['tells a number', () => 7],
  ['tells a promise', () => Promise.resolve('2026-11-20T06:00:00Z')],
])('one that %s and never told an instant tells the beginning of time', (_, tells) => {
  expect(watched({ now: tells as Clock['now'] }).clock.now()).toBe('1970-01-01T00:00:00Z')
})

test('who is woken, or was before, does not sleep, and nothing is told', async () => {
  const { clock, told } = watched({ sleep: () => Promise.reject(new Error('no')) })
  await clock.sleep(1000, AbortSignal.abort())
  const stop = new AbortController()
  const sleeping = clock.sleep(1000, stop.signal)
  stop.abort()
  await sleeping
  expect(told).toEqual([])
})

test('a clock that tells no instant tells the last one again; it is told at the end of each sleep, and once when it works again', async () => {
  const { clock, parts, told } = watched({})
  const then = clock.now()
  parts.now = fail
  expect([clock.now(), clock.now()]).toEqual([then, then])
  expect(told).toEqual([])
  for (let i = 0; i < 2; i++) await secondsOf(clock.sleep(10, signal))
  expect(told).toEqual(['Error: no', 'Error: no'])
  parts.now = now
  for (let i = 0; i < 2; i++) await secondsOf(clock.sleep(10, signal))
  expect(told.slice(2)).toEqual(['works'])
})

import { expect, test } from 'vitest'
import { steadyClock } from '../../../src/adapters/run/steady-clock.js'
import type { Clock } from '../../../src/validator/ports.js'

const AT = '2026-11-20T06:00:00Z'
const scripted = (tells: readonly (() => unknown)[]) => {
  let i = 0
  const failed: string[] = []
  const clock = steadyClock({ now: () => tells[Math.min(i++, tells.length - 1)]!() as string, sleep: () => Promise.resolve() }, (why) =>
    failed.push(why),
  )
  return { clock, failed }
}
const throws = (): never => {
  throw new RangeError('no time')
}

test('a clock that works is told as it is', () => {
  const { clock, failed } = scripted([() => AT])
  expect([clock.now(), clock.now(), failed]).toEqual([AT, AT, []])
})

test('one that throws, or tells no instant, tells the last instant; a row of failures is told once', () => {
  const { clock, failed } = scripted([() => AT, throws, () => 'yesterday', () => 7, () => '2026-11-20T07:00:00Z', throws])
  expect(Array.from({ length: 6 }, () => clock.now())).toEqual([AT, AT, AT, AT, '2026-11-20T07:00:00Z', '2026-11-20T07:00:00Z'])
  expect(failed).toEqual(['RangeError: no time', 'RangeError: no time'])
})

test('one that never told an instant tells the beginning of time', () => {
  expect(scripted([throws]).clock.now()).toBe('1970-01-01T00:00:00Z')
  expect(scripted([() => Promise.reject('x').catch(() => undefined)]).clock.now()).toBe('1970-01-01T00:00:00Z')
})

test('one that can not sleep sleeps by the timers of the machine, unless it was woken', async () => {
  const failed: string[] = []
  const broken: Clock = { now: () => AT, sleep: () => Promise.reject('tired') }
  const clock = steadyClock(broken, (why) => failed.push(why))
  await clock.sleep(0.01, new AbortController().signal)
  expect(failed).toEqual(['something was thrown that is no error'])
  await steadyClock({ ...broken, sleep: throws }, () => undefined).sleep(0.01, new AbortController().signal)
  await clock.sleep(1000, AbortSignal.abort())
})

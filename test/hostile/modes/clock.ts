/** A clock that lies. */
import { secondsLater } from '../../../src/units/time/timestamp.js'
import { readTimestamp } from '../../../src/units/time/timestamp.js'
import type { Clock } from '../../../src/validator/ports.js'
import type { Mode, Scene } from '../mode.js'
import { never, rejects, thrower } from './lies.js'

const lying = (change: (honest: Clock) => Partial<Clock>) => (scene: Scene) => ({ clock: { ...scene.clock, ...change(scene.clock) } })
const tells = (now: () => unknown) => lying(() => ({ now: now as Clock['now'] }))
const DAY = 86_400
const away = (seconds: () => number) => lying(({ now }) => ({ now: () => secondsLater(seconds())(readTimestamp(now())!) }))

/** Each call tells another time than the one before. */
const inTurns = (seconds: number, every: number) => {
  let calls = 0
  return away(() => (calls++ % every === 0 ? seconds : 0))
}

/** What a clock that jumps makes of the moment at which it is asked. */
const JUMPS = ['ChainStalled', 'CleanUpStopped', 'EvidenceUnusable', 'PerformanceDegraded', 'SubmissionOverdue'] as const

export const CLOCK: readonly Mode[] = [
  {
    name: 'a clock that throws',
    port: 'clock',
    lie: tells(() => thrower()['x']),
    alerts: ['ChainStalled', 'PortFailing'],
    perhaps: ['SubmissionOverdue'],
  },
  {
    name: 'yesterday',
    port: 'clock',
    lie: tells(() => 'yesterday'),
    alerts: ['ChainStalled', 'PortFailing'],
    perhaps: ['SubmissionOverdue'],
  },
  {
    name: 'undefined for the time',
    port: 'clock',
    lie: tells(() => undefined),
    alerts: ['ChainStalled', 'PortFailing'],
    perhaps: ['SubmissionOverdue'],
  },
  {
    name: 'a clock that stands still',
    port: 'clock',
    lie: lying(({ now }) => {
      const then = now()
      return { now: () => then }
    }),
    alerts: ['ChainStalled'],
    perhaps: ['SubmissionOverdue'],
  },
  {
    name: 'forty days ahead',
    port: 'clock',
    lie: away(() => 40 * DAY),
    alerts: ['CleanUpStopped', 'EvidenceUnusable'],
    perhaps: ['ChainStalled', 'SubmissionOverdue'],
  },
  {
    name: 'forty days back',
    port: 'clock',
    lie: away(() => -40 * DAY),
    alerts: ['CleanUpStopped', 'EvidenceUnusable'],
    perhaps: ['ChainStalled', 'SubmissionOverdue'],
  },
  {
    name: 'the year 9999',
    port: 'clock',
    lie: tells(() => '9999-12-31T23:59:59Z'),
    alerts: ['CleanUpStopped', 'EvidenceUnusable'],
    perhaps: ['ChainStalled', 'SubmissionOverdue'],
  },
  {
    name: 'the year 0',
    port: 'clock',
    lie: tells(() => '0000-01-01T00:00:00Z'),
    alerts: ['ChainStalled', 'PortFailing'],
    perhaps: ['SubmissionOverdue'],
  },
  {
    name: 'forty days ahead at every second call',
    port: 'clock',
    lie: (scene) => inTurns(40 * DAY, 2)(scene),
    alerts: ['ChainStalled'],
    perhaps: JUMPS,
  },
  {
    name: 'forty days back at every second call',
    port: 'clock',
    lie: (scene) => inTurns(-40 * DAY, 2)(scene),
    alerts: ['ChainStalled'],
    perhaps: JUMPS,
  },
  {
    name: 'forty days back at every third call',
    port: 'clock',
    lie: (scene) => inTurns(-40 * DAY, 3)(scene),
    alerts: ['ChainStalled'],
    perhaps: JUMPS,
  },
  { name: 'sleep that rejects', port: 'clock', lie: lying(() => ({ sleep: rejects })), alerts: ['PortFailing'] },
  { name: 'sleep that throws at once', port: 'clock', lie: lying(() => ({ sleep: () => thrower()['x'] })), alerts: ['PortFailing'] },
  { name: 'sleep that is over at once', port: 'clock', lie: lying(() => ({ sleep: async () => undefined })), alerts: ['PortFailing'] },
  { name: 'undefined for sleep', port: 'clock', lie: lying(() => ({ sleep: (() => undefined) as never })), alerts: ['PortFailing'] },
  { name: 'sleep that never ends', port: 'clock', lie: lying(() => ({ sleep: never })), alerts: ['PortFailing'] },
]

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ValidatorLeaseRecord, WeightSubmissionRecord } from '../../src/storage/tables.js'
import { secondsLater } from '../../src/units/time/timestamp.js'
import type { RunningReason } from '../../src/validator/running.js'
import { judgeRunning, showRunningReason } from '../../src/validator/running.js'

const AT = '2026-11-20T06:00:00.000000000Z'
const lease = (changes: Partial<ValidatorLeaseRecord> = {}): ValidatorLeaseRecord => ({
  netuid: 39,
  validator_hotkey: '5A',
  holder: 'host pid 7',
  counter: 3,
  beat_seconds: 20,
  beaten_at: AT,
  head: 1000,
  head_at: AT,
  next_block: 1200,
  limited_by: 'interval',
  ...changes,
})
const open = { id: 's', status: 'open', valid_until: 650 } as WeightSubmissionRecord
const set = { id: 'c', status: 'confirmed' } as WeightSubmissionRecord
const at = (seconds: number): string => secondsLater(seconds)(AT)

describe('whether a process runs a validator', () => {
  test('it lives for three heartbeats after the last sign of life, and is dead after that', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 100_000 }), (seconds) => {
        const { verdict } = judgeRunning({ at: at(seconds), lease: lease(), newest: null, confirmed: set })
        return verdict === (seconds <= 60 ? 'healthy' : 'unhealthy')
      }),
    )
  })
  test('a sign of life from the future says nothing', () => {
    expect(judgeRunning({ at: at(-21), lease: lease(), newest: null, confirmed: set })).toEqual({
      verdict: 'unknown',
      reasons: [{ _tag: 'ClockBehind', holder: 'host pid 7', seconds: 21 }],
    })
  })
  test('one that lives, and has set nothing for long, is unhealthy; so is one whose submission is never settled', () => {
    expect(judgeRunning({ at: AT, lease: lease({ head: 1500 }), newest: null, confirmed: set }).verdict).toBe('healthy')
    expect(judgeRunning({ at: AT, lease: lease({ head: 1501 }), newest: null, confirmed: set }).reasons).toEqual([
      { _tag: 'Overdue', due: 1200, head: 1501 },
    ])
    expect(judgeRunning({ at: AT, lease: lease(), newest: open, confirmed: set }).reasons).toEqual([
      { _tag: 'Unsettled', submission: 's', valid_until: 650, head: 1000 },
    ])
    expect(judgeRunning({ at: AT, lease: lease({ head: null }), newest: open, confirmed: set }).verdict).toBe('healthy')
    expect(judgeRunning({ at: AT, lease: lease({ next_block: 0, head: 9000 }), newest: null, confirmed: set }).verdict).toBe('healthy')
  })
  test('one whose chain stands still, and one that never set weights, are unhealthy after an hour', () => {
    const judged = (changes: Partial<ValidatorLeaseRecord>, confirmed: WeightSubmissionRecord | null) =>
      judgeRunning({ at: AT, lease: lease(changes), newest: null, confirmed }).reasons
    expect(judged({ head_at: at(-3600) }, set)).toEqual([])
    expect(judged({ head_at: at(-3601) }, set)).toEqual([{ _tag: 'ChainStandsStill', head: 1000, seconds: 3601 }])
    expect(judged({ head_at: null }, set)).toEqual([])
    expect(judged({ counter: 180 }, null)).toEqual([])
    expect(judged({ counter: 181 }, null)).toEqual([{ _tag: 'NeverSet', seconds: 3620 }])
    expect(judged({ counter: 181, head: null }, null)).toEqual([{ _tag: 'NeverSet', seconds: 3620 }])
  })
  test('every reason has words', () => {
    const reasons: readonly RunningReason[] = [
      { _tag: 'NotRunning' },
      { _tag: 'Dead', holder: 'a\nb', seconds: 61 },
      { _tag: 'ClockBehind', holder: 'a', seconds: 61 },
      { _tag: 'Overdue', due: 1, head: 2 },
      { _tag: 'ChainStandsStill', head: 2, seconds: 3601 },
      { _tag: 'NeverSet', seconds: 3601 },
      { _tag: 'Unsettled', submission: 's', valid_until: 1, head: 2 },
    ]
    expect(reasons.map(showRunningReason)).toEqual([
      'no process runs this validator',
      'the process "a\\nb" gave its last sign of life 61 s ago',
      'the process a gave a sign of life 61 s ahead of this clock',
      'weights were due at block 1, and at block 2 they are not set',
      "the chain stands at block 2 since 3601 s, or can't be reached",
      'no weights were set in 3601 s',
      'submission s was valid up to block 1, and at block 2 its outcome is not known',
    ])
  })
})

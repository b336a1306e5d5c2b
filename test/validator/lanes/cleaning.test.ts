import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { secondsLater } from '../../../src/units/time/timestamp.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { cleanedUp, cleanUp, cleanUpFailed } from '../../../src/validator/lanes/cleaning.js'
import { AT, owner, stateOf, tracing } from './seats.js'

describe('a clean-up', () => {
  test('old ones go with the clean-up, and results stay as long as the policy looks back', () => {
    const config = { id: 'c' } as unknown as ConfigChangeRecord
    const ready = tracing({ config })
    const looksBack = { ...ready, terms: { ...ready.terms, window_hours: 300 } }
    const writes = cleanUp(AT)(looksBack)[1].flatMap((command) => (command._tag === 'Store' ? command.writes : []))
    expect(writes).toContainEqual({
      _tag: 'Remove',
      table: 'miner_performance_stats',
      where: owner,
      range: { column: 'period_end', below: '2026-10-21T06:00:00.000000000Z' },
    })
    expect(writes).toContainEqual({
      _tag: 'Remove',
      table: 'miner_prover_results',
      where: { netuid: 39 },
      range: { column: 'verification_timestamp', below: '2026-11-06T18:00:00.000000000Z' },
    })
    const plain = cleanUp(AT)(stateOf({ config }))[1].flatMap((command) => (command._tag === 'Store' ? command.writes : []))
    expect(plain.some(({ table }) => table === 'miner_performance_stats')).toBe(false)
  })
})

describe('a clean-up and the clock', () => {
  const config = { id: 'c' } as unknown as ConfigChangeRecord
  const DAY = 86_400
  /** A validator whose oldest confirmed submission is `blocks` old. */
  const after = (blocks: number) => stateOf({ config, anchor: { block: 1000, at: AT }, head: 1000 + blocks })
  const begins = (seconds: number, state = after(0)): boolean =>
    cleanUp(secondsLater(seconds)(AT))(state)[1].some(({ _tag }) => _tag === 'Store')
  const alerts = (seconds: number, state = after(0)) =>
    cleanUp(secondsLater(seconds)(AT))(state)[1].flatMap((command) =>
      command._tag === 'Report' && command.report._tag === 'Alert' ? [command.report.alert] : [],
    )

  test('begins where the blocks took the time that the clock tells, or more', () => {
    fc.assert(
      fc.property(fc.nat(400_000), fc.double({ min: -1, max: 0.1, noNaN: true }), (blocks, part) =>
        begins(Math.floor(blocks * 12 * (1 + part)), after(blocks)),
      ),
    )
  })
  test('stops where the clock is days ahead of the blocks, with an alert that is raised once', () => {
    expect(begins(40 * DAY)).toBe(false)
    expect(alerts(40 * DAY)).toEqual([{ _tag: 'CleanUpStopped', seconds: 40 * DAY, over: false }])
    const [stopped] = cleanUp(secondsLater(40 * DAY)(AT))(after(0))
    expect(alerts(40 * DAY, stopped)).toEqual([])
    // 30 days of blocks, and a clock that tells 70.
    expect(begins(70 * DAY, after(30 * 7200))).toBe(false)
  })
  test('is judged by the oldest and the newest confirmed submission; where both lie in the future, it stops', () => {
    const settled = (block: number, seconds: number) =>
      ({ block, settled_at: secondsLater(seconds)(AT) }) as unknown as WeightSubmissionRecord
    const both = (first: number, last: number) => ({
      ...after(7200),
      anchor: { block: 1000, at: secondsLater(first)(AT) },
      last: settled(8000, last),
    })
    // Right now, one day after the first block.
    expect(begins(DAY, both(0, DAY - 2400))).toBe(true)
    // The newest was settled under a clock 40 days ahead, and the clock is ahead again.
    expect(begins(41 * DAY, both(0, 41 * DAY - 2400))).toBe(false)
    // The oldest was settled under a clock 40 days ahead, and the clock is ahead again.
    expect(begins(41 * DAY, both(40 * DAY, DAY - 2400))).toBe(false)
    expect(begins(DAY, both(40 * DAY, DAY - 2400))).toBe(true)
    expect(begins(DAY, both(40 * DAY, 41 * DAY))).toBe(false)
  })
  test('goes on where they agree again, and says so', () => {
    const [stopped] = cleanUp(secondsLater(40 * DAY)(AT))(after(0))
    expect(begins(60, stopped)).toBe(true)
    expect(alerts(60, stopped)).toEqual([{ _tag: 'CleanUpStopped', seconds: 0, over: true }])
  })
  test('is planned anew where the clock goes back: the last plan is not waited for', () => {
    const planned = { ...after(0), clean_at: secondsLater(40 * DAY)(AT) }
    expect(begins(60, planned)).toBe(true)
    expect(begins(60, { ...after(0), clean_at: secondsLater(3600)(AT) })).toBe(false)
  })
  test('that fails is an alert, and one that is done says its count', () => {
    const failure = { port: 'storage', error: 'Busy', message: 'locked' } as const
    expect(JSON.stringify(cleanUpFailed(failure, AT)(after(0))[1])).toContain('"CleanUpFailed"')
    expect(JSON.stringify(cleanedUp(AT, 7)(after(0))[1])).toContain('{"_tag":"CleanedUp","removed":7}')
  })
})

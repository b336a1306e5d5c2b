import { describe, expect, test } from 'vitest'
import type { SeenSubnet } from '../../../src/chain/schedule/epochs-of.js'
import { epochsOf } from '../../../src/chain/schedule/epochs-of.js'
import { showScheduleError } from '../../../src/chain/schedule/schedule-error.js'
import { scheduleRules } from '../../../src/chain/schedule/schedule-rules.js'
import { expectLeft, expectRight } from '../../either.js'

const schedule = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 9 }
const subnet: SeenSubnet = { netuid: 39, tempo: 360, block: 729, schedule }
const of = (spec: number, changes: Partial<SeenSubnet> = {}) => expectRight(epochsOf(spec)({ ...subnet, ...changes }))
const errorOf = (spec: number, changes: object = {}) => showScheduleError(expectLeft(epochsOf(spec)({ ...subnet, ...changes })))

describe('epochs by spec', () => {
  test('the height up to 422, the schedule since', () => {
    for (const spec of [293, 422]) expect(of(spec)).toEqual({ last: 681, next: 1042 })
    for (const spec of [423, 431, 432, 458, 459]) expect(of(spec)).toEqual({ last: 720, next: 1080 })
    expect(of(293, { block: 681 })).toEqual({ last: 681, next: 1042 })
    expect(of(293, { tempo: 0 })).toEqual({ last: null, next: null })
    expect(of(425, { schedule: { ...schedule, tempo: 0 } })).toEqual({ last: 720, next: null })
  })
  test('the last epoch is the last that was run, not the anchor', () => {
    expect(of(425, { schedule: { ...schedule, blocks_since_last_step: 400 } }).last).toBe(329)
    expect(of(459, { schedule: { ...schedule, blocks_since_last_step: 361 } }).last).toBe(null)
    expect(of(425, { schedule: { ...schedule, blocks_since_last_step: 730 } }).last).toBe(null)
  })
  test('between 432 and 458 only an answer that depends on the safety net is refused, and a given one decides', () => {
    const late = { ...schedule, blocks_since_last_step: 300 }
    expect([of(431, { schedule: late }).next, of(459, { schedule: late }).next]).toEqual([1080, 790])
    expect(errorOf(440, { schedule: late })).toBe(
      'the safety net changed between spec 431 and 459, and it is not known whether spec 440 has the new one: give safety_net',
    )
    expect(of(440, { schedule: { ...late, safety_net: 360 } })).toEqual({ last: 429, next: 790 })
    expect(of(440, { schedule: { ...late, safety_net: 50_400 } }).next).toBe(1080)
  })
  test('what is not known is refused by name', () => {
    expect(errorOf(292)).toBe('the rules of spec 292 are not known, only those of 293 to 459')
    expect(errorOf(460)).toContain('spec 460')
    expect(errorOf(425, { schedule: undefined })).toBe('spec 425 keeps a schedule for each subnet: read it from the chain')
    expect(errorOf(422, { netuid: -1 })).toContain('netuid: expected')
    expect(errorOf(422, { tempo: 65_536 })).toContain('tempo: expected')
    expect(errorOf(422, { block: 0.5 })).toContain('block: expected')
    expect(errorOf(425, { schedule: { ...schedule, last_epoch_block: 730 } })).toContain('which is earlier')
    expect(errorOf(440, { schedule: { ...schedule, tempo: -1 } })).toContain('schedule.tempo')
    expect(showScheduleError(expectLeft(scheduleRules(300)))).toBe('spec 300 keeps no schedule: its epochs follow the height alone')
    expect(expectLeft(scheduleRules(1))._tag).toBe('UnknownRuntime')
  })
})

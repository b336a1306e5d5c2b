import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochCounters } from '../../../src/chain/schedule/epoch-schedule.js'
import { isModuloEpoch } from '../../../src/chain/schedule/modulo-epochs.js'
import { nextEpochDue } from '../../../src/chain/schedule/next-epoch-due.js'
import { scheduleAtUpgrade } from '../../../src/chain/schedule/schedule-at-upgrade.js'
import { showScheduleRefusal } from '../../../src/chain/schedule/schedule-refusal.js'
import type { ScheduleRules } from '../../../src/chain/schedule/schedule-rules.js'
import type { TempoCall } from '../../../src/chain/schedule/set-tempo.js'
import { setTempo } from '../../../src/chain/schedule/set-tempo.js'
import { triggerEpoch } from '../../../src/chain/schedule/trigger-epoch.js'
import { expectLeft, expectRight } from '../../either.js'
import { examplesOf } from '../today.js'
import { ours } from './chains.js'

const counters = (changes: Partial<EpochCounters>): EpochCounters => ({
  last_epoch_block: 1000,
  pending_epoch_at: 0,
  subnet_epoch_index: 2,
  tempo: 360,
  blocks_since_last_step: 0,
  ...changes,
})
const walkedNext = (rules: ScheduleRules, block: number, schedule: EpochCounters): number | undefined =>
  ours({ rules, until: block + schedule.tempo + 1 }, { block, subnets: [{ netuid: 1, schedule }] }).log[0]?.block

describe('a new tempo', () => {
  interface Call {
    readonly lastSuccess: number
    readonly tempoBefore: number
    readonly tempoNew: number
    readonly by: 'owner' | 'root'
  }
  const SET_AT = 1200
  const setIn = (rules: ScheduleRules, { lastSuccess, tempoBefore, tempoNew: tempo, by }: Call): EpochCounters => {
    const before = counters({ last_epoch_block: lastSuccess, tempo: tempoBefore, blocks_since_last_step: SET_AT - lastSuccess })
    return expectRight(setTempo(rules)({ block: SET_AT, tempo, by })(before))
  }
  test.each([
    ...examplesOf<Call, { readonly nextEpoch: number }>('set_tempo at block 1200 (425)').map((e) => ({ ...e, rules: 'spec423' as const })),
    ...examplesOf<Call, { readonly nextEpoch: number }>('set_tempo at block 1200 (newer)').map((e) => ({ ...e, rules: 'newer' as const })),
  ])('the example: $rules, $input.tempoNew', ({ input, output, rules }) => {
    const after = setIn(rules, input)
    expect(expectRight(nextEpochDue({ ...after, current_block: SET_AT }))).toBe(output.nextEpoch)
    expect(walkedNext(rules, SET_AT, after)).toBe(output.nextEpoch)
  })
  test('the newer form in one formula', () => {
    const formula = (set: number, tempo: number, last: number) => Math.max(set + 1, Math.min(set + tempo, last + tempo + 1))
    for (const { input, output } of examplesOf<
      { readonly setAt: number; readonly lastSuccess: number; readonly tempo: number },
      { readonly next: number }
    >('next epoch after set_tempo, newer, in one formula')) {
      const { setAt: block, lastSuccess: last_epoch_block, tempo } = input
      const before = counters({ last_epoch_block, blocks_since_last_step: block - last_epoch_block })
      const after = expectRight(setTempo('newer')({ block, tempo, by: 'root' })(before))
      expect(walkedNext('newer', block, after)).toBe(output.next)
      expect(formula(block, tempo, last_epoch_block)).toBe(output.next)
    }
    const holds = (rules: ScheduleRules) =>
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(349), (tempo, ago) => {
        const before = counters({ blocks_since_last_step: ago })
        const after = expectRight(setTempo(rules)({ block: 1000 + ago, tempo, by: 'root' })(before))
        return walkedNext(rules, 1000 + ago, after) === formula(1000 + ago, tempo, 1000)
      })
    const FEW = { numRuns: 40 }
    fc.assert(holds('newer'), FEW)
    expect(fc.check(holds('spec423'), FEW).failed).toBe(true)
  })
  test('an epoch that waits, the index and the counter stay', () => {
    const before = counters({ pending_epoch_at: 1100, blocks_since_last_step: 150 })
    expect(expectRight(setTempo('spec423')({ block: 1150, tempo: 400, by: 'owner' })(before))).toEqual({
      ...before,
      tempo: 400,
      last_epoch_block: 1150,
      safety_net: 50_400,
    })
    expect(expectRight(setTempo('newer')({ block: 1150, tempo: 0, by: 'root' })(before)).safety_net).toBe(0)
  })
  test('the chain refuses in its order, by its names', () => {
    const before = counters({ blocks_since_last_step: 200 })
    const refusal = (call: Partial<TempoCall>, schedule: Partial<EpochCounters> = {}) => {
      const answer = setTempo('newer')({ block: 1200, tempo: 400, by: 'owner', ...call })({ ...before, ...schedule })
      return answer._tag === 'Left' ? showScheduleRefusal(answer.left) : null
    }
    expect(refusal({ tempo: 359 })).toBe('TempoOutOfBounds: an owner may set a tempo from 360 to 50400, not 359')
    expect(refusal({ tempo: 50_401, block: 1355 })).toContain('TempoOutOfBounds')
    expect([refusal({ tempo: 360 }), refusal({ tempo: 50_400 })]).toEqual([null, null])
    expect([refusal({ tempo: 359, by: 'root' }), refusal({ tempo: 65_535, by: 'root', last_set: 1199 })]).toEqual([null, null])
    expect(refusal({ block: 1351 })).toBe(
      'AdminActionProhibitedDuringWeightsWindow: the next epoch is at block 1360, and nothing may change in the 10 blocks before it',
    )
    expect([refusal({ block: 1350 }), refusal({ block: 1351, admin_freeze_window: 9 })]).toEqual([null, null])
    expect(refusal({ block: 1351, by: 'root' })).toContain('AdminActionProhibitedDuringWeightsWindow')
    expect(refusal({}, { pending_epoch_at: 1201 })).toContain('the next epoch is at block 1201')
    expect(refusal({}, { pending_epoch_at: 1200 })).toBe(null)
    expect(refusal({}, { tempo: 0, pending_epoch_at: 1300 })).toBe(null)
    expect(refusal({ last_set: 841 })).toBe(
      'TxRateLimitExceeded: the last change was at block 841 and may be every 360 blocks: wait for block 1201',
    )
    expect([refusal({ last_set: 840 }), refusal({ last_set: 0 })]).toEqual([null, null])
    expect(refusal({ tempo: 65_536, by: 'root' })).toBe('tempo: expected an integer from 0 to 65535, found 65536')
  })
})

describe('a trigger', () => {
  interface Call {
    readonly now: number
    readonly lastEpochBlock: number
    readonly tempo: number
    readonly adminFreezeWindow: number
  }
  interface Fired {
    readonly firesAt?: number
    readonly nextAutoAfter?: number
    readonly error?: string
  }
  test.each(examplesOf<Call, Fired>('trigger_epoch (423)'))('the example: $input.now', ({ input, output }) => {
    const { now: block, lastEpochBlock: last_epoch_block, tempo, adminFreezeWindow: admin_freeze_window } = input
    const before = counters({ last_epoch_block, tempo, blocks_since_last_step: block - last_epoch_block })
    const answer = triggerEpoch({ block, commit_reveal: false, admin_freeze_window })(before)
    if (output.error !== undefined) return expect(expectLeft(answer)._tag).toBe(output.error)
    const after = expectRight(answer)
    const { log } = ours({ rules: 'spec423', until: output.nextAutoAfter! }, { block, subnets: [{ netuid: 1, schedule: after }] })
    expect(after.pending_epoch_at).toBe(output.firesAt)
    expect(log.map((event) => event.block)).toEqual([output.firesAt, output.nextAutoAfter])
  })
  test('the chain refuses in its order, by its names', () => {
    const refusal = (call: object, schedule: Partial<EpochCounters> = {}) => {
      const answer = triggerEpoch({ block: 1200, commit_reveal: false, ...call })(counters(schedule))
      return answer._tag === 'Left' ? showScheduleRefusal(answer.left) : null
    }
    expect(refusal({})).toBe(null)
    expect(refusal({ commit_reveal: true }, { pending_epoch_at: 1 })).toBe(
      'DynamicTempoBlockedByCommitReveal: no epoch can be triggered while commit-reveal is on',
    )
    expect(refusal({ block: 1355 }, { pending_epoch_at: 1356 })).toBe('EpochTriggerAlreadyPending: an epoch waits for block 1356')
    expect(refusal({ block: 1351, last_trigger: 1350 })).toBe(
      'AutoEpochAlreadyImminent: the next epoch is 9 blocks away, and a trigger needs 10',
    )
    expect(refusal({ block: 1500 })).toContain('is 0 blocks away')
    expect(refusal({ last_trigger: 481 })).toBe(
      'TxRateLimitExceeded: the last change was at block 481 and may be every 720 blocks: wait for block 1201',
    )
    expect([refusal({ last_trigger: 480 }), refusal({ last_trigger: 900, rate_limit_tempos: 0 })]).toEqual([null, null])
    expect(refusal({}, { tempo: 0 })).toBe(null)
    expect(refusal({ block: NaN })).toContain('block: expected a block height')
  })
  test('it runs an epoch at its block or before, and none comes after it within a tempo', () => {
    const fires = (window: number) =>
      fc.property(fc.nat(340), fc.integer({ min: 1, max: 400 }), (ago, tempo) => {
        const block = 1000 + ago
        const answer = triggerEpoch({ block, commit_reveal: false })(counters({ tempo, blocks_since_last_step: ago }))
        if (answer._tag === 'Left') return tempo - ago < 10
        const { log } = ours({ rules: 'newer', until: block + tempo + window }, { block, subnets: [{ netuid: 1, schedule: answer.right }] })
        return log.map((event) => event.block).join() === [block + window, block + window + tempo].join()
      })
    fc.assert(fires(10))
    expect(fc.check(fires(9)).failed).toBe(true)
  })
})

describe('the upgrade to spec 423', () => {
  test('the next epoch is where the modulo rule has it, and the index is that of commits', () => {
    const continues = (shift: number) =>
      fc.property(
        fc.nat(65_535),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 100_000, max: 9_000_000 }),
        (netuid, tempo, block) => {
          const since = (block + netuid + 1) % (tempo + 1)
          const schedule = expectRight(
            scheduleAtUpgrade({ netuid: netuid + shift, tempo, block, blocks_since_last_step: Math.max(0, since - 1) }),
          )
          let first = block
          while (!isModuloEpoch(netuid, tempo)(first)) first++
          const walked = ours(
            { rules: 'spec423', until: first },
            {
              block: block - 1,
              subnets: [{ netuid: 1, schedule: { ...schedule, last_epoch_block: Math.min(schedule.last_epoch_block, block - 1) } }],
            },
          )
          const due = schedule.last_epoch_block + tempo
          const next = schedule.last_epoch_block === block ? due : walked.log[0]?.block
          return next === first && due === first && schedule.subnet_epoch_index === Math.floor((block + netuid + 1) / (tempo + 1))
        },
      )
    fc.assert(continues(0))
    expect(fc.check(continues(1)).failed).toBe(true)
  })
  test('a tempo of 0 has no anchor, an anchor is never below 0, and other values are refused', () => {
    const subnet = { netuid: 1, tempo: 0, block: 5, blocks_since_last_step: 5 }
    expect(expectRight(scheduleAtUpgrade(subnet))).toMatchObject({ last_epoch_block: 0, subnet_epoch_index: 0 })
    expect(expectRight(scheduleAtUpgrade({ ...subnet, tempo: 360 })).last_epoch_block).toBe(0)
    expect(expectLeft(scheduleAtUpgrade({ ...subnet, tempo: 70_000 })).field).toBe('tempo')
  })
})

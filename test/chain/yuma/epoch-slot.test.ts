import fc from 'fast-check'
import { expect } from 'vitest'
import type { EpochSchedule } from '../../../src/chain/schedule/epoch-schedule.js'
import { isEpochDue } from '../../../src/chain/schedule/epoch-schedule.js'
import { testLaws } from './law.js'

const UNIQUE = ['5A', '5B', '5C']
const REPEATED = ['5A', '5B', '5A', '5B', '5B']

/** Schedules near the block of an epoch, with counters on both sides of the net. */
const schedules: fc.Arbitrary<EpochSchedule> = fc
  .record({
    tempo: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(0)),
    last_epoch_block: fc.integer({ min: 100, max: 110 }),
    since: fc.nat(14),
    pending_epoch_at: fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 125 })),
    subnet_epoch_index: fc.nat(9),
    blocks_since_last_step: fc.nat(14),
    net: fc.constantFrom('none', 'tempo', 'long'),
  })
  .map(({ since, net, ...rest }) => ({
    ...rest,
    current_block: rest.last_epoch_block + since,
    ...(net === 'none' ? {} : { safety_net: net === 'tempo' ? rest.tempo : 50_400 }),
  }))

testLaws('the slot of an epoch', [
  {
    name: 'a skip moves the anchor, ends a pending epoch and counts one; the counter goes on, and nothing else changes',
    holds: ({ epochSlot }) => {
      fc.assert(
        fc.property(schedules, fc.boolean(), (schedule, isConsistent) => {
          const { schedule: after, ...slot } = epochSlot(isConsistent ? UNIQUE : REPEATED)(schedule)
          const block = schedule.current_block + 1
          const isHeld = schedule.safety_net === schedule.tempo
          const steps = isHeld ? Math.min(schedule.blocks_since_last_step + 1, schedule.tempo + 1) : schedule.blocks_since_last_step + 1
          const counted = { ...schedule, current_block: block, blocks_since_last_step: steps }
          const taken = { ...counted, last_epoch_block: block, pending_epoch_at: 0, subnet_epoch_index: schedule.subnet_epoch_index + 1 }
          if (!isEpochDue(counted)(block)) expect([slot, after]).toEqual([{ _tag: 'NotDue' }, counted])
          else if (isConsistent) expect([slot, after]).toEqual([{ _tag: 'Ran' }, { ...taken, blocks_since_last_step: 0 }])
          else {
            const repeated = [
              { hotkey: '5A', uids: [0, 2] },
              { hotkey: '5B', uids: [1, 3, 4] },
            ]
            expect([slot, after]).toEqual([{ _tag: 'Skipped', repeated }, taken])
          }
        }),
        { numRuns: 2000 },
      )
    },
    wrong: [
      {
        name: 'a skip begins the counter again',
        file: 'epoch-slot.ts',
        right: "_tag: 'Skipped', repeated, schedule: taken",
        wrong: "_tag: 'Skipped', repeated, schedule: { ...taken, blocks_since_last_step: 0 }",
      },
      { name: 'a skip is not counted', file: 'epoch-slot.ts', right: 'now.subnet_epoch_index + 1', wrong: 'now.subnet_epoch_index' },
      {
        name: 'a pending epoch stays',
        file: 'epoch-slot.ts',
        right: 'pending_epoch_at: 0, subnet_epoch_index: now',
        wrong: 'subnet_epoch_index: now',
      },
      { name: 'due before the block counts', file: 'epoch-slot.ts', right: 'isEpochDue(now)', wrong: 'isEpochDue(schedule)' },
      { name: 'the counter is not held', file: 'epoch-slot.ts', right: 'Math.min(blocks, tempo + 1)', wrong: 'blocks' },
      { name: 'only two uids of a hotkey', file: 'consistency.ts', right: 'held.length > 1', wrong: 'held.length === 2' },
    ],
  },
  {
    name: 'while hotkeys are repeated, the next try is a tempo later; with a net of a tempo it is in every block',
    holds: ({ epochSlot }) => {
      fc.assert(
        fc.property(fc.integer({ min: 2, max: 30 }), fc.boolean(), (tempo, isNewer) => {
          const counters = { last_epoch_block: 100, pending_epoch_at: 0, subnet_epoch_index: 0, tempo, blocks_since_last_step: 0 }
          let schedule: EpochSchedule = { ...counters, current_block: 100, ...(isNewer ? { safety_net: tempo } : {}) }
          const skipped: number[] = []
          while (skipped.length < 4) {
            const slot = epochSlot(REPEATED)(schedule)
            schedule = slot.schedule
            if (slot._tag === 'Skipped') skipped.push(schedule.current_block)
          }
          const first = 100 + tempo
          const distance = isNewer ? 1 : tempo
          expect(skipped).toEqual([first, first + distance, first + 2 * distance, first + 3 * distance])
        }),
      )
    },
    wrong: [{ name: 'the anchor stays', file: 'epoch-slot.ts', right: 'last_epoch_block: now.current_block, ', wrong: '' }],
  },
])

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochSchedule } from '../../../src/chain/schedule/epoch-schedule.js'
import { isEpochDue } from '../../../src/chain/schedule/epoch-schedule.js'
import { nextEpochDue } from '../../../src/chain/schedule/next-epoch-due.js'
import type { Reveal, RevealOptions } from '../../../src/chain/schedule/reveal-round.js'
import { revealRound } from '../../../src/chain/schedule/reveal-round.js'
import { showScheduleError } from '../../../src/chain/schedule/schedule-error.js'
import { QUICKNET } from '../../../src/chain/timelock/beacon.js'
import { expectLeft, expectRight } from '../../either.js'
import { MISTAKES, walkedEpoch, walkedReveal } from './walk.js'

type Vector = RevealOptions & { readonly reveal_block: number | null; readonly reveal_round: number | null }
const vectors = JSON.parse(readFileSync('test/vectors/reveal_rounds.json', 'utf8')) as readonly Vector[]

type Answer = (options: RevealOptions) => Reveal | null
const ours: Answer = (options) => {
  const answer = revealRound(options)
  return answer._tag === 'Right' ? answer.right : null
}
const agreesWith =
  (answer: Answer) =>
  (v: Vector): boolean => {
    const { block, round } = answer(v) ?? { block: null, round: null }
    return block === v.reveal_block && round === v.reveal_round
  }

/** Schedules in which epochs are late, triggered for the past, the next block or later, and due by the safety net or nearly so. */
const scheduleArb: fc.Arbitrary<EpochSchedule> = fc
  .record({
    tempo: fc.oneof(fc.constantFrom(1, 2, 3, 10, 50, 360, 361), fc.integer({ min: 1, max: 60 })),
    head: fc.integer({ min: 1000, max: 8_000_000 }),
    behind: fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 400 })),
    pending: fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -400, max: 400 })),
    steps: fc.oneof(fc.constantFrom(-2, -1, 0, 1, 2), fc.integer({ min: -60, max: 60 })),
    net: fc.oneof(fc.constant(undefined), fc.constantFrom(-1, 0, 1), fc.integer({ min: 0, max: 100 })),
    index: fc.nat(20_000),
  })
  .map(({ tempo, head, behind, pending, steps, net, index }) => {
    const safety_net = net === undefined ? undefined : Math.max(0, net <= 1 ? tempo + net : net)
    const near = safety_net ?? (behind % 2 === 0 ? 50_400 : behind)
    return {
      last_epoch_block: head - behind,
      pending_epoch_at: pending === null ? 0 : head + pending,
      subnet_epoch_index: index,
      tempo,
      blocks_since_last_step: Math.max(0, near + steps),
      current_block: head,
      ...(safety_net === undefined ? {} : { safety_net }),
    }
  })
const optionsArb: fc.Arbitrary<RevealOptions> = fc.record({
  schedule: scheduleArb,
  reveal_period_epochs: fc.integer({ min: 1, max: 5 }),
  block_seconds: fc.constantFrom(0.25, 1, 2, 12),
  now: fc.oneof(fc.constantFrom(0, QUICKNET.genesis, 1_790_000_000.5), fc.double({ min: 1.6e9, max: 2e9, noNaN: true })),
})
const MANY = { numRuns: 2000 }

describe('the round of a commit', () => {
  test('vectors: the block and the round of each recorded schedule', () => {
    expect(vectors.length).toBe(153)
    expect(vectors.filter((v) => !agreesWith(ours)(v))).toEqual([])
  })
  test.each(Object.entries(MISTAKES))('a planted mistake is caught by the vectors and by the law: %s', (_, mistake) => {
    const wrong: Answer = (options) => walkedReveal(options, mistake)
    expect(vectors.every(agreesWith(wrong))).toBe(false)
    const same = fc.property(optionsArb, (options) => {
      const [a, b] = [walkedReveal(options), wrong(options)]
      return a?.block === b?.block && a?.round === b?.round
    })
    expect(fc.check(same, MANY).failed).toBe(true)
  })
  test('walk: it is the answer of the rule, block by block, for schedules with triggers and the safety net', () => {
    fc.assert(
      fc.property(optionsArb, (options) => {
        const [found, walked] = [ours(options), walkedReveal(options)]
        return found !== null && found.block === walked?.block && found.round === walked.round
      }),
      MANY,
    )
  })
  test('the block of the reveal is never before the next epoch', () => {
    const never = (answer: Answer) =>
      fc.property(optionsArb, (options) => answer(options)!.block >= expectRight(nextEpochDue(options.schedule)))
    fc.assert(never(ours), MANY)
    expect(
      fc.check(
        never((o) => ({ ...ours(o)!, block: ours(o)!.block - 1 })),
        MANY,
      ).failed,
    ).toBe(true)
  })
  test('where blocks take 2 seconds or more, the round is not published before the expected time of the reveal', () => {
    const later = (answer: Answer) =>
      fc.property(
        optionsArb.filter(({ block_seconds }) => block_seconds >= 2),
        (options) => {
          const { block, round } = answer(options)!
          const published = QUICKNET.genesis + (round - 1) * QUICKNET.period
          return published >= options.now + (block - options.schedule.current_block) * options.block_seconds
        },
      )
    fc.assert(later(ours), MANY)
    expect(
      fc.check(
        later((o) => ({ ...ours(o)!, round: ours(o)!.round - 1 })),
        MANY,
      ).failed,
    ).toBe(true)
  })
  test('where blocks are faster, it is published less than 6 seconds before', () => {
    fc.assert(
      fc.property(optionsArb, (options) => {
        const { block, round } = ours(options)!
        const published = QUICKNET.genesis + (round - 1) * QUICKNET.period
        return published > options.now + (block - options.schedule.current_block) * options.block_seconds - 6
      }),
      MANY,
    )
  })
})

describe('the next epoch', () => {
  test('walk: it is the first block in which the rule runs an epoch', () => {
    fc.assert(
      fc.property(scheduleArb, (schedule) => expectRight(nextEpochDue(schedule)) === walkedEpoch(schedule)),
      MANY,
    )
  })
  test('it is due by the counters of the block before it, unless only the safety net makes it due', () => {
    fc.assert(
      fc.property(scheduleArb, (schedule) => {
        const next = expectRight(nextEpochDue(schedule))
        const before = { ...schedule, blocks_since_last_step: schedule.blocks_since_last_step + next - 1 - schedule.current_block }
        const counted = { ...before, blocks_since_last_step: before.blocks_since_last_step + 1 }
        const wasDue = next > schedule.current_block + 1 && isEpochDue(before)(next - 1)
        return isEpochDue(counted)(next) && !wasDue
      }),
      MANY,
    )
  })
  test('with tempo 0 none is due at any time', () => {
    fc.assert(
      fc.property(scheduleArb, fc.integer({ min: 0, max: 9_000_000 }), (schedule, block) => !isEpochDue({ ...schedule, tempo: 0 })(block)),
    )
    expect(vectors.filter(({ reveal_block }) => reveal_block === null).map((v) => expectLeft(revealRound(v))._tag)).toEqual(['NeverDue'])
  })
})

describe('what is not a schedule', () => {
  const schedule = vectors[1]!.schedule
  const options: RevealOptions = { schedule, reveal_period_epochs: 1, block_seconds: 12, now: 1_790_000_000 }
  const errorOf = (changes: object): string => showScheduleError(expectLeft(revealRound({ ...options, ...changes })))
  const without = (key: string): object => Object.fromEntries(Object.entries(schedule).filter(([name]) => name !== key))

  test.each<[object, string]>([
    [{ schedule: { ...schedule, tempo: 0 } }, 'the tempo is 0: the subnet never has an epoch'],
    [{ schedule: { ...schedule, tempo: 65_536 } }, 'schedule.tempo: expected an integer from 0 to 65535, found 65536'],
    [{ schedule: { ...schedule, pending_epoch_at: -1 } }, 'schedule.pending_epoch_at: expected a block height'],
    [{ schedule: { ...schedule, blocks_since_last_step: NaN } }, 'found NaN'],
    [
      { schedule: { ...schedule, safety_net: '5' } },
      'schedule.safety_net: expected a block height: an integer from 0 to 2^53 - 1, found "5"',
    ],
    [{ schedule: without('current_block') }, 'schedule.current_block: expected a block height'],
    [
      { schedule: without('subnet_epoch_index') },
      'schedule.subnet_epoch_index: expected an integer of at least 0, found a value of type undefined',
    ],
    [
      { schedule: { ...schedule, last_epoch_block: 11 } },
      'the last epoch was at block 11, and the schedule is of block 10, which is earlier',
    ],
    [{ reveal_period_epochs: 0 }, 'reveal_period_epochs: expected an integer from 1 to 65535, found 0'],
    [{ reveal_period_epochs: 1.5 }, 'reveal_period_epochs: expected an integer from 1 to 65535, found 1.5'],
    [{ reveal_period_epochs: 2n }, 'reveal_period_epochs: expected an integer from 1 to 65535, found 2'],
    [{ block_seconds: 0 }, 'block_seconds: expected a number above 0, found 0'],
    [{ block_seconds: Infinity }, 'block_seconds: expected a number above 0, found Infinity'],
    [{ now: NaN }, 'now: expected a finite number of seconds, found NaN'],
    [{ now: 1e300 }, 'block 60, or the round of that time, is above 9007199254740991'],
  ])('%o is refused by name', (changes, message) => {
    expect(errorOf(changes)).toContain(message)
  })
  test('a block above 2^53 - 1 is refused', () => {
    const last = { ...schedule, current_block: Number.MAX_SAFE_INTEGER, last_epoch_block: Number.MAX_SAFE_INTEGER }
    expect(expectLeft(nextEpochDue(last))._tag).toBe('TooLate')
    expect(expectLeft(revealRound({ ...options, schedule: last }))._tag).toBe('TooLate')
  })
})

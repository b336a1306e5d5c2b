/** The next block of an epoch, and the distance of those after it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { Schedule } from '../../network/look.js'
import { Block } from '../../units/integer/block.js'
import { dueWithoutNet, safetyNetOf } from './epoch-schedule.js'
import type { EpochSchedule } from './epoch-schedule.js'
import type { ScheduleError, ScheduleFault } from './schedule-error.js'

const FIELDS = [...Schedule.fields, { key: 'current_block', codec: Block, mayMiss: false }]

/** What is wrong with a schedule, or null; `path` is its name in messages. A tempo of 0 is not wrong. */
export const scheduleFault = (schedule: EpochSchedule, path = 'schedule'): ScheduleFault | null => {
  for (const { key, codec, mayMiss } of FIELDS) {
    const value = (schedule as Readonly<Record<string, unknown>>)[key]
    if (!codec.is(value) && !(mayMiss && value === undefined))
      return { _tag: 'NotExpected', field: `${path}.${key}`, expected: codec.name, value }
  }
  const { last_epoch_block, current_block } = schedule
  return last_epoch_block > current_block ? { _tag: 'EpochAhead', last_epoch_block, current_block } : null
}

/** The schedule, if each of its values is what it must be and epochs are run at all. */
export const checkSchedule = (schedule: EpochSchedule): Either<ScheduleError, EpochSchedule> => {
  const fault = scheduleFault(schedule)
  if (fault !== null) return left(fault)
  return schedule.tempo === 0 ? left({ _tag: 'NeverDue' }) : right(schedule)
}

/** The next block of an epoch, for a schedule that was checked. */
export const nextBlock = (schedule: EpochSchedule): number => {
  const { current_block, blocks_since_last_step } = schedule
  // Block current_block + n counts n blocks more since the last step, and the net asks for more than so many.
  const byNet = current_block + safetyNetOf(schedule) + 1 - blocks_since_last_step
  return Math.max(current_block + 1, Math.min(dueWithoutNet(schedule), byNet))
}

/** The blocks from one epoch to the next after the next one: the tempo, unless the safety net is shorter. */
export const epochDistance = (schedule: EpochSchedule): number => Math.min(schedule.tempo, safetyNetOf(schedule) + 1)

/**
 * The first block after `current_block` in which the epoch is run, if nobody triggers one or changes the tempo before it.
 *
 * Errors: `NotExpected` for a value out of its range, `EpochAhead`, `NeverDue` for tempo 0, `TooLate`.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { nextEpochDue } from 'steelyard/chain'
 * const counters = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 9 }
 * const schedule = { ...counters, current_block: 729 }
 * nextEpochDue(schedule) // => right(1080)
 * nextEpochDue({ ...schedule, pending_epoch_at: 900 }) // => right(900)
 * nextEpochDue({ ...schedule, tempo: 0 }).left // => { _tag: 'NeverDue' }
 * ```
 */
export const nextEpochDue = (schedule: EpochSchedule): Either<ScheduleError, number> =>
  pipe(
    checkSchedule(schedule),
    map(nextBlock),
    chain((block) => (Number.isSafeInteger(block) ? right(block) : left({ _tag: 'TooLate', block }))),
  )

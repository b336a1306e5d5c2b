/**
 * The round of the beacon for a commit that the next block includes: the chain needs its signature when it reveals the commit.
 *
 * A commit belongs to the epoch that its block sees, and is revealed in the first block that sees the epoch a reveal period later. A block
 * sees the epochs that were run before it, and one more if one is due by the counters that the block before it left. The round is three
 * blocks later.
 *
 * Law, by the walk of a whole chain (`walkEpochs`), if after the look nobody sets a tempo and no epoch is skipped: the chain reveals the
 * commit at `block`, or later by at most the blocks for which the subnet's epochs are put off. So the round lies before the reveal only if
 * they are put off for more than three blocks. A trigger makes the reveal earlier, and then it waits for the round; a new tempo moves it
 * either way. Source: subtensor, spec 423 to 459; recorded schedules with their answers are in the tests.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { integerIn } from '../../units/codec/count.js'
import { U16_MAX } from '../../units/integer/u16.js'
import { QUICKNET } from '../timelock/beacon.js'
import type { EpochSchedule } from './epoch-schedule.js'
import { blockSeeing, seenNext } from './block-seeing.js'
import { checkSchedule } from './next-epoch-due.js'
import type { ScheduleError } from './schedule-error.js'
import { withNetOf } from './schedule-rules.js'

/** What the round of a commit depends on. */
export interface RevealOptions {
  /** The runtime's `spec_version`. With it, a schedule without a safety net is given the runtime's; without it, that of spec 423 to 431. */
  readonly spec?: number
  readonly schedule: EpochSchedule
  /** The epochs from the commit to its reveal, the subnet's `RevealPeriodEpochs`: an integer from 1 to 65535. */
  readonly reveal_period_epochs: number
  /** The seconds from one block to the next: above 0. */
  readonly block_seconds: number
  /** The time at `schedule.current_block`, in seconds of Unix time. */
  readonly now: number
}

/** The block in which a commit is revealed, and the round by which it is encrypted. */
export interface Reveal {
  readonly block: number
  readonly round: number
}

/** The round is this many blocks after the reveal, so that a commit stays closed until its reveal where blocks come faster than usual. */
const MARGIN_BLOCKS = 3

const Period = integerIn(1, U16_MAX)

const checkOptions = ({ reveal_period_epochs, block_seconds, now }: RevealOptions): ScheduleError | null => {
  const notExpected = (field: string, expected: string, value: unknown): ScheduleError => ({ _tag: 'NotExpected', field, expected, value })
  if (!Period.is(reveal_period_epochs)) return notExpected('reveal_period_epochs', Period.name, reveal_period_epochs)
  if (!Number.isFinite(block_seconds) || block_seconds <= 0) return notExpected('block_seconds', 'a number above 0', block_seconds)
  return Number.isFinite(now) ? null : notExpected('now', 'a finite number of seconds', now)
}

/**
 * The block in which a commit is revealed that the block after `current_block` includes, and the round to encrypt it to.
 *
 * If blocks take less than 2 seconds, the round may be published before the expected time of the block, by less than 6 seconds. Never use
 * a lower round than that of an earlier commit of your own: the commit whose round comes later is applied last.
 * Errors: `NotExpected` for a value out of its range, `EpochAhead`, `NeverDue` for tempo 0, `TooLate`; with a `spec`, `UnknownRuntime`, and
 * `UnsettledSafetyNet` for spec 432 to 458 where the schedule has no safety net.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { revealRound } from 'steelyard/chain'
 * const counters = { last_epoch_block: 10, pending_epoch_at: 0, subnet_epoch_index: 0, tempo: 50, blocks_since_last_step: 0 }
 * const schedule = { ...counters, current_block: 10 }
 * const options = { schedule, reveal_period_epochs: 1, block_seconds: 12, now: 1790000000 }
 * revealRound(options) // => right({ block: 60, round: 32399089 })
 * revealRound({ ...options, reveal_period_epochs: 0 }).left._tag // => 'NotExpected'
 * ```
 */
export const revealRound = (options: RevealOptions): Either<ScheduleError, Reveal> =>
  pipe(
    checkSchedule(options.schedule),
    chain((schedule) => (options.spec === undefined ? right(schedule) : withNetOf(options.spec)(schedule))),
    chain((schedule): Either<ScheduleError, Reveal> => {
      const error = checkOptions(options)
      if (error !== null) return left(error)
      const { block_seconds, now, reveal_period_epochs } = options
      const block = blockSeeing(schedule, seenNext(schedule) + reveal_period_epochs)
      // Doubles in this order, as the chain's client has it: another order rounds some fractions of a second otherwise.
      const seconds = now + (block + MARGIN_BLOCKS - schedule.current_block) * block_seconds - QUICKNET.genesis
      const round = Math.max(1, Math.floor(seconds / QUICKNET.period))
      return Number.isSafeInteger(block) && Number.isSafeInteger(round) ? right({ block, round }) : left({ _tag: 'TooLate', block })
    }),
  )

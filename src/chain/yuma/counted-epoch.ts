/**
 * The first epoch that reads a vector which counts from a later block: its block, the epochs before it, and the state in which it begins.
 *
 * With commit-reveal on, a vector counts from the block of its reveal; the row on chain counts until then. The epochs in between move permits and
 * bonds, so they are run too, on a state in which nothing else changes.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, isLeft, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { EpochSchedule } from '../schedule/epoch-schedule.js'
import { nextEpochDue } from '../schedule/next-epoch-due.js'
import { withNetOf } from '../schedule/schedule-rules.js'
import { nextModuloEpoch } from '../schedule/modulo-epochs.js'
import type { EpochInput } from './epoch-input.js'
import { resultOf } from './epoch-result.js'
import { rulingOf } from './rules.js'
import { stateAfter } from './run-epochs.js'
import { stagesOf } from './stages.js'
import type { YumaError } from './yuma-error.js'

/** When a vector counts, if it does not count in the epoch of the input's own block. */
export interface Counting {
  /** The first block whose epoch reads the vector: the block of its reveal, or the block after that of `set_weights`. */
  readonly counts_from: number
  /** Since spec 423: the subnet's schedule at the head of the chain. Before, the input's block is the head. */
  readonly schedule?: EpochSchedule
}

/** The blocks of epochs, from the head of the chain on. */
export interface CountedEpoch {
  /** The head of the chain; the vector is sent in the block after it. */
  readonly head: number
  /** The block of the first epoch that reads the vector. */
  readonly block: number
  /** The blocks of the epochs before it, which read the row on chain. */
  readonly before: readonly number[]
}

/** More epochs than this before a vector counts are refused. */
const MOST_BEFORE = 100

/** How to find the next epoch after the one in a block. */
type NextEpoch = (block: number) => Either<YumaError, number>

const byCounters =
  (schedule: EpochSchedule): NextEpoch =>
  (block) =>
    pipe(
      nextEpochDue(
        block === schedule.current_block
          ? schedule
          : { ...schedule, current_block: block, last_epoch_block: block, pending_epoch_at: 0, blocks_since_last_step: 0 },
      ),
      mapLeft((error): YumaError => ({ _tag: 'BadSchedule', path: 'schedule', error })),
    )

const byHeight =
  ({ netuid, tempo }: EpochInput): NextEpoch =>
  (block) => {
    const next = nextModuloEpoch(netuid, tempo)(block + 1)
    return next === null ? left({ _tag: 'BadSchedule', path: 'tempo', error: { _tag: 'NeverDue' } }) : right(next)
  }

/** The epoch that reads the vector, and those before it. */
export const countedEpoch = (spec: number, input: EpochInput, { counts_from, schedule }: Counting): Either<YumaError, CountedEpoch> => {
  const { epochsAreCounted } = rulingOf(spec)
  if (epochsAreCounted && schedule === undefined)
    return left({ _tag: 'Missing', path: 'schedule', expected: 'the schedule of the subnet, which tells when its epochs are due' })
  const scheduled = epochsAreCounted ? withNetOf(spec)(schedule!) : null
  if (scheduled !== null && isLeft(scheduled)) return left({ _tag: 'BadSchedule', path: 'schedule', error: scheduled.left })
  const counters = scheduled?.right
  const head = counters === undefined ? input.block : counters.current_block
  const refused = (expected: string): Either<YumaError, never> =>
    left({ _tag: 'Unexpected', path: 'counts_from', value: counts_from, expected })
  if (!Number.isSafeInteger(counts_from) || !(counts_from > head)) return refused(`a block after ${head}, the head of the chain`)
  const next = counters === undefined ? byHeight(input) : byCounters(counters)
  const before: number[] = []
  let found = next(head)
  while (!isLeft(found) && found.right < counts_from) {
    before.push(found.right)
    if (before.length > MOST_BEFORE) return refused(`a block with at most ${MOST_BEFORE} epochs before it`)
    found = next(found.right)
  }
  return pipe(
    found,
    chain((block) => right({ head, block, before })),
  )
}

/**
 * The state in which that epoch begins, after the epochs before it. `touch` changes the state of a block before its epoch, where the
 * block is not the first one.
 */
export const stateAtEpoch = (
  spec: number,
  first: EpochInput,
  { block, before }: Pick<CountedEpoch, 'block' | 'before'>,
  touch: (input: EpochInput) => EpochInput,
): EpochInput => {
  const input = before.reduce((state, at) => {
    const now = touch({ ...state, block: at })
    return stateAfter(now, resultOf(spec, stagesOf(spec, now)))
  }, first)
  return touch({ ...input, block })
}

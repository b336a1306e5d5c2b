/** The outcome of a submission is stored: whoever waited is told, and the validator waits for the next epoch, or tries again. */
import { Decimal } from '../../units/exact/decimal.js'
import { isLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Command } from '../command.js'
import type { When } from '../cycle.js'
import { failed, succeeded } from '../failures.js'
import { openGates } from '../lanes/gates.js'
import { keepTraces, traceRecords } from '../lanes/traces.js'
import type { Next } from '../move.js'
import { andThen, give, log, measure, raise, stay } from '../move.js'
import { firstWanted, secondsFrom } from '../pace.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import type { Consequences } from './consequences.js'
import { consequencesIn } from './consequences.js'
import { idle, look } from './enter.js'
import { settledRecord } from './outcome.js'
import { notSent, refused } from './retry.js'
import { watchAge } from './see.js'

/** A submission that the chain has since a block. */
type Confirmed = WeightSubmissionRecord & { readonly block: number }

const isConfirmed = (submission: WeightSubmissionRecord): submission is Confirmed =>
  submission.status === 'confirmed' && submission.block !== null

/** The measurement of a setting of weights. */
const weightsSet = ({ figures }: Consequences, block: number, { began, at }: When): Command =>
  measure({
    _tag: 'WeightsSet',
    burn_amount: figures.burn.amount,
    burn_percentage: Number(figures.burn.percentage),
    categories: figures.categories,
    miners_served: figures.miners_served,
    block,
    seconds: secondsFrom(began, at),
  })

/** Tells what was published. Where the consequences can't be read, this is told too: then they are not written. */
const tell = (when: When, submission: Confirmed): Next => {
  const { id, block } = submission
  const read = consequencesIn(submission)
  const follows = isLeft(read) ? null : read.right
  return give(
    ...(isLeft(read) ? [log({ _tag: 'ConsequencesUnreadable', submission: id, reasons: read.left })] : []),
    log({
      _tag: 'Published',
      submission: id,
      block,
      shares: follows?.shares ?? [],
      miners: follows?.figures.miners_served ?? 0,
      total_share: (follows?.shares ?? []).reduce((sum, { share }) => sum.plus(share), new Decimal(0)).toFixed(6),
    }),
    ...(follows === null ? [] : [weightsSet(follows, block, when)]),
  )
}

/** The traces of a submission that the chain has, as records. */
const tracesOf = (submission: Confirmed) => {
  const read = consequencesIn(submission)
  return isLeft(read) || read.right === null ? [] : traceRecords(read.right.traces, submission, submission.block)
}

/** Tells of a commit when it is expected to be in force. */
const tellCommitted = ({ id: submission, block, reveal_block, reveal_round }: Confirmed): Next =>
  reveal_block === null || reveal_round === null
    ? stay
    : give(
        log({ _tag: 'Committed', submission, block, reveal_block, reveal_round }),
        measure({ _tag: 'WeightsCommitted', block, reveal_block }),
      )

const confirmed =
  (when: When, submission: Confirmed): Next =>
  (state) => {
    const { block } = submission
    const seen = state.seen === null ? null : { ...state.seen, last_update: Math.max(block, state.seen.last_update) }
    const last = settledRecord(submission)
    const awaited = last.reveal === 'awaited' ? [...state.awaited, last] : state.awaited
    return pipe(
      tell(when, submission)({ ...state, seen, last, awaited, redo: false, anchor: state.anchor ?? { block, at: when.at } }),
      andThen(tellCommitted(submission)),
      andThen(succeeded('publishing')),
      andThen(watchAge),
      andThen(openGates({ _tag: 'Published', block })),
      andThen(keepTraces(tracesOf(submission))),
      andThen((s) => idle(firstWanted(s))(s)),
    )
  }

const NEVER_TAKEN = 'the chain never took it'

const lost =
  ({ id, valid_until }: WeightSubmissionRecord): Next =>
  (state) =>
    pipe(
      stay(state, log({ _tag: 'Lost', submission: id, valid_until }), measure({ _tag: 'WeightsFailed', origin: 'publishing' })),
      andThen(failed({ port: 'publishing', error: 'Lost', message: NEVER_TAKEN })),
      andThen(openGates({ _tag: 'NotPublished', reason: NEVER_TAKEN })),
      andThen(look),
    )

/** Somebody else sets weights with this key: nothing is written as ours, and the next weights follow theirs. */
const superseded =
  (submission: WeightSubmissionRecord): Next =>
  (state) => {
    const reason = submission.error ?? ''
    return pipe(
      stay(
        state,
        raise({ _tag: 'Superseded', submission: submission.id, reason }),
        measure({ _tag: 'WeightsFailed', origin: 'publishing' }),
      ),
      andThen(openGates({ _tag: 'NotPublished', reason })),
      andThen(look),
    )
  }

const follow = (when: When, submission: WeightSubmissionRecord): Next => {
  const error = submission.error ?? ''
  if (isConfirmed(submission)) return confirmed(when, submission)
  switch (submission.status) {
    case 'superseded':
      return superseded(submission)
    case 'not_sent':
      return notSent(when, error)
    case 'refused':
      return refused(when, [error])
    default:
      return lost(submission)
  }
}

/** The outcome is stored. */
export const settled =
  (when: When, submission: WeightSubmissionRecord): Next =>
  (state) =>
    pipe(state, succeeded('storage'), andThen(follow(when, submission)))

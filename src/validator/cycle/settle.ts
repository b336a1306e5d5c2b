/** The outcome of a submission is stored: whoever waited is told, and the validator waits for the next epoch, or tries again. */
import type { Policy } from '../../policy/policy.js'
import { Instant, secondsBetween } from '../../units/time/instant.js'
import { isRight } from 'fp-ts/lib/Either.js'
import { idle, look } from '../asking.js'
import { failed, succeeded } from '../failures.js'
import { openGates } from '../lanes/gates.js'
import type { Move } from '../move.js'
import { log, measure, raise, stay, andThen } from '../move.js'
import { watchAge } from '../network.js'
import { refused } from './not-published.js'
import { firstWanted } from '../pace.js'
import { consequencesIn, settledRecord } from './settlement.js'
import type { ValidatorState } from '../state.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import { keepTraces } from '../lanes/tracing.js'

/** Seconds from one instant to another, in text; 0 where either can't be read. */
const secondsFrom = (from: string, to: string): number => {
  const [a, b] = [Instant.decode(from), Instant.decode(to)]
  return isRight(a) && isRight(b) ? secondsBetween(a.right, b.right).toNumber() : 0
}

/** Before a submission is sent: was its preparation slower than it should be? */
export const watchPace = (state: ValidatorState, began: string, at: string): Move => {
  const [seconds, limit] = [secondsFrom(began, at), state.settings.thresholds.cycle_seconds]
  return seconds > limit ? stay(state, raise({ _tag: 'PerformanceDegraded', seconds, limit })) : stay(state)
}

const confirmed = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  submission: WeightSubmissionRecord,
  block: number,
  began: string,
  at: string,
): Move => {
  const follows = consequencesIn(submission)
  const seen = state.seen === null ? null : { ...state.seen, last_update: Math.max(block, state.seen.last_update) }
  const after = { ...state, seen, last: settledRecord(submission) }
  const shares = follows?.shares ?? []
  const told = stay(
    after,
    log({
      _tag: 'Published',
      submission: submission.id,
      block,
      shares,
      miners: follows?.figures.miners_served ?? 0,
      total_share: '1.000000',
    }),
    ...(follows === null
      ? []
      : [
          measure({
            _tag: 'WeightsSet',
            burn_amount: follows.figures.burn.amount,
            burn_percentage: Number(follows.figures.burn.percentage),
            categories: follows.figures.categories,
            miners_served: follows.figures.miners_served,
            block,
            seconds: secondsFrom(began, at),
          }),
        ]),
  )
  const known = andThen(
    andThen(told, (s) => succeeded(s, 'publishing')),
    watchAge,
  )
  return andThen(
    andThen(
      andThen(known, (s) => openGates(s, { _tag: 'Published', block })),
      (s) => keepTraces(s, submission, block),
    ),
    (s) => idle(s, firstWanted(policy, s)),
  )
}

const NEVER_TAKEN = 'the chain never took it'

const lost = (state: ValidatorState, { id, valid_until }: WeightSubmissionRecord): Move => {
  const told = stay(state, log({ _tag: 'Lost', submission: id, valid_until }), measure({ _tag: 'WeightsFailed', origin: 'publishing' }))
  const counted = andThen(told, (s) => failed(s, { port: 'publishing', error: 'Lost', message: NEVER_TAKEN }))
  return andThen(
    andThen(counted, (s) => openGates(s, { _tag: 'NotPublished', reason: NEVER_TAKEN })),
    look,
  )
}

export const settled = <C>(policy: Policy<C>, state: ValidatorState, submission: WeightSubmissionRecord, began: string, at: string): Move =>
  andThen(succeeded(state, 'storage'), (s) => {
    if (submission.status === 'confirmed' && submission.block !== null) return confirmed(policy, s, submission, submission.block, began, at)
    return submission.error === null ? lost(s, submission) : refused(policy, s, [submission.error], at)
  })

/**
 * What happens when something fails: the cycle stops, and begins again after a while. The longer the row of failures, the longer the while,
 * and never longer than an interval.
 */
import { pipe } from 'fp-ts/lib/function.js'
import type { Problem } from '../../policy/problem.js'
import type { When } from '../cycle.js'
import type { Failure } from '../failures.js'
import { failed, retryAt, TOO_MANY } from '../failures.js'
import { storeChange } from '../lanes/config.js'
import { openAllGates, openGates } from '../lanes/gates.js'
import type { Move, Next } from '../move.js'
import { andThen, give, log, measure, raise, stay } from '../move.js'
import { intervalSeconds } from '../pace.js'
import type { Again, Stage } from '../stage.js'
import type { ValidatorState } from '../state.js'
import { inquire, look, read, restore, settle } from './enter.js'

/** Where a cycle goes on after a failure in a stage. Where it is in doubt what was written, the store is read again. */
const againAfter = (stage: Stage): Again => {
  switch (stage._tag) {
    case 'Restoring':
    case 'Leasing':
    case 'Founding':
    case 'Recording':
      return { _tag: 'Restore' }
    case 'Submitting':
      return { _tag: 'Inquire', submission: stage.submission, error: null, included: null, began: stage.began }
    case 'Inquiring':
      return { _tag: 'Inquire', submission: stage.submission, error: stage.error, included: stage.included, began: stage.began }
    case 'Settling':
      return { _tag: 'Settle', submission: stage.submission, began: stage.began }
    default:
      return { _tag: 'Look' }
  }
}

/** Counts a failure, and stops the cycle until it is time to try again. */
const waitAfter =
  (failure: Failure, again: Again, at: string): Next =>
  (state) => {
    const { port } = failure
    const wait = (counted: ValidatorState): Move => {
      const [time, drawn] = retryAt({ port, at, within: intervalSeconds(counted) })(counted)
      const retrying = log({ _tag: 'Retrying', lane: 'cycle', ...failure, at: time, failures: counted.failures[port] })
      return stay({ ...drawn, stage: { _tag: 'Waiting', at: time, again } }, retrying, { _tag: 'RetryAt', lane: 'cycle', at: time })
    }
    return pipe(state, failed(failure), andThen(wait))
  }

/** After too many failures nobody is left waiting to publish. */
const letGo =
  ({ port, message }: Failure): Next =>
  (state) =>
    state.failures[port] >= TOO_MANY ? openAllGates(message)(state) : stay(state)

/**
 * The command that the cycle waited for failed. Where the prover fails, the validator goes on with the results that are stored: they become
 * too old by themselves. Where a submission is under way, its outcome opens the gates.
 */
export const stageFailed =
  (when: When, failure: Failure): Next =>
  (state) => {
    if (state.stage._tag === 'Collecting')
      return pipe(state, failed(failure), andThen(give(log({ _tag: 'LateFailure', ...failure }))), andThen(read(when)))
    const again = againAfter(state.stage)
    const waiting = waitAfter(failure, again, when.at)(state)
    // A change of config may have waited for what failed.
    return again._tag === 'Look' ? pipe(waiting, andThen(letGo(failure)), andThen(storeChange)) : waiting
  }

/** The cycle goes on with what it waited for. */
export const resume =
  (again: Again, at: string): Next =>
  (state) => {
    switch (again._tag) {
      case 'Restore':
        return restore(state)
      case 'Look':
        return look(state)
      case 'Inquire': {
        const { submission, error, included, began } = again
        return inquire({ submission, from: state.head ?? 0, error, included, began })(state)
      }
      case 'Settle':
        return settle(again.submission, { began: again.began, at })(state)
    }
  }

/** A cycle ends without weights: whoever waits is told why, and the next cycle begins later. */
const giveUp =
  (failure: Failure, at: string): Next =>
  (state) =>
    pipe(
      stay(state, measure({ _tag: 'WeightsFailed', origin: failure.port })),
      andThen(openGates({ _tag: 'NotPublished', reason: failure.message })),
      andThen(waitAfter(failure, { _tag: 'Look' }, at)),
    )

/** Nothing was sent. */
export const notSent =
  ({ at }: When, error: string): Next =>
  (state) =>
    pipe(
      stay(state, raise({ _tag: 'WeightsNotSent', error })),
      andThen(giveUp({ port: 'publishing', error: 'NotSent', message: error }, at)),
    )

/** The chain refuses these weights, or would. */
export const refused =
  ({ at }: When, errors: readonly string[]): Next =>
  (state) =>
    pipe(
      stay(state, log({ _tag: 'Refused', errors }), raise({ _tag: 'WeightsRefused', errors })),
      andThen(giveUp({ port: 'publishing', error: 'Refused', message: errors.join('; ') }, at)),
    )

/** The policy gives no decision, or one that can't be stored. */
export const notDecided =
  ({ at }: When, reasons: readonly Problem[]): Next =>
  (state) =>
    pipe(
      stay(state, log({ _tag: 'NotDecided', reasons }), raise({ _tag: 'CalculationFailed', reasons })),
      andThen(giveUp({ port: 'policy', error: 'NotDecided', message: reasons.map(({ message }) => message).join('; ') }, at)),
    )

/** A command failed, or took too long: what waited for it goes on in another way, or waits and tries again. */
import type { Policy } from '../../policy/policy.js'
import { read } from '../asking.js'
import { cleanUpFailed } from '../lanes/cleaning.js'
import { changeFailed } from '../lanes/config.js'
import type { ValidatorEvent } from '../event.js'
import type { Failure } from '../failures.js'
import { failed, TOO_MANY, waitAfter } from '../failures.js'
import { openAllGates } from '../lanes/gates.js'
import { tracesFailed } from '../lanes/tracing.js'
import { windowBefore } from './look.js'
import type { Move } from '../move.js'
import { log, stay, andThen } from '../move.js'
import { intervalSeconds } from '../pace.js'
import type { Again, Stage, ValidatorState } from '../state.js'

/** What a stage begins anew with. In doubt about what was written, the store is read again. */
const againAfter = (stage: Stage): Again => {
  switch (stage._tag) {
    case 'Restoring':
    case 'Founding':
    case 'Recording':
      return { _tag: 'Restore' }
    case 'Submitting':
      return { _tag: 'Inquire', submission: stage.submission, error: null, began: stage.began }
    case 'Inquiring':
      return { _tag: 'Inquire', submission: stage.submission, error: stage.error, began: stage.began }
    case 'Settling':
      return { _tag: 'Settle', submission: stage.submission, began: stage.began }
    default:
      return { _tag: 'Look' }
  }
}

/** The cycle's own command failed. Without its prover a validator goes on with the results that it has: they grow old by themselves. */
export const stageFailed = <C>(policy: Policy<C>, state: ValidatorState, failure: Failure, at: string): Move => {
  const { stage } = state
  if (stage._tag !== 'Collecting') {
    const again = againAfter(stage)
    const waiting = waitAfter(state, failure, again, at, intervalSeconds(policy, state))
    // A submission under way has its own end; before one, nobody waits for ever.
    return andThen(waiting, (s) =>
      again._tag === 'Look' && s.failures[failure.port] >= TOO_MANY ? openAllGates(s, failure.message) : stay(s),
    )
  }
  return andThen(
    andThen(failed(state, failure), (s) => stay(s, log({ _tag: 'LateFailure', ...failure }))),
    (s) => read(s, windowBefore(policy, s, at), stage.began),
  )
}

export const commandFailed = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  { id, port, error, message }: Extract<ValidatorEvent, { readonly _tag: 'Failed' }>,
  at: string,
): Move => {
  const failure = { port, error, message }
  if (state.changing === id) return changeFailed(state, failure, at)
  if (state.cleaning === id) return cleanUpFailed(state, failure, at)
  if (state.tracing?.id === id) return tracesFailed(state, failure)
  if ('id' in state.stage && state.stage.id === id) return stageFailed(policy, state, failure, at)
  return stay(state, log({ _tag: 'LateFailure', ...failure }))
}

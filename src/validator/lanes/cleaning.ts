/** Old records are removed once in a while: never twice at once, and again after an error. */
import type { Policy } from '../../policy/policy.js'
import { secondsLater } from '../../units/time/timestamp.js'
import type { Failure } from '../failures.js'
import { failed, retryAt, succeeded } from '../failures.js'
import type { Move } from '../move.js'
import { ask, log, stay, andThen } from '../move.js'
import { paceOf } from '../pace.js'
import { cleanUpWrites, traceCleanUp } from '../../storage/retention.js'
import type { ValidatorState } from '../state.js'
import { tracingOf } from './tracing.js'

/** Begins where it is time, and the store has been read. */
export const cleanUp = <C>(policy: Policy<C>, state: ValidatorState, at: string): Move => {
  const { netuid, hotkey, retention } = state.settings
  if (state.cleaning !== null || state.config === null || at < state.clean_at) return stay(state)
  // What the policy still looks back on is never old.
  const kept = { ...retention, results_hours: Math.max(retention.results_hours, paceOf(policy, state).window_hours + 24) }
  const tracing = tracingOf(policy, state)
  const traces = tracing === null ? [] : [traceCleanUp(netuid, hotkey, tracing.retention_days, at)]
  return ask(
    state,
    (id) => ({ _tag: 'Store', id, writes: [...cleanUpWrites(netuid, hotkey, kept, at), ...traces] }),
    (s, id) => ({ ...s, cleaning: id }),
  )
}

export const cleanedUp = <C>(policy: Policy<C>, state: ValidatorState, at: string): Move => {
  const hours = Math.min(state.settings.retention.clean_up_every_hours, tracingOf(policy, state)?.clean_up_hours ?? Infinity)
  const clean_at = secondsLater(hours * 3600)(at)
  return andThen(succeeded({ ...state, cleaning: null, clean_at }, 'storage'), (s) => stay(s, log({ _tag: 'CleanedUp' })))
}

export const cleanUpFailed = (state: ValidatorState, failure: Failure, at: string): Move =>
  andThen(failed({ ...state, cleaning: null }, failure), (s) => {
    const [clean_at, drawn] = retryAt(s, failure.port, at, s.settings.retention.clean_up_every_hours * 3600)
    return stay({ ...drawn, clean_at }, log({ _tag: 'LateFailure', ...failure }))
  })

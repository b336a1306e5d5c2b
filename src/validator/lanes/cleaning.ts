/** Old records are removed from time to time: one clean-up at a time, and soon again after a failure. */
import { pipe } from 'fp-ts/lib/function.js'
import { secondsLater } from '../../units/time/timestamp.js'
import type { Failure } from '../failures.js'
import { failed, retryAt, succeeded } from '../failures.js'
import type { Next } from '../move.js'
import { andThen, ask, give, log, stay } from '../move.js'
import { cleanUpWrites, traceCleanUp } from '../../storage/retention.js'

/** Begins a clean-up where it is time and the store has been read. */
export const cleanUp =
  (at: string): Next =>
  (state) => {
    const { netuid, hotkey, retention } = state.settings
    const { window_hours, tracing } = state.terms
    if (state.cleaning !== null || state.config === null || at < state.clean_at) return stay(state)
    // The results that the policy looks back on are kept, and a day more.
    const kept = { ...retention, results_hours: Math.max(retention.results_hours, window_hours + 24) }
    const traces = tracing === null ? [] : [traceCleanUp(netuid, hotkey, tracing.retention_days, at)]
    return pipe(
      state,
      ask(
        (id) => ({ _tag: 'Store', id, writes: [...cleanUpWrites(netuid, hotkey, kept, at), ...traces] }),
        (s, id) => ({ ...s, cleaning: id }),
      ),
    )
  }

/** A clean-up is done. */
export const cleanedUp =
  (at: string): Next =>
  (state) => {
    const hours = Math.min(state.settings.retention.clean_up_every_hours, state.terms.tracing?.clean_up_hours ?? Infinity)
    const clean_at = secondsLater(hours * 3600)(at)
    return pipe({ ...state, cleaning: null, clean_at }, succeeded('storage'), andThen(give(log({ _tag: 'CleanedUp' }))))
  }

/** A clean-up failed: the next one begins sooner than it would have. */
export const cleanUpFailed =
  (failure: Failure, at: string): Next =>
  (state) =>
    pipe(
      { ...state, cleaning: null },
      failed(failure),
      andThen((s) => {
        const within = s.settings.retention.clean_up_every_hours * 3600
        const [clean_at, drawn] = retryAt({ port: failure.port, at, within })(s)
        return stay({ ...drawn, clean_at }, log({ _tag: 'LateFailure', ...failure }))
      }),
    )

/**
 * Old records are removed from time to time: one clean-up at a time, and soon again after a failure.
 *
 * A clock that is wrong must not delete: what is old is judged by time, and whether the time can be true by the blocks that came since a block
 * of which the time is known. Where they disagree, nothing is removed, and an alert says so. Where the clock goes back, the next clean-up is
 * planned anew.
 */
import { pipe } from 'fp-ts/lib/function.js'
import { secondsLater } from '../../units/time/timestamp.js'
import type { Failure } from '../failures.js'
import { failed, retryAt, succeeded } from '../failures.js'
import type { Next } from '../move.js'
import { signerColumns } from '../../storage/signer.js'
import { andThen, ask, give, log, raise, stay } from '../move.js'
import type { ValidatorState } from '../state.js'
import { clockAhead } from '../time-by-blocks.js'
import { cleanUpWrites, traceCleanUp } from '../../storage/retention.js'

const everySeconds = ({ settings, terms }: ValidatorState): number =>
  3600 * Math.min(settings.retention.clean_up_every_hours, terms.tracing?.clean_up_hours ?? Infinity)

/** Whether it is time. A plan that lies further ahead than a whole period was made by another clock. */
const isDue = (at: string, state: ValidatorState): boolean => at >= state.clean_at || state.clean_at > secondsLater(everySeconds(state))(at)

const begin =
  (at: string): Next =>
  (state) => {
    const { settings, terms, last } = state
    const { hotkey, retention } = settings
    const { netuid } = signerColumns(settings)
    // The results that the policy looks back on are kept, and a day more.
    const kept = { ...retention, results_hours: Math.max(retention.results_hours, terms.window_hours + 24) }
    const traces = terms.tracing === null ? [] : [traceCleanUp(netuid, hotkey, terms.tracing.retention_days, at)]
    const writes = [...cleanUpWrites({ netuid, hotkey, retention: kept, now: at, last_settled: last?.settled_at ?? null }), ...traces]
    return ask(
      (id) => ({ _tag: 'Store', id, writes }),
      (s, id) => ({ ...s, cleaning: id }),
    )(state)
  }

/** Begins a clean-up where it is time, the store has been read, and the clock can be right. */
export const cleanUp =
  (at: string): Next =>
  (state) => {
    if (state.cleaning !== null || state.config === null || !isDue(at, state)) return stay(state)
    const seconds = clockAhead(at, state)
    const unclean = seconds > 0
    const told = unclean === state.unclean ? [] : [raise({ _tag: 'CleanUpStopped', seconds, over: !unclean })]
    return pipe(stay({ ...state, unclean }, ...told), andThen(unclean ? stay : begin(at)))
  }

/** A clean-up is done. */
export const cleanedUp =
  (at: string, removed: number): Next =>
  (state) =>
    pipe(
      { ...state, cleaning: null, clean_at: secondsLater(everySeconds(state))(at) },
      succeeded('storage'),
      andThen(give(log({ _tag: 'CleanedUp', removed }))),
    )

/** A clean-up failed: the next one begins sooner than it would have. */
export const cleanUpFailed =
  (failure: Failure, at: string): Next =>
  (state) =>
    pipe(
      { ...state, cleaning: null },
      failed(failure),
      andThen((s) => {
        const [clean_at, drawn] = retryAt({ port: failure.port, at, within: everySeconds(s) })(s)
        return stay({ ...drawn, clean_at }, raise({ _tag: 'CleanUpFailed', error: `${failure.error}: ${failure.message}` }))
      }),
    )

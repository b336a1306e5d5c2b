/**
 * The heartbeat: beside the cycle, a process renews its lease, and looks after what only time can show: a chain that stands still, and a
 * submission whose outcome is not known long after its life is over.
 */
import { pipe } from 'fp-ts/lib/function.js'
import { secondsLater } from '../../units/time/timestamp.js'
import { end } from '../cycle/stop.js'
import type { Failure } from '../failures.js'
import { failed, succeeded } from '../failures.js'
import { fenced, MOST_STILL } from '../lease.js'
import type { Next } from '../move.js'
import { andThen, ask, log, raise, stay } from '../move.js'
import { secondsFrom } from '../pace.js'
import { watchOverdue } from './overdue.js'

/** Raises an alert where the height of the chain has not grown for too long, and when it grows again. */
export const watchStall =
  (at: string): Next =>
  (state) => {
    const { sighted, head, settings } = state
    if (sighted === null) return stay(state)
    // The height is asked for no more often than this.
    const limit = Math.max(settings.thresholds.stalled_seconds, 2 * settings.heartbeat_blocks * settings.block_seconds)
    const seconds = Math.floor(secondsFrom(sighted.at, at))
    const stalled = seconds > limit
    return stalled === state.stalled
      ? stay(state)
      : stay({ ...state, stalled }, raise({ _tag: 'ChainStalled', head, seconds, over: !stalled }))
  }

/** Renews the lease, one renewal at a time. */
const renew =
  (at: string): Next =>
  (state) => {
    // The cycle renews the lease with what it writes.
    const isRenewing = state.stage._tag === 'Recording' || state.stage._tag === 'Settling' || state.stage._tag === 'Founding'
    if (state.lease === null || state.beating !== null || isRenewing) return stay(state)
    const [writes, renewed] = fenced([], at)(state)
    return ask(
      (id) => ({ _tag: 'Store', id, writes }),
      (s, id) => ({ ...s, beating: id, beaten: s.lease }),
    )(renewed)
  }

/** A heartbeat, and the next one is awaited. */
export const beat =
  (at: string): Next =>
  (state) =>
    pipe(
      stay(state, { _tag: 'RetryAt', lane: 'beat', at: secondsLater(state.settings.beat_seconds)(at) }),
      andThen(renew(at)),
      andThen(watchStall(at)),
      andThen(watchOverdue(at)),
    )

/** The lease is renewed. */
export const beaten: Next = (state) => {
  const known = { ...state, beating: null, missed: 0, conflicts: 0 }
  return state.missed > 0 ? succeeded('storage')(known) : stay(known)
}

/** The lease could not be renewed. Where another process has it, this one stops. */
export const beatFailed =
  (failure: Failure): Next =>
  (state) => {
    const conflicts = failure.error === 'Conflict' ? state.conflicts + 1 : 0
    const known = { ...state, beating: null, missed: state.missed + 1, conflicts }
    // A conflict may be with a renewal of our own that came late, where one failed before or another was begun since. Nothing is sent
    // meanwhile, since an intent needs the lease.
    const isAlone = state.missed === 0 && state.failures.storage === 0 && state.lease === state.beaten
    if (conflicts >= MOST_STILL || (conflicts > 0 && isAlone)) return end({ _tag: 'LeaseLost', holder: null })(known)
    return pipe(stay(known, log({ _tag: 'LateFailure', ...failure })), andThen(failed(failure)))
  }

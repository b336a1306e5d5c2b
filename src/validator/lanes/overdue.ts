/** A submission whose outcome is not known long after its life is over. This is told once, and once more when it is known. */
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import type { Next } from '../move.js'
import { raise, stay } from '../move.js'
import { secondsFrom } from '../pace.js'
import type { Stage } from '../stage.js'

/** A submission is overdue when twice the time of its life and of its confirmations has passed, and so many seconds more. */
const GRACE_SECONDS = 120

/** The submission whose outcome is awaited, or null. */
export const awaitedIn = (stage: Stage): WeightSubmissionRecord | null => {
  if (stage._tag === 'Inquiring' || stage._tag === 'Settling') return stage.submission
  return stage._tag === 'Waiting' && 'submission' in stage.again ? stage.again.submission : null
}

/** Raises the alert that the outcome of a submission should be known by now. */
export const overdue =
  ({ id, valid_until }: Pick<WeightSubmissionRecord, 'id' | 'valid_until'>): Next =>
  (state) =>
    state.overdue === id
      ? stay(state)
      : stay({ ...state, overdue: id }, raise({ _tag: 'SubmissionOverdue', submission: id, valid_until, over: false }))

/** Raises an alert where the outcome of a submission is not known in time, and when it is known. */
export const watchOverdue =
  (at: string): Next =>
  (state) => {
    const { settings, stage } = state
    const submission = awaitedIn(stage)
    if (state.overdue !== null && submission?.id !== state.overdue)
      return stay({ ...state, overdue: null }, raise({ _tag: 'SubmissionOverdue', submission: state.overdue, valid_until: 0, over: true }))
    if (submission === null) return stay(state)
    const life = 2 * (settings.mortality_blocks + settings.confirmations) * settings.block_seconds + GRACE_SECONDS
    return secondsFrom(submission.decided_at, at) > life ? overdue(submission)(state) : stay(state)
  }

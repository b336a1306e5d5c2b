/** The intent is stored, so the weights are sent; then the chain answers. Only a refusal before any block is final: the chain is asked about the rest. */
import { isRight } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { storableText } from '../../units/text/storable-text.js'
import type { Cycle, When } from '../cycle.js'
import type { ValidatorEvent } from '../event.js'
import { succeeded } from '../failures.js'
import { storeChange } from '../lanes/config.js'
import type { Next } from '../move.js'
import { andThen, log, raise, stay } from '../move.js'
import { secondsFrom } from '../pace.js'
import type { Stage } from '../state.js'
import { termsOf } from '../terms.js'
import type { ConfigChangeRecord } from '../../storage/tables.js'
import { inquireFrom, settle, submit } from './enter.js'

type Recording = Extract<Stage, { readonly _tag: 'Recording' }>
type Submitting = Extract<Stage, { readonly _tag: 'Submitting' }>
type Answer = Extract<
  ValidatorEvent,
  { readonly _tag: 'SubmissionConfirmed' | 'SubmissionRefused' | 'SubmissionNotSent' | 'SubmissionUnknown' }
>

/** A config comes into force, and its terms with it. */
const apply =
  <C>({ policy, config }: Cycle<C>, applies: ConfigChangeRecord): Next =>
  (state) => {
    const read = config(applies.document)
    const terms = isRight(read) ? termsOf(policy)(read.right) : state.terms
    return stay({ ...state, config: applies, pending: null, terms }, log({ _tag: 'ConfigApplied', block: applies.applied_block ?? 0 }))
  }

/** Before weights are sent: an alert is raised where their preparation took too long. */
const watchPace =
  ({ began, at }: When): Next =>
  (state) => {
    const [seconds, limit] = [secondsFrom(began, at), state.settings.thresholds.cycle_seconds]
    return seconds > limit ? stay(state, raise({ _tag: 'PerformanceDegraded', seconds, limit })) : stay(state)
  }

/** The intent is stored: the weights are sent. */
export const recorded =
  <C>(cycle: Cycle<C>, { submission, applies }: Recording): Next =>
  (state) => {
    const { id, uids, valid_until, held } = submission
    return pipe(
      applies === null ? stay(state) : apply(cycle, applies)(state),
      andThen((s) => stay(s, log({ _tag: 'Submitting', submission: id, entries: uids.length, valid_until, held }))),
      andThen(succeeded('storage')),
      andThen(watchPace(cycle)),
      andThen(submit(submission, cycle)),
      andThen(storeChange),
    )
  }

/** The chain answered, or said nothing in time. */
export const answered =
  ({ began, at }: When, { submission }: Submitting, event: Answer): Next =>
  (state) => {
    /** The block at which the outcome is certain. No block after the last valid one has the submission, whatever the answer says. */
    const deepUnder = (block: number): number =>
      (block >= 0 && block < submission.valid_until ? block : submission.valid_until) + state.settings.confirmations
    switch (event._tag) {
      case 'SubmissionConfirmed':
        return inquireFrom({ submission, from: deepUnder(event.block), error: null, began })(state)
      case 'SubmissionRefused': {
        const error = storableText(event.error)
        return event.block === null
          ? settle({ ...submission, status: 'refused', error, settled_at: at }, { began })(state)
          : inquireFrom({ submission, from: deepUnder(event.block), error, began })(state)
      }
      case 'SubmissionNotSent':
        return settle({ ...submission, status: 'refused', error: storableText(event.error), settled_at: at }, { began })(state)
      case 'SubmissionUnknown':
        return pipe(
          stay(state, log({ _tag: 'Unanswered', submission: submission.id, error: event.error })),
          andThen(inquireFrom({ submission, from: submission.decided_block + 1, error: null, began })),
        )
    }
  }

/** The intent is stored, so the weights are sent; then the chain answers. Only what was never sent is settled at once: the chain is asked about the rest. */
import { chain, getOrElse } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { storableText } from '../../units/text/storable-text.js'
import type { Cycle, When } from '../cycle.js'
import type { ValidatorEvent } from '../event.js'
import { succeeded } from '../failures.js'
import { storeChange } from '../lanes/config.js'
import type { Next } from '../move.js'
import { andThen, log, raise, stay } from '../move.js'
import { secondsFrom } from '../pace.js'
import type { Stage } from '../stage.js'
import { termsOf } from '../terms.js'
import { settledAt } from '../time-by-blocks.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from '../../storage/tables.js'
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
    const terms = pipe(
      config(applies.document),
      chain(termsOf(policy)),
      getOrElse(() => state.terms),
    )
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

/** A block that may include a submission. An answer that names another one can't be true. */
const mayInclude = ({ decided_block, valid_until }: WeightSubmissionRecord, block: number): boolean =>
  block > decided_block && block <= valid_until

/** The chain answered, or said nothing in time. What it answered is only a hint where to look: the chain itself is asked. */
export const answered =
  ({ began, at }: When, { submission }: Submitting, event: Answer): Next =>
  (state) => {
    const { id, decided_block, valid_until } = submission
    /** Asks from the block on at which the outcome should be certain; where the answer can't be true, from the next block on. */
    const ask = (block: number, error: string | null): Next => {
      if (mayInclude(submission, block))
        return inquireFrom({
          submission,
          from: block + state.settings.confirmations,
          error,
          included: error === null ? block : null,
          began,
        })
      const doubt = raise({
        _tag: 'ImplausibleAnswer',
        port: 'chain',
        reason: `block ${block} can't include submission ${id}, valid up to ${valid_until}`,
      })
      return (s) => pipe(stay(s, doubt), andThen(inquireFrom({ submission, from: decided_block + 1, error, included: null, began })))
    }
    switch (event._tag) {
      case 'SubmissionConfirmed':
        return ask(event.block, null)(state)
      case 'SubmissionRefused': {
        const error = storableText(event.error)
        // A pool that refused a call may have handed it on before.
        if (event.block === null) return inquireFrom({ submission, from: decided_block + 1, error, included: null, began })(state)
        return ask(event.block, error)(state)
      }
      case 'SubmissionNotSent':
        return settle(
          { ...submission, status: 'not_sent', error: storableText(event.error), settled_at: settledAt(at, state) },
          { began, at },
        )(state)
      case 'SubmissionUnknown':
        return pipe(
          stay(state, log({ _tag: 'Unanswered', submission: id, error: event.error })),
          andThen(inquireFrom({ submission, from: decided_block + 1, error: null, included: null, began })),
        )
    }
  }

/** What the chain answered to a submission. Only a refusal before any block is the last word; the rest is asked after. */
import { storableText } from '../../units/text/storable-text.js'
import { inquireFrom, settle } from '../asking.js'
import type { ValidatorEvent } from '../event.js'
import type { Move } from '../move.js'
import { andThen, log, stay } from '../move.js'
import type { Stage, ValidatorState } from '../state.js'

type Answer = Extract<ValidatorEvent, { readonly _tag: 'SubmissionConfirmed' | 'SubmissionRefused' | 'SubmissionUnknown' }>

export const answered = (
  state: ValidatorState,
  { submission, began }: Extract<Stage, { readonly _tag: 'Submitting' }>,
  event: Answer,
  at: string,
): Move => {
  /** No block after its last one has it, whatever the answer says. */
  const deepUnder = (block: number): number =>
    (block >= 0 && block < submission.valid_until ? block : submission.valid_until) + state.settings.confirmations
  switch (event._tag) {
    case 'SubmissionConfirmed':
      return inquireFrom(state, submission, deepUnder(event.block), null, began)
    case 'SubmissionRefused':
      return event.block === null
        ? settle(state, { ...submission, status: 'refused', error: storableText(event.error), settled_at: at }, began)
        : inquireFrom(state, submission, deepUnder(event.block), storableText(event.error), began)
    case 'SubmissionUnknown':
      return andThen(stay(state, log({ _tag: 'Unanswered', submission: submission.id, error: event.error })), (s) =>
        inquireFrom(s, submission, submission.decided_block + 1, null, began),
      )
  }
}

/** What the chain answered to a submission. Only a refusal before any block is the last word; the rest is asked after. */
import { inquireFrom, settle } from './asking.js'
import type { ValidatorEvent } from './event.js'
import type { Move } from './move.js'
import type { Stage, ValidatorState } from './state.js'

type Answer = Extract<ValidatorEvent, { readonly _tag: 'SubmissionConfirmed' | 'SubmissionRefused' | 'SubmissionUnknown' }>

export const answered = (state: ValidatorState, { submission, began }: Extract<Stage, { readonly _tag: 'Submitting' }>, event: Answer, at: string): Move => {
  /** No block after its last one has it, whatever the answer says. */
  const deepUnder = (block: number): number => (block >= 0 && block < submission.valid_until ? block : submission.valid_until) + state.settings.confirmations
  switch (event._tag) {
    case 'SubmissionConfirmed':
      return inquireFrom(state, submission, deepUnder(event.block), null, began)
    case 'SubmissionRefused':
      return event.block === null
        ? settle(state, { ...submission, status: 'refused', error: event.error, settled_at: at }, began)
        : inquireFrom(state, submission, deepUnder(event.block), event.error, began)
    case 'SubmissionUnknown':
      return inquireFrom(state, submission, submission.decided_block + 1, null, began)
  }
}

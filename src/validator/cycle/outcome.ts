/** What is written of the outcome of a submission, all in one batch: the journal's line, and what follows where the chain has it. */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Write } from '../../storage/port.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import { consequencesIn } from './consequences.js'

/** The submission as it stands in the journal once it is settled. */
export const settledRecord = (submission: WeightSubmissionRecord): WeightSubmissionRecord => ({
  ...submission,
  consequences: null,
  reveal: submission.commit !== null && submission.status === 'confirmed' ? 'awaited' : null,
})

/** The writes that settle a submission. Where its consequences can't be read, the journal's line is all that is written. */
export const settlementOf = (submission: WeightSubmissionRecord): readonly Write[] => {
  const { netuid, validator_hotkey, status, block, settled_at } = submission
  const line: Write = { _tag: 'Put', table: 'weight_submissions', records: [settledRecord(submission)] }
  if (status !== 'confirmed' || block === null || settled_at === null) return [line]
  const read = consequencesIn(submission)
  if (isLeft(read) || read.right === null) return [line]
  const { metrics, entries, next } = read.right
  const set = { weight_set_block: block, timestamp: settled_at }
  return [
    line,
    { _tag: 'Put', table: 'emission_metrics', records: [{ ...metrics, ...set }] },
    { _tag: 'Put', table: 'weight_allocation_history', records: entries.map((entry) => ({ ...entry, ...set })) },
    {
      _tag: 'Put',
      table: 'validator_state',
      records: [{ netuid, validator_hotkey, name: 'next', document: next, updated_at: settled_at }],
    },
  ]
}

/** What is written of the outcome of a submission, all in one batch: the journal's line, and what follows where the chain has it. */
import type { Consequences } from './intent.js'
import type { Write } from '../../storage/port.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'

/** What follows from a submission; null for a vector that was sent again, and for one that is settled. */
export const consequencesIn = ({ consequences }: WeightSubmissionRecord): Consequences | null =>
  // Written by ourselves, and nobody else writes there.
  consequences as Consequences | null

/** The submission as it stands in the journal once settled. */
export const settledRecord = (submission: WeightSubmissionRecord): WeightSubmissionRecord => ({ ...submission, consequences: null })

export const settlementOf = (submission: WeightSubmissionRecord): readonly Write[] => {
  const { netuid, validator_hotkey, status, block, settled_at } = submission
  const line: Write = { _tag: 'Put', table: 'weight_submissions', records: [settledRecord(submission)] }
  const follows = consequencesIn(submission)
  if (status !== 'confirmed' || follows === null || block === null || settled_at === null) return [line]
  const set = { weight_set_block: block, timestamp: settled_at }
  return [
    line,
    { _tag: 'Put', table: 'emission_metrics', records: [{ ...follows.metrics, ...set }] },
    { _tag: 'Put', table: 'weight_allocation_history', records: follows.entries.map((entry) => ({ ...entry, ...set })) },
    {
      _tag: 'Put',
      table: 'validator_state',
      records: [{ netuid, validator_hotkey, name: 'next', document: follows.next, updated_at: settled_at }],
    },
  ]
}

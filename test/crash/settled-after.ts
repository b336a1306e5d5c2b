/** Whether a moment is the one at which a submission that was decided after some block stands in the journal as confirmed. */
import type { Write } from '../../src/storage/port.js'
import type { Moment } from './moments.js'

export const settledAfter =
  (block: number) =>
  (moment: Moment, batch: readonly Write[] = []): boolean =>
    moment === 'kept settlement' &&
    batch.some(
      (write) =>
        write._tag === 'Put' &&
        write.table === 'weight_submissions' &&
        write.records.some(({ status, decided_block }) => status === 'confirmed' && decided_block > block),
    )

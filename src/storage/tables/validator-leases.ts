import type { RecordOf } from './column.js'
import { amount, count, hotkey, orNull, text, timestamp } from './column.js'
import { table } from './table.js'

/**
 * Which process runs a validator. A process renews its lease again and again; one whose counter stands still is dead, and its lease may be
 * taken over. So two processes with one key never work on one store.
 */
export const validatorLeases = table({
  columns: {
    /** The subnet. */
    netuid: count,
    /** The validator. */
    validator_hotkey: hotkey,
    /** The process that runs it. */
    holder: text,
    /** It grows with every renewal. */
    counter: count,
    /** Seconds from one renewal to the next. */
    beat_seconds: amount,
    /** When it was renewed, by the clock of the holder. */
    beaten_at: timestamp,
    /** The newest block that the holder knows, or null. */
    head: orNull(count),
    /** When the holder first saw this block, by its clock, or null. */
    head_at: orNull(timestamp),
    /** The block that should include the next weights, or null where it is not known. */
    next_block: orNull(count),
    /** What keeps the next weights from coming sooner, or null. */
    limited_by: orNull(text),
  },
  key: ['netuid', 'validator_hotkey'],
  order: 'beaten_at',
  kept: 'for ever',
  isTransient: true,
})

/** Which process runs a validator. */
export type ValidatorLeaseRecord = RecordOf<typeof validatorLeases.columns>

/** Why a schedule does not give a block or a round: as data and as messages. */
import { quote } from '../../units/text/quote.js'

/** Why the block of an epoch, or the round of a commit, can't be known. */
export type ScheduleError =
  /** A value that is not what `expected` says. */
  | { readonly _tag: 'NotExpected'; readonly field: string; readonly expected: string; readonly value: unknown }
  /** The last epoch is later than the block whose state the schedule is. */
  | { readonly _tag: 'EpochAhead'; readonly last_epoch_block: number; readonly current_block: number }
  /** The tempo is 0: the subnet never has an epoch. */
  | { readonly _tag: 'NeverDue' }
  /** The block, or the round, is above 2^53 - 1. */
  | { readonly _tag: 'TooLate'; readonly block: number }

const shown = (value: unknown): string => {
  if (typeof value === 'string') return quote(value)
  return typeof value === 'number' || typeof value === 'bigint' ? `${value}` : `a value of type ${typeof value}`
}

/**
 * A schedule error as a message on one line.
 *
 * @example
 * ```ts
 * import { showScheduleError } from 'steelyard/chain'
 * showScheduleError({ _tag: 'NeverDue' }) // => 'the tempo is 0: the subnet never has an epoch'
 * ```
 */
export const showScheduleError = (error: ScheduleError): string => {
  switch (error._tag) {
    case 'NotExpected':
      return `${error.field}: expected ${error.expected}, found ${shown(error.value)}`
    case 'EpochAhead':
      return `the last epoch was at block ${error.last_epoch_block}, and the schedule is of block ${error.current_block}, which is earlier`
    case 'NeverDue':
      return 'the tempo is 0: the subnet never has an epoch'
    case 'TooLate':
      return `block ${error.block}, or the round of that time, is above ${Number.MAX_SAFE_INTEGER}`
  }
}

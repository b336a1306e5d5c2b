/** Why a schedule does not give a block or a round: as data and as messages. */
import type { UnknownRuntime } from '../preflight/chain-rules.js'
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
  /** Until spec 300 the first two epochs of a chain reveal nothing, and what they should is lost: the epoch that would be. */
  | { readonly _tag: 'NothingRevealedYet'; readonly epoch: number }
  /** A runtime whose rules are not known. */
  | UnknownRuntime
  /** Since spec 423 the chain keeps a schedule, and it was not given. */
  | { readonly _tag: 'NoSchedule'; readonly spec: number }
  /** Until spec 422 the chain keeps no schedule: epochs follow the height. */
  | { readonly _tag: 'NoScheduleYet'; readonly spec: number }
  /** Somewhere between two specs the safety net changed, and the answer depends on it. A schedule with `safety_net` decides. */
  | { readonly _tag: 'UnsettledSafetyNet'; readonly spec: number; readonly before: number; readonly from: number }

/** What may be wrong with the values of a schedule. */
export type ScheduleFault = Extract<ScheduleError, { readonly _tag: 'NotExpected' | 'EpochAhead' }>

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
    case 'NothingRevealedYet':
      return `a commit would be lost: until spec 300 nothing is revealed before epoch 2, and it would be in epoch ${error.epoch}`
    case 'UnknownRuntime':
      return `the rules of spec ${error.spec} are not known, only those of ${error.oldest} to ${error.newest}`
    case 'NoSchedule':
      return `spec ${error.spec} keeps a schedule for each subnet: read it from the chain`
    case 'NoScheduleYet':
      return `spec ${error.spec} keeps no schedule: its epochs follow the height alone`
    case 'UnsettledSafetyNet':
      return `the safety net changed between spec ${error.before} and ${error.from}, and it is not known whether spec ${error.spec} has the new one: give safety_net`
  }
}

/** What a validator says of itself: a line for the log, an alert, or a measurement. */
import type { ExclusionCount } from '../policy/exclusion-counts.js'
import type { Problem } from '../policy/problem.js'
import type { Alert, Origin } from './alert.js'
import type { Lane } from './stage.js'
import type { Upcoming } from './state.js'
import type { Measurement } from './measurement.js'

/** A miner's part of a decision; `share` is of the whole, 0..1, in decimals. */
export type MinerShare = {
  readonly uid: number
  readonly hotkey: string
  readonly share: string
}

/** A line for the log, as data; `showLog` makes words of it. */
export type Log =
  | { readonly _tag: 'Starting'; readonly policy: string; readonly netuid: number; readonly hotkey: string }
  | { readonly _tag: 'Restored'; readonly open: number; readonly last_block: number | null }
  /** `refused` rows are malformed; `malformed` tells of the first ones. */
  | {
      readonly _tag: 'Collected'
      readonly since: string
      readonly rows: number
      readonly refused: number
      readonly malformed: readonly Problem[]
    }
  /** `shares` are the largest, at most five. */
  | {
      readonly _tag: 'Decided'
      readonly block: number
      readonly window_hours: number
      readonly miners: number
      readonly burn_percentage: string
      readonly shares: readonly MinerShare[]
      readonly warnings: readonly Problem[]
      /** How many miners or rows were left out, by the reason. */
      readonly exclusions: readonly ExclusionCount[]
    }
  | {
      readonly _tag: 'Submitting'
      readonly submission: string
      readonly entries: number
      readonly valid_until: number
      readonly held: boolean
    }
  | {
      readonly _tag: 'Published'
      readonly submission: string
      readonly block: number
      readonly shares: readonly MinerShare[]
      readonly miners: number
      readonly total_share: string
    }
  /** A block includes a commit: when it is expected to be in force. */
  | {
      readonly _tag: 'Committed'
      readonly submission: string
      readonly block: number
      readonly reveal_block: number
      readonly reveal_round: number
    }
  /** The weights of a commit are in force, seen at a block. */
  | { readonly _tag: 'InForce'; readonly submission: string; readonly committed: number; readonly block: number }
  /** Later weights of this validator are in force in place of those of a commit. */
  | { readonly _tag: 'Replaced'; readonly submission: string; readonly committed: number; readonly block: number }
  /** The runtime is newer than the newest one whose rules are known; weights are judged by the rules of that one. */
  | { readonly _tag: 'RuntimeNewer'; readonly spec: number; readonly newest: number }
  | { readonly _tag: 'Unchanged'; readonly last_update: number }
  /** Sending the weights failed, or no answer came in time; the chain is asked what became of them. */
  | { readonly _tag: 'Unanswered'; readonly submission: string; readonly error: string }
  /** The chain was asked, and no block has the submission. */
  | { readonly _tag: 'Lost'; readonly submission: string; readonly valid_until: number }
  | { readonly _tag: 'WaitingForChain'; readonly submission: string; readonly head: number; readonly until: number }
  | { readonly _tag: 'Refused'; readonly errors: readonly string[] }
  | { readonly _tag: 'NotDecided'; readonly reasons: readonly Problem[] }
  /** The chain has the weights of a submission, but what is to follow from it can't be read, so it is not written. */
  | { readonly _tag: 'ConsequencesUnreadable'; readonly submission: string; readonly reasons: readonly Problem[] }
  /** The last weights are to be held, and no weights were set yet. */
  | { readonly _tag: 'NothingToHold'; readonly reason: string }
  | {
      readonly _tag: 'Retrying'
      readonly lane: Lane
      readonly port: Origin
      readonly error: string
      readonly message: string
      readonly at: string
      readonly failures: number
    }
  | { readonly _tag: 'ConfigStored'; readonly request: string }
  | { readonly _tag: 'ConfigRefused'; readonly request: string; readonly reasons: readonly Problem[] }
  | { readonly _tag: 'ConfigApplied'; readonly block: number }
  | { readonly _tag: 'CleanedUp'; readonly removed: number }
  /** Another process has the lease on the store, and it has stood still for so many heartbeats. */
  | { readonly _tag: 'WaitingForLease'; readonly holder: string; readonly still: number }
  /** The chain client does not show the signer's stored row. */
  | { readonly _tag: 'RowUnknown' }
  /** The next weights: the block that should include them, in about how many minutes, and what keeps them from coming sooner. */
  | { readonly _tag: 'Upcoming'; readonly block: number; readonly minutes: number; readonly limited_by: Upcoming['limited_by'] }
  /** The last weights are held: who is paid by them. */
  | { readonly _tag: 'Holding'; readonly reason: string; readonly shares: readonly MinerShare[] }
  /** The chain told a height that can't be true. */
  | { readonly _tag: 'HeightDoubted'; readonly block: number; readonly head: number }
  | { readonly _tag: 'Misdelivered'; readonly message: string }
  /** A failure of something that nobody waits for any more. */
  | { readonly _tag: 'LateFailure'; readonly port: Origin; readonly error: string; readonly message: string }
  | { readonly _tag: 'Stopped'; readonly open: string | null }

/** One thing said. */
export type Report =
  | { readonly _tag: 'Log'; readonly log: Log }
  | { readonly _tag: 'Alert'; readonly alert: Alert }
  | { readonly _tag: 'Measurement'; readonly measurement: Measurement }

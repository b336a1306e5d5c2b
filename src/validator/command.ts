/** What a validator wants done. A command that carries an `id` is answered by one event with that id; where it fails, by `Failed`. */
import type { Problem } from '../policy/problem.js'
import type { WeightsCall } from './ports.js'
import type { Write } from '../storage/port.js'
import type { Report } from './report.js'
import type { Lane } from './stage.js'

/** What came of a request to publish. */
export type PublishOutcome =
  /** In a block, and settled in the store. */
  | { readonly _tag: 'Published'; readonly block: number }
  /** The chain has this vector already, and new weights are not due yet. */
  | { readonly _tag: 'Unchanged'; readonly block: number }
  /** There are no weights this time; the validator goes on trying by itself. */
  | { readonly _tag: 'NotPublished'; readonly reason: string }

/** What came of a request to change the config. */
export type ConfigOutcome =
  /** The change is stored; it is in force from the next epoch on. */
  { readonly _tag: 'Accepted' } | { readonly _tag: 'Refused'; readonly reasons: readonly Problem[] }

/** Something to do. */
export type Command =
  /**
   * Read from the store: open submissions, the first and the last confirmed one, those whose reveal is awaited, the last one whose reveal
   * brought it in force, configs in force and pending, the state `given`, the lease.
   * Answer: `Restored`.
   */
  | { readonly _tag: 'Restore'; readonly id: number }
  /** Ask the prover for every result since an instant. Answer: `ResultsArrived`. */
  | { readonly _tag: 'Collect'; readonly id: number; readonly since: string }
  /** Read the chain, the stored results since an instant, the state kept for the policy, profiles and the switch. Answer: `WorldRead`. */
  | { readonly _tag: 'Read'; readonly id: number; readonly since: string }
  /** Read the chain alone. Answer: `ChainRead`. */
  | { readonly _tag: 'Inquire'; readonly id: number }
  /** Write a batch. Answer: `Stored`. */
  | { readonly _tag: 'Store'; readonly id: number; readonly writes: readonly Write[] }
  /**
   * Send a call in a mortal transaction. Answer: `SubmissionConfirmed`, `SubmissionRefused`, `SubmissionNotSent` or `SubmissionUnknown`.
   */
  | { readonly _tag: 'Submit'; readonly id: number; readonly call: WeightsCall; readonly valid_until: number }
  /**
   * Encrypt a payload, bytes in hex after `0x`, so that a round of the beacon opens it, with fresh randomness. Answer: `Sealed`.
   */
  | { readonly _tag: 'Seal'; readonly id: number; readonly payload: string; readonly round: number }
  /** Make sure that `Seal` can be done. Answer: `SealReady`. */
  | { readonly _tag: 'PrepareSeal'; readonly id: number }
  /** Write a batch that nobody waits for, after a stop too: the lease is given back. */
  | { readonly _tag: 'Release'; readonly writes: readonly Write[] }
  /** Tell with `BlockSeen` when the chain has reached a block. A later command replaces an earlier one. */
  | { readonly _tag: 'WaitUntilBlock'; readonly block: number }
  /** Tell with `Woke` when an instant has come. A later command in a lane replaces an earlier one in that lane. */
  | { readonly _tag: 'RetryAt'; readonly lane: Lane; readonly at: string }
  /** Answer requests to publish. */
  | { readonly _tag: 'OpenGate'; readonly requests: readonly string[]; readonly outcome: PublishOutcome }
  /** Answer a request to change the config. */
  | { readonly _tag: 'AnswerConfig'; readonly request: string; readonly outcome: ConfigOutcome }
  | { readonly _tag: 'Report'; readonly report: Report }

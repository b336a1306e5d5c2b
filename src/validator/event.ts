/**
 * What a validator is told. An answer carries the `id` of its command; an answer that nobody waits for any more changes
 * nothing. `at` is when the event happened, RFC 3339.
 */
import type { MinerProfile } from '../policy/world.js'
import type { Json } from '../units/json/json.js'
import type { Origin } from './alert.js'
import type { Lane } from './stage.js'
import type { ConfigChangeRecord, MinerPerformanceRecord, ValidatorLeaseRecord, WeightSubmissionRecord } from '../storage/tables.js'

/** What happened. */
export type ValidatorEvent =
  /** `holder` is the name of this process; without it no lease on the store is asked for. */
  | { readonly _tag: 'Started'; readonly at: string; readonly holder?: string }
  /**
   * What the store remembers: open submissions, the first and the last confirmed one, those whose reveal is awaited, the last one whose reveal
   * brought it in force, configs in force and pending, the config of the last start, and the lease.
   */
  | {
      readonly _tag: 'Restored'
      readonly id: number
      readonly at: string
      readonly open: readonly WeightSubmissionRecord[]
      readonly first?: WeightSubmissionRecord | null
      readonly last: WeightSubmissionRecord | null
      readonly awaited?: readonly WeightSubmissionRecord[]
      readonly revealed?: WeightSubmissionRecord | null
      readonly configs: readonly ConfigChangeRecord[]
      readonly given: Json | null
      readonly lease?: ValidatorLeaseRecord | null
    }
  | { readonly _tag: 'BlockSeen'; readonly at: string; readonly block: number }
  /** `id` is null where nobody asked for the results. */
  | { readonly _tag: 'ResultsArrived'; readonly id: number | null; readonly at: string; readonly rows: readonly unknown[] }
  /** `network` is the chain's document, which `look` gave; the rest is the store's; `hold` is the switch. */
  | {
      readonly _tag: 'WorldRead'
      readonly id: number
      readonly at: string
      readonly network: unknown
      readonly results: readonly unknown[]
      readonly previous: readonly Json[]
      readonly profiles: readonly MinerProfile[]
      readonly hold: boolean
      /** Traces of weights that wait for the chain's consensus. */
      readonly traces?: readonly MinerPerformanceRecord[]
    }
  /** The same `network` without the rest. */
  | { readonly _tag: 'ChainRead'; readonly id: number; readonly at: string; readonly network: unknown }
  /** A payload is encrypted: the bytes in hex after `0x`. */
  | { readonly _tag: 'Sealed'; readonly id: number; readonly at: string; readonly ciphertext: string }
  | { readonly _tag: 'SealReady'; readonly id: number; readonly at: string }
  /** `removed` is how many records went. */
  | { readonly _tag: 'Stored'; readonly id: number; readonly at: string; readonly removed?: number }
  /** What was handed in as results is no list. */
  | { readonly _tag: 'Misdelivered'; readonly at: string; readonly message: string }
  /** The clock failed; `at` is the last instant that it told. */
  | { readonly _tag: 'ClockFailed'; readonly at: string; readonly error: string; readonly message: string }
  /** The clock works again. */
  | { readonly _tag: 'ClockWorks'; readonly at: string }
  | { readonly _tag: 'SubmissionConfirmed'; readonly id: number; readonly at: string; readonly block: number }
  /** `block` is null where no block has included the submission. */
  | { readonly _tag: 'SubmissionRefused'; readonly id: number; readonly at: string; readonly block: number | null; readonly error: string }
  /** Nothing was sent, so no block can include the submission. */
  | { readonly _tag: 'SubmissionNotSent'; readonly id: number; readonly at: string; readonly error: string }
  | { readonly _tag: 'SubmissionUnknown'; readonly id: number; readonly at: string; readonly error: string }
  /** A command failed, or took too long. `error` is the name of the failure, `message` says it in words. */
  | {
      readonly _tag: 'Failed'
      readonly id: number
      readonly at: string
      readonly port: Origin
      readonly error: string
      readonly message: string
    }
  | { readonly _tag: 'ConfigUpdateRequested'; readonly request: string; readonly at: string; readonly changes: Json }
  /** Somebody wants weights now, and gets an answer when there are weights or can be none. */
  | { readonly _tag: 'PublishRequested'; readonly request: string; readonly at: string }
  /** The instant that a `RetryAt` named has come. */
  | { readonly _tag: 'Woke'; readonly lane: Lane; readonly at: string }
  | { readonly _tag: 'Stopped'; readonly at: string }

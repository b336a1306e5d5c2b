/**
 * What a validator knows between two events: plain data that JSON holds.
 *
 * Three lanes go on beside each other and never wait for one another: the cycle that sets weights, the changes of config to be
 * stored, the clean-up. Each waits for at most one answer at a time, the one that carries its `id`.
 */
import type { Json } from '../units/json.js'
import type { Settings } from './settings.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from './tables.js'

/** What goes on beside what. */
export type Lane = 'cycle' | 'changes' | 'cleaning'

/** Where the cycle is; `id` is the command that an answer is awaited to. */
export type Stage =
  | { readonly _tag: 'New' }
  | { readonly _tag: 'Restoring'; readonly id: number }
  /** The first config of an empty store is being written. */
  | { readonly _tag: 'Founding'; readonly id: number }
  /** Nothing to do before the block `until`. */
  | { readonly _tag: 'Idle'; readonly until: number }
  | { readonly _tag: 'Collecting'; readonly id: number; readonly since: string; readonly began: string }
  /** Results are being written. `until` is the newest of them. */
  | { readonly _tag: 'Keeping'; readonly id: number; readonly collected: string; readonly began: string }
  | { readonly _tag: 'Reading'; readonly id: number; readonly began: string }
  /** The intent to submit is being written. */
  | { readonly _tag: 'Recording'; readonly id: number; readonly submission: WeightSubmissionRecord; readonly began: string }
  | { readonly _tag: 'Submitting'; readonly id: number; readonly submission: WeightSubmissionRecord; readonly began: string }
  /** The chain is asked what became of a submission, from the block `from` on; `id` is null until then. `error` is a refusal that is to be made sure of. */
  | {
      readonly _tag: 'Inquiring'
      readonly id: number | null
      readonly submission: WeightSubmissionRecord
      readonly from: number
      readonly error: string | null
      readonly began: string
    }
  /** The outcome is being written; `submission` is as it will stand. */
  | { readonly _tag: 'Settling'; readonly id: number; readonly submission: WeightSubmissionRecord; readonly began: string }
  /** Something failed; `again` is what to go on with at the instant `at`. */
  | { readonly _tag: 'Waiting'; readonly at: string; readonly again: Stage }
  | { readonly _tag: 'Stopped' }

/** Failures in a row of each kind. */
export type Failures = { readonly chain: number; readonly storage: number; readonly prover: number; readonly publishing: number; readonly policy: number }

/** What a validator knows. */
export type ValidatorState = {
  readonly version: 1
  readonly settings: Settings
  readonly policy: string
  /** The config that it was started with, which counts where the store has none or another. */
  readonly given: Json
  readonly stage: Stage
  /** The id of the next command. */
  readonly next_id: number
  /** The state of the generator that jitter is drawn from. */
  readonly seed: number
  readonly failures: Failures
  /** The newest block seen, and the block of the signer's last weights as the chain last showed it. */
  readonly head: number | null
  readonly last_update: number | null
  /** A submission may not be sent for a block before this one. */
  readonly not_before: number
  readonly config: ConfigChangeRecord | null
  readonly pending: ConfigChangeRecord | null
  readonly last: WeightSubmissionRecord | null
  /** Results up to here are stored. */
  readonly collected: string | null
  /** Requests to publish whose gates are closed. */
  readonly gates: readonly string[]
  /** Changes of config that are not stored yet, the first one being written under `changing`, if any. */
  readonly changes: readonly ConfigChangeRecord[]
  readonly changing: number | null
  /** The command that cleans up, while one does, and when the next begins. */
  readonly cleaning: number | null
  readonly clean_at: string | null
  readonly stale: boolean
}

/** Where the cycle that sets weights is, and what it waits for. */
import type { MinerProfile } from '../policy/world.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from '../storage/tables.js'

/** What may wait for an instant: the cycle, the storing of config changes, and the heartbeat. */
export type Lane = 'cycle' | 'changes' | 'beat'

/** Where the cycle is. `id` is that of the command whose answer is awaited; `began` is when this cycle began to collect. */
export type Stage =
  | { readonly _tag: 'New' }
  | { readonly _tag: 'Restoring'; readonly id: number }
  /** The lease on the store is being written. */
  | { readonly _tag: 'Leasing'; readonly id: number; readonly counter: number }
  /** The config that the validator was started with is being written; the chain is asked about the submission `open` after that. */
  | {
      readonly _tag: 'Founding'
      readonly id: number
      readonly config: ConfigChangeRecord
      readonly pending: ConfigChangeRecord | null
      readonly open: WeightSubmissionRecord | null
    }
  /** Nothing to do before the block `until`. */
  | { readonly _tag: 'Idle'; readonly until: number }
  /** The chain is asked whether it is time. */
  | { readonly _tag: 'Looking'; readonly id: number }
  | { readonly _tag: 'Collecting'; readonly id: number; readonly since: string; readonly began: string }
  /** Results are being written. */
  | { readonly _tag: 'Keeping'; readonly id: number; readonly began: string }
  | { readonly _tag: 'Reading'; readonly id: number; readonly began: string }
  /**
   * Weights that are to be committed are being encrypted; the submission lacks its commit. `profiles` and `applies` are what the intent writes
   * beside it.
   */
  | {
      readonly _tag: 'Sealing'
      readonly id: number
      readonly submission: WeightSubmissionRecord
      readonly applies: ConfigChangeRecord | null
      readonly profiles: readonly MinerProfile[]
      readonly began: string
    }
  /** The intent is being written. `applies` is the config that it was decided by, where that one comes into force with it. */
  | {
      readonly _tag: 'Recording'
      readonly id: number
      readonly submission: WeightSubmissionRecord
      readonly applies: ConfigChangeRecord | null
      readonly began: string
    }
  | { readonly _tag: 'Submitting'; readonly id: number; readonly submission: WeightSubmissionRecord; readonly began: string }
  /**
   * The chain is asked what became of a submission, from the block `from` on; `id` is null until then. `error` is why it was refused, where
   * it was; `included` is the block that was said to include it, until the chain has shown whether that is so.
   */
  | {
      readonly _tag: 'Inquiring'
      readonly id: number | null
      readonly submission: WeightSubmissionRecord
      readonly from: number
      readonly error: string | null
      readonly included: number | null
      readonly began: string
    }
  /** The outcome is being written. `submission` has its outcome already, and its consequences still. */
  | { readonly _tag: 'Settling'; readonly id: number; readonly submission: WeightSubmissionRecord; readonly began: string }
  /** Something failed; at the instant `at` the cycle goes on with `again`. */
  | { readonly _tag: 'Waiting'; readonly at: string; readonly again: Again }
  | { readonly _tag: 'Stopped' }

/** What a cycle goes on with after a failure. */
export type Again =
  | { readonly _tag: 'Restore' }
  | { readonly _tag: 'Look' }
  | {
      readonly _tag: 'Inquire'
      readonly submission: WeightSubmissionRecord
      readonly error: string | null
      readonly included: number | null
      readonly began: string
    }
  | { readonly _tag: 'Settle'; readonly submission: WeightSubmissionRecord; readonly began: string }

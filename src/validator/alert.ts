/** What an operator should be told at once, as data. */
import type { Problem } from '../policy/problem.js'

/** Who failed: the chain (reading it), the store, the prover, the wallet or the act of publishing, the policy's arithmetic, the clock. */
export type Origin = 'chain' | 'storage' | 'prover' | 'publishing' | 'policy' | 'clock'

/** Something that someone should look at. An alert with `over: true` says that the trouble under its tag has ended. */
export type Alert =
  | { readonly _tag: 'InvalidConfigAttempt'; readonly request: string; readonly reasons: readonly Problem[] }
  | { readonly _tag: 'CalculationFailed'; readonly reasons: readonly Problem[] }
  /** There is evidence, and nothing in it can be paid: the last vector is held, or nothing is sent where there is none. */
  | { readonly _tag: 'EvidenceUnusable'; readonly reason: string }
  /** `total_variation` to the last vector, 0..1; miners now and in the last decision. */
  | { readonly _tag: 'UnusualAllocation'; readonly total_variation: number; readonly miners: number; readonly miners_before: number }
  | { readonly _tag: 'PerformanceDegraded'; readonly seconds: number; readonly limit: number }
  /** `block` is the head, `last_update` the block of the weights that the chain has, 0 for never. */
  | { readonly _tag: 'WeightsStale'; readonly last_update: number; readonly block: number; readonly over: boolean }
  /** Raised at the third failure in a row. */
  | { readonly _tag: 'PortFailing'; readonly port: Origin; readonly error: string; readonly failures: number; readonly over: boolean }
  /** The traces of some weights were not kept. */
  | { readonly _tag: 'TraceFailed'; readonly error: string }
  /** A port told something that can't be true. */
  | { readonly _tag: 'ImplausibleAnswer'; readonly port: Origin; readonly reason: string }
  /** Nothing was sent: a locked wallet, or a call that the chain client can't make. */
  | { readonly _tag: 'WeightsNotSent'; readonly error: string }
  /** Other weights of this hotkey are in force: somebody else uses the key. Nothing of this submission is written as ours. */
  | { readonly _tag: 'Superseded'; readonly submission: string; readonly reason: string }
  /** The chain said that `block` includes a submission, and at the block `head` it shows weights of the block `last_update`. */
  | {
      readonly _tag: 'ChainContradictsItself'
      readonly submission: string
      readonly block: number
      readonly last_update: number
      readonly head: number
    }
  /** No block may include a submission any more, and it is still not known what became of it. */
  | { readonly _tag: 'SubmissionOverdue'; readonly submission: string; readonly valid_until: number; readonly over: boolean }
  /** The height of the chain has not grown for so many seconds. */
  | { readonly _tag: 'ChainStalled'; readonly head: number | null; readonly seconds: number; readonly over: boolean }
  | { readonly _tag: 'NotRegistered'; readonly netuid: number; readonly hotkey: string; readonly over: boolean }
  | { readonly _tag: 'SubnetUnknown'; readonly netuid: number; readonly over: boolean }
  /** The clock and the blocks disagree by so many seconds about the time that has passed, so nothing old is removed. */
  | { readonly _tag: 'CleanUpStopped'; readonly seconds: number; readonly over: boolean }
  | { readonly _tag: 'CleanUpFailed'; readonly error: string }
  /** Another process runs this validator on this store: this one does not start. */
  | { readonly _tag: 'LeaseHeld'; readonly holder: string }
  /** Another process has taken this validator over: this one stops. */
  | { readonly _tag: 'LeaseLost'; readonly holder: string | null }
  /** The subnet wants commits, and nothing is there to encrypt them with. */
  | { readonly _tag: 'TimelockMissing'; readonly message: string }
  /** A commit was not revealed, or the chain refused its weights at the reveal. New weights come as soon as the chain takes them. */
  | {
      readonly _tag: 'RevealFailed'
      readonly submission: string
      readonly block: number
      readonly reveal_round: number
      readonly reasons: readonly string[]
    }
  /** An older commit was revealed over newer weights, which are set again as soon as the chain takes them. */
  | { readonly _tag: 'Overwritten'; readonly submission: string; readonly by: string }
  /** The chain would refuse these weights, or has refused them. */
  | { readonly _tag: 'WeightsRefused'; readonly errors: readonly string[] }

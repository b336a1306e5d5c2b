/** What an operator should be told at once, as data. */
import type { Problem } from '../policy/problem.js'

/** Who failed: the chain (reading it), the store, the prover, the wallet or the act of publishing, the policy's arithmetic. */
export type Origin = 'chain' | 'storage' | 'prover' | 'publishing' | 'policy'

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
  /** The chain would refuse these weights, or has refused them. */
  | { readonly _tag: 'WeightsRefused'; readonly errors: readonly string[] }

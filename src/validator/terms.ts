/**
 * The terms of a config: what it asks of the validator, as plain data in the state. They are worked out once, when the config comes in
 * force, so that no stage has to read the config again to know when weights are due.
 */
import type { Policy, Tracing } from '../policy/policy.js'

/** What a config asks of the validator. */
export type Terms = {
  /** Blocks from one setting of weights to the next. */
  readonly interval_blocks: number
  /** A u64, in text. */
  readonly version_key: string
  /** Hours that the policy looks back on. */
  readonly window_hours: number
  /** What becomes of traces; null for a policy without traces. */
  readonly tracing: Tracing | null
}

/** The terms of a config that was read. */
export const termsOf =
  <C>(policy: Policy<C>) =>
  (config: C): Terms => {
    const { interval_blocks, version_key, window_hours } = policy.pace(config)
    return { interval_blocks, version_key: version_key.toString(), window_hours, tracing: policy.tracing?.(config) ?? null }
  }

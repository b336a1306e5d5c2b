/** All that one decision reads. */
import type { Json } from '../units/json/json.js'

/** What is remembered of a miner's GPUs between decisions: main category, GPUs by category, last score, sightings. */
export type MinerProfile = {
  readonly miner_uid: number
  readonly miner_hotkey: string
  /** `OTHER` where there is no GPU that is known. */
  readonly primary_gpu_model: string
  readonly gpu_counts: { readonly [category: string]: number }
  /** 0..1 */
  readonly total_score: number
  readonly verification_count: number
  /** RFC 3339. */
  readonly last_updated: string
}

/**
 * All that one decision reads. `network` is a snapshot's document less what follows here (netuid, block, owner?, neurons);
 * `results` are documents of evidence, `previous` is the `next` of the last decision that was published, `profiles` what was remembered.
 */
export interface World {
  readonly network: { readonly [key: string]: unknown }
  /** RFC 3339: when it is decided. */
  readonly at: string
  readonly results: readonly unknown[]
  readonly previous: readonly Json[]
  readonly profiles: readonly MinerProfile[]
}

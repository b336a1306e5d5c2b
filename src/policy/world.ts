/** All that one decision reads. */
import type { Json } from '../units/json/json.js'

/**
 * What is remembered about a miner's GPUs between decisions: primary category, number of GPUs by category, last score,
 * number of sightings.
 */
export type MinerProfile = {
  readonly miner_uid: number
  readonly miner_hotkey: string
  /** `OTHER` when there is no known GPU. */
  readonly primary_gpu_model: string
  readonly gpu_counts: { readonly [category: string]: number }
  /** 0..1 */
  readonly total_score: number
  readonly verification_count: number
  /** RFC 3339. */
  readonly last_updated: string
}

/**
 * All that one decision reads. `network` is the part of a snapshot's document that describes the subnet (netuid, block, owner?,
 * neurons). `results` are documents of evidence. `previous` is the `next` of the last decision that was published. `profiles` is what
 * was remembered.
 */
export interface World {
  readonly network: { readonly [key: string]: unknown }
  /** The time of the decision, RFC 3339. */
  readonly at: string
  readonly results: readonly unknown[]
  readonly previous: readonly Json[]
  readonly profiles: readonly MinerProfile[]
}

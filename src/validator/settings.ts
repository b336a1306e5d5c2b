/** How a validator behaves, as data: who signs, how long it waits for what, what it keeps. */

import type { Retention } from '../storage/retention.js'

/**
 * How long to wait after failures in a row: `first_seconds` after the first, `factor` times longer after each further one, at most
 * `most_seconds`. A random part of it, at most `jitter`, is added or taken away.
 */
export type Backoff = {
  readonly first_seconds: number
  readonly factor: number
  readonly most_seconds: number
  /** 0..1: 0.1 means from 90 % to 110 %. */
  readonly jitter: number
}

/** From when on an alert is raised. */
export type Thresholds = {
  /** Weights older than this many tempos. */
  readonly stale_tempos: number
  /** A vector that differs from the last one by more than this part of the whole (total variation). */
  readonly total_variation: number
  /** A decision over fewer miners than this part of the last one's. */
  readonly miners_kept: number
  /** A cycle that takes longer until its weights are sent, in seconds. */
  readonly cycle_seconds: number
}

/** The settings of a validator. */
export type Settings = {
  readonly netuid: number
  /** Who signs. */
  readonly hotkey: string
  /** Blocks on top of the one that included a submission before it counts as confirmed. */
  readonly confirmations: number
  /** Blocks in which a submission may be included. */
  readonly mortality_blocks: number
  /** The chain's height is asked for this often, at least. */
  readonly heartbeat_blocks: number
  /** The signer's subnet is read again after this many blocks, at the latest: its limits and its neurons may have changed. */
  readonly look_blocks: number
  readonly block_seconds: number

  readonly pool_checks_rate_limit: boolean
  readonly retry: { readonly chain: Backoff; readonly storage: Backoff; readonly publishing: Backoff }
  readonly retention: Retention
  readonly thresholds: Thresholds
  /** What the jitter is drawn from: a u32. */
  readonly seed: number
}

/** All settings but the netuid and the signer. */
export const DEFAULT_SETTINGS: Omit<Settings, 'netuid' | 'hotkey'> = {
  confirmations: 2,
  mortality_blocks: 16,
  heartbeat_blocks: 25,
  look_blocks: 100,
  block_seconds: 12,
  pool_checks_rate_limit: false,
  retry: {
    chain: { first_seconds: 12, factor: 2, most_seconds: 300, jitter: 0.1 },
    storage: { first_seconds: 5, factor: 2, most_seconds: 300, jitter: 0.1 },
    publishing: { first_seconds: 600, factor: 2, most_seconds: 3600, jitter: 0.1 },
  },
  retention: { profiles_hours: 168, results_hours: 168, metrics_days: 30, clean_up_every_hours: 4 },
  thresholds: { stale_tempos: 3, total_variation: 0.5, miners_kept: 0.5, cycle_seconds: 30 },
  seed: 0,
}

/**
 * The whole way of one uid from its results to its weights, as plain data (it can be stored as JSON as it is). Every number
 * follows from those before it by one step; `retrace` does the steps again.
 */
import type { Exclusion } from '../miners/exclusion.js'
import type { PoolStatus } from '../pools/pool.js'

/** An exact rational, `"13/7"`, and its decimal with 12 places, half up. */
export interface Exact {
  readonly exact: string
  readonly decimal: string
}

/**
 * A result in the window; memory in GB per GPU, as reported. `counts_for_executor` marks the one result by which its executor is judged,
 * `counts_for_score` those of which the score of this round is made, where scores are kept by category.
 */
export interface ResultTrace {
  readonly executor: string
  readonly made: string
  readonly gpu_model: string
  readonly gpu_count: number
  readonly gpu_memory_gb: number
  readonly valid: boolean
  readonly counts_for_executor: boolean
  readonly counts_for_score?: boolean
}

/**
 * The score of this round: `valid / results`, times the mean of `hardware_scores` where hardware is verified too. `category` is there
 * where scores are kept by category: it is the miner's primary one, null where its GPUs have no name.
 */
export interface VerificationTrace {
  readonly kind: 'ratio' | 'hardware'
  readonly category?: string | null
  readonly results: number
  readonly valid: number
  readonly hardware_scores: readonly number[]
  readonly score: number
}

/**
 * An executor with a valid result: the category it claims in, or the reason why it claims in none. `taken` of its GPUs count for other
 * executors with the same uuids; `gpus` are left.
 */
export interface ExecutorTrace {
  readonly executor: string
  readonly category: string | null
  readonly gpus: number
  readonly taken?: number
  readonly reason: Exclusion['reason'] | null
}

/** `smoothed` is `alpha * sample + (1 - alpha) * previous`, held between the two; without a sample it is `previous`. */
export interface SmoothingTrace {
  readonly category: string
  readonly previous: number | null
  readonly alpha: number | null
  readonly sample: number | null
  readonly smoothed: number
}

/**
 * One split of units: a node's exact `quota` is `of_quota * claim / claims`. It starts at the floor. After all floors
 * `left_over` units remain for the largest remainders, and this remainder is number `place` of `among`.
 */
export interface SplitTrace {
  readonly of_quota: Exact
  readonly of_units: number
  readonly claim: Exact
  readonly claims: Exact
  readonly quota: Exact
  readonly floor: number
  readonly remainder: Exact
  readonly left_over: number
  readonly place: number
  readonly among: number
  readonly units: number
}

/** A claim in a pool: `smoothed * gpus`. `counted` is 1 in its place where a pool of zeros is split equally. */
export interface ClaimTrace {
  readonly category: string
  readonly smoothed: number
  readonly gpus: number
  readonly claim: number
  readonly counted: number
  readonly status: PoolStatus
  readonly percentage: string
  /** The pool's split of the whole, and the miner's of the pool. */
  readonly pool: SplitTrace
  readonly miner: SplitTrace
}

/** `sum` is the units of the ledger; `max` is `quota * 65535 / largest`, half up, with the largest quota of anyone. */
export interface WeightTrace {
  readonly quota: Exact
  readonly largest: Exact
  readonly sum: number
  readonly max: number
}

/** The way of one uid through an allocation; `explain` makes it and `retrace` checks it. */
export interface Trace {
  readonly uid: number
  readonly hotkey: string
  readonly at: string
  /** Results of this hotkey by when they were made: in the window, before it, after the snapshot. */
  readonly results: { readonly in_window: readonly ResultTrace[]; readonly newest_stale: string | null; readonly future: number }
  readonly verification: VerificationTrace | null
  readonly executors: readonly ExecutorTrace[]
  readonly smoothing: readonly SmoothingTrace[]
  readonly claims: readonly ClaimTrace[]
  /** The split of the whole that gives this uid the burn, when it is the burn target. */
  readonly burn: SplitTrace | null
  readonly weight: WeightTrace
  readonly excluded: readonly Exclusion[]
}

/**
 * A trace: all steps of one uid from its results to its weights, as plain data that can be stored as JSON. Every number follows from
 * numbers before it by one step, and `retrace` computes the steps again.
 */
import type { Exclusion } from '../miners/exclusion.js'
import type { PoolStatus } from '../pools/pool.js'

/** An exact fraction, `"13/7"`, and the same as a decimal with 12 places, rounded half up. */
export interface Exact {
  readonly exact: string
  readonly decimal: string
}

/**
 * A result in the window. Memory is in GB per GPU, as reported. `counts_for_executor` marks the one result by which its executor is
 * judged. `counts_for_score` marks the results of which the score of this round is made; the key exists if scores are kept by category.
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
 * The score of this round: `valid / results`, times the mean of `hardware_scores` if the hardware is verified too. The key `category`
 * exists if scores are kept by category. It is the miner's primary category, or null if none of its GPUs has a known name.
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
 * An executor with a valid result: the category in which it claims, or the reason why it does not claim. `taken` GPUs count for other
 * executors that name the same uuids, and `gpus` are left.
 */
export interface ExecutorTrace {
  readonly executor: string
  readonly category: string | null
  readonly gpus: number
  readonly taken?: number
  readonly reason: Exclusion['reason'] | null
}

/** `smoothed` is `alpha * sample + (1 - alpha) * previous`, limited to the range between the two. Without a sample it is `previous`. */
export interface SmoothingTrace {
  readonly category: string
  readonly previous: number | null
  readonly alpha: number | null
  readonly sample: number | null
  readonly smoothed: number
}

/**
 * One split of units. The exact `quota` of a part is `of_quota * claim / claims`. Each part first gets the floor of its quota. Then
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

/** A claim in a pool: `smoothed * gpus`. `counted` is the claim, or 1 if all claims of the pool are 0 and it is split equally. */
export interface ClaimTrace {
  readonly category: string
  readonly smoothed: number
  readonly gpus: number
  readonly claim: number
  readonly counted: number
  readonly status: PoolStatus
  readonly percentage: string
  /** `pool` is the split of the whole, `miner` the split of the pool. */
  readonly pool: SplitTrace
  readonly miner: SplitTrace
}

/** `sum` is the number of units in the ledger. `max` is `quota * 65535 / largest`, rounded half up; `largest` is the largest quota of all. */
export interface WeightTrace {
  readonly quota: Exact
  readonly largest: Exact
  readonly sum: number
  readonly max: number
}

/** The steps of one uid through an allocation. `explain` makes it and `retrace` checks it. */
export interface Trace {
  readonly uid: number
  readonly hotkey: string
  readonly at: string
  /** The results of this hotkey: in the window, before the window, after the snapshot. */
  readonly results: { readonly in_window: readonly ResultTrace[]; readonly newest_stale: string | null; readonly future: number }
  readonly verification: VerificationTrace | null
  readonly executors: readonly ExecutorTrace[]
  readonly smoothing: readonly SmoothingTrace[]
  readonly claims: readonly ClaimTrace[]
  /** The split of the whole for the burn, if this uid is the burn target. */
  readonly burn: SplitTrace | null
  readonly weight: WeightTrace
  readonly excluded: readonly Exclusion[]
}

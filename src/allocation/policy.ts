/**
 * What a whole system of paying miners looks like from outside, so that a validator can run any of them: a config that is
 * read and changed whole, evidence that it takes in, and one decision.
 *
 * Laws (`testPolicy` holds policies to them): `decide` depends on nothing but its arguments, and not on the order of neurons,
 * results, previous rows or profiles; the shares sum to the total, as fractions and as units, or there are none; everything in a
 * decision is plain data that JSON holds, but for the exact quotas.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import type { Json } from '../units/json.js'
import type { U64 } from '../units/u64.js'
import type { U16Weights } from './quantize.js'
import type { Share } from './shares.js'
import type { CategoryStatistics } from './statistics.js'

/** One thing that is wrong, named by its `_tag` and said in words; `path` is where in the input, empty for all of it. */
export type Problem = {
  readonly _tag: string
  readonly path: string
  readonly message: string
}

/** A row from outside that a policy can use. `subject` is what the miner was looked at for: an executor, a task, an event. */
export interface EvidenceRow {
  readonly hotkey: string
  readonly subject: string
  /** RFC 3339. */
  readonly at: string
  /** What was in the row, for the policy to read again. */
  readonly document: Json
}

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

/** The ledger of one miner in one category (a pool, a task, or the one pool that a policy has). */
export type Entry = {
  readonly miner_uid: number
  readonly miner_hotkey: string
  readonly category: string
  /** Units of 65535. */
  readonly allocated_weight: number
  readonly miner_score: number
  readonly category_total_score: number
}

/** Figures of a decision that people watch. `burn.percentage` is of the whole, in decimals. */
export type Figures = {
  readonly burn: { readonly amount: number; readonly percentage: string; readonly uid: number | null }
  readonly categories: readonly CategoryStatistics[]
  readonly miners_served: number
}

/** Who was left out, and why. */
export type LeftOut = {
  readonly uid: number | null
  readonly hotkey: string | null
  readonly category: string | null
  readonly reason: string
}

/**
 * How one miner's weight came about, for those who want to look it up later. The period is the policy's window, RFC 3339; `submitted_weight`
 * is the u16 that is sent, `submitted_share` the part of the whole. Contributions and ranks are tables by task.
 */
export type MinerTrace = {
  readonly miner_uid: number
  readonly miner_hotkey: string
  readonly period_start: string
  readonly period_end: string
  readonly period_type: string
  readonly raw_calculated_weight: number
  readonly excellence_weight: number
  readonly diversity_weight: number
  /** Which of the two counted, or `none`. */
  readonly scoring_pathway: string
  readonly pathway_details: Json
  readonly excellence_qualified_tasks: readonly string[]
  readonly multi_task_bonus: number
  readonly weight_contributions: Json
  readonly percentile_ranks: Json
  readonly submitted_weight: number
  readonly submitted_share: number
}

/** What a policy decides. Shares by uid, their quotas and units summing to 65535; entries by category and uid. */
export interface Decision {
  readonly shares: readonly Share[]
  /** What to submit: by uid, the largest 65535, without zeros. */
  readonly weights: U16Weights
  readonly entries: readonly Entry[]
  readonly figures: Figures
  readonly excluded: readonly LeftOut[]
  /** What the next decision is handed as `previous`. */
  readonly next: readonly Json[]
  /** The profiles that this decision changed. */
  readonly profiles: readonly MinerProfile[]
  readonly warnings: readonly Problem[]
  /** How each weight came about, worked out one by one as they are asked for, so that whoever has no time for them can stop. */
  readonly traces?: Iterable<MinerTrace>
}

/** How often a policy wants its weights set, with which version key, and how far back it looks, in hours. */
export interface Pace {
  readonly interval_blocks: number
  readonly version_key: U64
  readonly window_hours: number
}

/** What becomes of the traces of a policy. */
export interface Tracing {
  /** Whether they are completed by what the chain made of the weights. */
  readonly completed: boolean
  readonly retention_days: number
  readonly clean_up_hours: number
  /** The longest that working them out may hold up a decision, in seconds. */
  readonly most_seconds: number
}

/** A refused input: every problem, at least one. */
export type Refused = readonly Problem[]

/** A whole system of paying miners. `Config` is its own business; outside, a config is a JSON document. */
export interface Policy<Config> {
  readonly name: string
  /** The config in a document, defaults filled in. `{}` may be refused: some policies have no defaults for everything. */
  readonly readConfig: (document: unknown) => Either<Refused, Config>
  /** A config with some keys changed, validated whole. */
  readonly updateConfig: (inForce: Config) => (changes: unknown) => Either<Refused, Config>
  /** `readConfig` reads it back to the same config. */
  readonly writeConfig: (config: Config) => Json
  readonly pace: (config: Config) => Pace
  /** For policies whose decisions have traces. */
  readonly tracing?: (config: Config) => Tracing
  /** Looks at a row as it arrives, so that what can't be used is known before it is stored. */
  readonly readEvidence: (row: unknown) => Either<Refused, EvidenceRow>
  readonly decide: (config: Config) => (world: World) => Either<Refused, Decision>
}

/**
 * What a whole system of paying miners looks like from outside, so that a validator can run any of them: a config that is
 * read and changed whole, evidence that it takes in, and one decision.
 *
 * Laws (`testPolicy` holds policies to them): `decide` depends on nothing but its arguments, and not on the order of neurons,
 * results, previous rows or profiles; the shares sum to the total, as fractions and as units, or there are none; everything in a
 * decision is plain data that JSON holds, but for the exact quotas.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import type { Json } from '../units/json/json.js'
import type { U64 } from '../units/integer/u64.js'
import type { Decision } from './decision.js'
import type { Refused } from './problem.js'
import type { World } from './world.js'

/** A row from outside that a policy can use. `subject` is what the miner was looked at for: an executor, a task, an event. */
export interface EvidenceRow {
  readonly hotkey: string
  readonly subject: string
  /** RFC 3339. */
  readonly at: string
  /** What was in the row, for the policy to read again. */
  readonly document: Json
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

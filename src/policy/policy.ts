/**
 * The interface of a complete system of paying miners, so that a validator can run any such system. It has a config that is read
 * and changed as a whole, evidence that it reads, and one decision.
 *
 * Laws (`testPolicy` checks them): `decide` depends only on its arguments, and not on the order of neurons, results, previous
 * rows or profiles; the shares sum to the total, as fractions and as units, or there are none; everything in a decision is plain
 * data that JSON can hold, except the exact quotas.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import type { Json } from '../units/json/json.js'
import type { U64 } from '../units/integer/u64.js'
import type { Decision } from './decision.js'
import type { Refused } from './problem.js'
import type { World } from './world.js'

/** A row from outside that a policy can use. `subject` is what the row is about: an executor, a task, an event. */
export interface EvidenceRow {
  readonly hotkey: string
  readonly subject: string
  /** RFC 3339. */
  readonly at: string
  /** The content of the row, which the policy reads again when it decides. */
  readonly document: Json
}

/** How often a policy wants its weights set, with which version key, and how many hours of evidence it uses. */
export interface Pace {
  readonly interval_blocks: number
  readonly version_key: U64
  readonly window_hours: number
}

/** What is done with the traces of a policy. */
export interface Tracing {
  /** Whether they are completed with what the chain made of the weights. */
  readonly completed: boolean
  readonly retention_days: number
  readonly clean_up_hours: number
  /** The longest time, in seconds, that working out the traces may delay a decision. */
  readonly most_seconds: number
}

/**
 * A complete system of paying miners. Only the policy knows its type `Config`; for others a config is a JSON document.
 */
export interface Policy<Config> {
  readonly name: string
  /**
   * Reads the config in a document and fills in defaults. `{}` may be refused, because some policies do not have a
   * default for every key.
   */
  readonly readConfig: (document: unknown) => Either<Refused, Config>
  /** A config with some keys changed, validated as a whole. */
  readonly updateConfig: (inForce: Config) => (changes: unknown) => Either<Refused, Config>
  /** `readConfig` reads it back to the same config. */
  readonly writeConfig: (config: Config) => Json
  readonly pace: (config: Config) => Pace
  /** Only for policies whose decisions have traces. */
  readonly tracing?: (config: Config) => Tracing
  /** Checks a row when it arrives, so that rows that can't be used are found before they are stored. */
  readonly readEvidence: (row: unknown) => Either<Refused, EvidenceRow>
  readonly decide: (config: Config) => (world: World) => Either<Refused, Decision>
}

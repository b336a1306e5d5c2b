/**
 * What a step of the validator works with besides the state and the event: the policy, its configs, and the time.
 *
 * Laws: `readingOnce` reads each document once, however often it is asked; a config goes into the store
 * only as JSON that was read by the one reader.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, chainFirst, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { GuardedPolicy } from '../policy/guarded.js'
import type { Refused } from '../policy/problem.js'
import type { Json } from '../units/json/json.js'
import { readJson } from '../units/json/read-json.js'
import { jsonProblem } from './json-problem.js'
import { termsOf } from './terms.js'

/** The times of an event, RFC 3339. */
export interface When {
  /** When the cycle began to collect. Before it has collected, this is when the event happened. */
  readonly began: string
  /** When the event happened. */
  readonly at: string
}

/** What a stage of the cycle works with. */
export interface Cycle<C> extends When {
  readonly policy: GuardedPolicy<C>
  /** Reads the document of a config. The same document is read once. */
  readonly config: (document: Json) => Either<Refused, C>
}

/** A config that a validator can work by: the policy reads it, and its terms are sound. */
export const readConfig =
  <C>(policy: GuardedPolicy<C>) =>
  (document: unknown): Either<Refused, C> =>
    pipe(policy.readConfig(document), chainFirst(termsOf(policy)))

/** Reads configs, each document once: what was read is remembered for as long as the document is in use. */
export const readingOnce = <C>(policy: GuardedPolicy<C>): Cycle<C>['config'] => {
  const known = new WeakMap<object, Either<Refused, C>>()
  return (document) => {
    if (typeof document !== 'object' || document === null) return readConfig(policy)(document)
    const before = known.get(document)
    if (before !== undefined) return before
    const read = readConfig(policy)(document)
    known.set(document, read)
    return read
  }
}

/** The document of a config, as the store will hold it. It is refused where the policy writes something that is not JSON. */
export const documentOf =
  <C>(policy: GuardedPolicy<C>) =>
  (config: C): Either<Refused, Json> =>
    pipe(
      policy.writeConfig(config),
      chain((written) =>
        pipe(
          readJson(written),
          mapLeft((fault): Refused => [jsonProblem('')(fault)]),
        ),
      ),
    )

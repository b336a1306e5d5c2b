/**
 * A policy that never throws, whatever the policy inside does: it may come from outside, and its fault must not end the validator that runs it.
 *
 * Laws: a policy that keeps its contract behaves as before; a function that throws, or gives what is no `Either`, gives a problem that says
 * which function failed. Not promised: that a policy comes to an end.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, flatten, isLeft, left, right, toUnion, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Decision } from './decision.js'
import type { EvidenceRow, Pace, Policy, Tracing } from './policy.js'
import type { Problem, Refused } from './problem.js'
import { cappedProblems } from './problem.js'
import { isTable } from '../units/codec/struct.js'
import type { Json } from '../units/json/json.js'
import type { World } from './world.js'

/** The functions of a policy that never throw. `readConfig` and the others give problems where the policy fails. */
export interface GuardedPolicy<Config> {
  readonly name: string
  readonly readConfig: (document: unknown) => Either<Refused, Config>
  readonly updateConfig: (inForce: Config) => (changes: unknown) => Either<Refused, Config>
  readonly writeConfig: (config: Config) => Either<Refused, Json>
  readonly pace: (config: Config) => Either<Refused, Pace>
  /** Null for a policy whose decisions have no traces. */
  readonly tracing: (config: Config) => Either<Refused, Tracing | null>
  readonly readEvidence: (row: unknown) => Either<Refused, EvidenceRow>
  readonly decide: (config: Config) => (world: World) => Either<Refused, Decision>
}

/** What an error says; it may throw when it is looked at. */
const messageOf = (error: unknown): string =>
  pipe(
    tryCatch(
      () => (error instanceof Error ? String(error.message) : 'something was thrown that is no error'),
      () => 'something was thrown that throws',
    ),
    toUnion,
  )

const failing = (what: string, why: string): Refused => [
  { _tag: 'PolicyFailed', path: '', message: `${what} of the policy failed: ${why}` },
]

/** What a call gives, or the problem that it threw. */
const attempt = <A>(what: string, call: () => A): Either<Refused, A> => tryCatch(call, (error) => failing(what, messageOf(error)))

const isEither = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  '_tag' in value &&
  ((value._tag === 'Right' && 'right' in value) || (value._tag === 'Left' && 'left' in value && Array.isArray(value.left)))

const wordOf = (word: unknown): string => (typeof word === 'string' ? word : '')

/** The problems of a policy, in the form that they should have, and no more than can be told. */
const plainProblems = (problems: readonly unknown[]): Refused =>
  cappedProblems(
    problems.map((problem) => {
      const { _tag, path, message, ...rest } = (problem ?? {}) as Partial<Problem>
      return { ...rest, _tag: wordOf(_tag), path: wordOf(path), message: wordOf(message) }
    }),
  )

/** The same for a call that gives an `Either`. */
const attemptEither = <A>(what: string, call: () => Either<Refused, A>): Either<Refused, A> =>
  pipe(
    attempt(what, () => {
      const given = call()
      if (!isEither(given)) return left(failing(what, 'it gave no Either'))
      return isLeft(given) ? left(plainProblems(given.left)) : given
    }),
    flatten,
  )

const isShare = (u: unknown): boolean =>
  isTable(u) &&
  isTable(u['neuron']) &&
  typeof u['neuron']['uid'] === 'number' &&
  typeof u['neuron']['hotkey'] === 'string' &&
  isTable(u['quota']) &&
  typeof u['quota']['numerator'] === 'bigint' &&
  typeof u['quota']['denominator'] === 'bigint' &&
  u['quota']['numerator'] >= 0n &&
  u['quota']['denominator'] > 0n

const isLeftOut = (u: unknown): boolean => isTable(u) && typeof u['reason'] === 'string'

const isListOf = (is: (u: unknown) => boolean, list: unknown): boolean => Array.isArray(list) && list.every(is)

/** A decision of which the shares, the exclusions and the warnings have the form that they should have; its warnings are told as problems are. */
const soundDecision = (decision: Decision): Either<Refused, Decision> => {
  const { shares, excluded, warnings } = decision
  const isSound = isListOf(isShare, shares) && isListOf(isLeftOut, excluded) && Array.isArray(warnings)
  return isSound ? right({ ...decision, warnings: plainProblems(warnings) }) : left(failing('decide', 'it gave no decision'))
}

/** The policy with every function guarded. */
export const guarded = <C>(policy: Policy<C>): GuardedPolicy<C> => {
  const { tracing } = policy
  return {
    name: policy.name,
    readConfig: (document) => attemptEither('readConfig', () => policy.readConfig(document)),
    updateConfig: (inForce) => (changes) => attemptEither('updateConfig', () => policy.updateConfig(inForce)(changes)),
    writeConfig: (config) => attempt('writeConfig', () => policy.writeConfig(config)),
    pace: (config) => attempt('pace', () => policy.pace(config)),
    tracing: (config) => (tracing === undefined ? right(null) : attempt('tracing', () => tracing(config))),
    readEvidence: (row) => attemptEither('readEvidence', () => policy.readEvidence(row)),
    decide: (config) => (world) => attemptEither('decide', () => chain(soundDecision)(policy.decide(config)(world))),
  }
}

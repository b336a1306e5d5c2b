/**
 * The terms of a config: what it asks of the validator, as plain data in the state. They are worked out once, when the config comes in
 * force, so that no stage has to read the config again to know when weights are due.
 *
 * They are checked: an interval that is no number would be waited for without an end, so a config with such terms is refused.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, flatten, map, mapLeft, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { GuardedPolicy } from '../policy/guarded.js'
import type { Refused } from '../policy/problem.js'
import { faultProblems } from '../policy/problem.js'
import { integerIn } from '../units/codec/count.js'
import { Flag } from '../units/codec/flag.js'
import { leaf } from '../units/codec/leaf.js'
import { numberIn } from '../units/codec/number-in.js'
import { struct } from '../units/codec/struct.js'

const isU64 = (u: unknown): u is bigint => typeof u === 'bigint' && u >= 0n && u <= 0xffff_ffff_ffff_ffffn

const Tracing = struct(
  'tracing',
  { completed: Flag, retention_days: numberIn(0, 36_600), clean_up_hours: numberIn(0.001, 87_840), most_seconds: numberIn(0, 86_400) },
  {},
)

const PaceCodec = struct(
  'the pace of a policy',
  {
    interval_blocks: integerIn(1, 10_000_000),
    version_key: leaf<bigint, bigint>('a bigint from 0 to 2^64 - 1', isU64),
    window_hours: numberIn(0, Number.MAX_VALUE),
  },
  {},
)

const TermsCodec = struct('the terms of a config', { pace: PaceCodec, tracing: t.union([t.null, Tracing], 'tracing or null') }, {})

/** What a config asks of the validator. */
export type Terms = {
  /** Blocks from one setting of weights to the next. */
  readonly interval_blocks: number
  /** A u64, in text. */
  readonly version_key: string
  /** Hours that the policy looks back on. */
  readonly window_hours: number
  /** What becomes of traces; null for a policy without traces. */
  readonly tracing: t.TypeOf<typeof Tracing> | null
}

const UNREADABLE: Refused = [{ _tag: 'PolicyFailed', path: '', message: 'the pace or the tracing of the policy throws when it is read' }]

/** What a policy gave, read; it may throw when it is looked at. */
const readTerms = (given: { readonly pace: unknown; readonly tracing: unknown }): Either<Refused, t.TypeOf<typeof TermsCodec>> =>
  pipe(
    tryCatch(
      () => pipe(TermsCodec.decode(given), mapLeft(faultProblems)),
      () => UNREADABLE,
    ),
    flatten,
  )

/** The terms of a config that was read, or every reason for which a validator can't work by them. */
export const termsOf =
  <C>(policy: GuardedPolicy<C>) =>
  (config: C): Either<Refused, Terms> =>
    pipe(
      policy.pace(config),
      chain((pace) =>
        pipe(
          policy.tracing(config),
          chain((tracing) => readTerms({ pace, tracing })),
        ),
      ),
      map(({ pace: { version_key, ...pace }, tracing }) => ({ ...pace, version_key: version_key.toString(), tracing })),
    )

/**
 * The rules by which a runtime runs epochs: by the height up to spec 422, by a schedule since.
 *
 * The schedule has two forms. In the first, an epoch is due in any case after more than 50,400 blocks without one, and the counter of
 * these blocks has no bound. In the newer, it is due after more blocks than the tempo, and the counter is held at the tempo + 1. Spec 423 to
 * 431 have the first, 459 has the newer; where between them it changed was not seen. Source: subtensor, spec 425 and 459.
 */
import { unknownRuntime } from '../preflight/chain-rules.js'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { isKnownSpec, RULE_SPANS } from '../preflight/spec.js'
import type { EpochCounters } from './epoch-schedule.js'
import { SAFETY_NET } from './epoch-schedule.js'
import type { ScheduleError } from './schedule-error.js'

/** A form of the schedule: that of spec 423 to 431, or the newer one. */
export type ScheduleRules = 'spec423' | 'newer'

/** The first spec that keeps a schedule. */
const FIRST_SCHEDULED_SPEC = RULE_SPANS.epochsAreCounted.since
/** The last spec of which it is known that it has the first form, and the first of which it is known that it has the newer one. */
const LAST_OF_FIRST_FORM = 431
const NEWER_FORM = 459

/** The forms that a runtime may have: one, or both where it is not known which. Empty up to spec 422. */
export const possibleRules = (spec: number): Either<ScheduleError, readonly ScheduleRules[]> => {
  if (!isKnownSpec(spec)) return left(unknownRuntime(spec))
  if (spec < FIRST_SCHEDULED_SPEC) return right([])
  if (spec <= LAST_OF_FIRST_FORM) return right(['spec423'])
  return right(spec < NEWER_FORM ? ['spec423', 'newer'] : ['newer'])
}

export const unsettledSafetyNet = (spec: number): ScheduleError => ({
  _tag: 'UnsettledSafetyNet',
  spec,
  before: LAST_OF_FIRST_FORM,
  from: NEWER_FORM,
})

/**
 * The form of the schedule on a runtime.
 *
 * Errors: `NoScheduleYet` up to spec 422, `UnsettledSafetyNet` for 432 to 458, `UnknownRuntime` for a runtime whose rules are not known.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { scheduleRules } from 'steelyard/chain'
 * scheduleRules(425) // => right('spec423')
 * scheduleRules(459) // => right('newer')
 * scheduleRules(422).left // => { _tag: 'NoScheduleYet', spec: 422 }
 * scheduleRules(440).left._tag // => 'UnsettledSafetyNet'
 * ```
 */
export const scheduleRules = (spec: number): Either<ScheduleError, ScheduleRules> => {
  const possible = possibleRules(spec)
  if (possible._tag === 'Left') return possible
  const [rules, other] = possible.right
  if (rules === undefined) return left({ _tag: 'NoScheduleYet', spec })
  return other === undefined ? right(rules) : left(unsettledSafetyNet(spec))
}

/** The safety net of a form: an epoch is due after more blocks than this without one. */
const safetyNet = (rules: ScheduleRules, tempo: number): number => (rules === 'newer' ? tempo : SAFETY_NET)

/** A schedule with the safety net of a form. */
export const withSafetyNet = (rules: ScheduleRules, counters: EpochCounters): EpochCounters => ({
  ...counters,
  safety_net: safetyNet(rules, counters.tempo),
})

/**
 * A schedule with the safety net of a runtime, unless it has one already; `UnsettledSafetyNet` where it is not known which the runtime has. Up to
 * spec 422 there is none, and the schedule stays as it is.
 */
export const withNetOf =
  (spec: number) =>
  <S extends EpochCounters>(counters: S): Either<ScheduleError, S> => {
    const possible = possibleRules(spec)
    if (possible._tag === 'Left') return possible
    const [rules, other] = possible.right
    if (rules === undefined || counters.safety_net !== undefined) return right(counters)
    return other === undefined ? right({ ...counters, safety_net: safetyNet(rules, counters.tempo) }) : left(unsettledSafetyNet(spec))
  }

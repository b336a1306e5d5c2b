/** A runtime whose rules are known. What follows a runtime takes it, so that the rules of an unknown one are never guessed. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { RuleName } from './spec.js'
import { holdsAt, isKnownSpec, NEWEST_KNOWN_SPEC, OLDEST_KNOWN_SPEC } from './spec.js'

/** A runtime by its `spec_version`, and which rules hold on it. `chainRules` makes it. */
export interface ChainRules {
  readonly spec: number
  readonly holds: (rule: RuleName) => boolean
}

/** The rules of this spec are not known: they are for `oldest` to `newest`. */
export interface UnknownRuntime {
  readonly _tag: 'UnknownRuntime'
  readonly spec: number
  readonly oldest: number
  readonly newest: number
}

export const unknownRuntime = (spec: number): UnknownRuntime => ({
  _tag: 'UnknownRuntime',
  spec,
  oldest: OLDEST_KNOWN_SPEC,
  newest: NEWEST_KNOWN_SPEC,
})

/**
 * The rules of a runtime, or `UnknownRuntime`.
 *
 * @example
 * ```ts
 * import { chainRules } from 'steelyard/chain'
 * chainRules(425).right.holds('epochsAreCounted') // => true
 * chainRules(460).left // => { _tag: 'UnknownRuntime', spec: 460, oldest: 293, newest: 459 }
 * ```
 */
export const chainRules = (spec: number): Either<UnknownRuntime, ChainRules> =>
  isKnownSpec(spec) ? right({ spec, holds: holdsAt(spec) }) : left(unknownRuntime(spec))

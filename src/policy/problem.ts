/** The form of problems that all policies share: the tag of the error, its path, and its message. */
import type * as t from 'io-ts'
import type { Fault } from '../units/codec/fault.js'
import { faultsOf, showFault } from '../units/codec/fault.js'
import type { SnapshotError } from '../network/snapshot-error.js'
import { showSnapshotError } from '../network/snapshot-error.js'
import type { More } from '../units/capped/capped.js'
import { capped, isMore, showMore } from '../units/capped/capped.js'

/**
 * One problem, named by its `_tag`, with a message. `path` is its place in the input; it is empty when the problem is
 * about the whole input. A list has at most 20 problems of a tag, and then a problem `More`, which also has the keys `of` (the tag) and
 * `count` (how many more there are).
 */
export type Problem = {
  readonly _tag: string
  readonly path: string
  readonly message: string
}

/** The problems of a refused input, at least one. */
export type Refused = readonly Problem[]

/** An error of a layer as a problem. A `More` keeps its count. */
export const withMessage = <E extends { readonly _tag: string; readonly path: string }>(error: E, show: (error: E) => string): Problem => {
  const message = show(error)
  return isMore(error) ? { ...error, message } : { _tag: error._tag, path: error.path, message }
}

/**
 * At most 20 problems of a tag, and how many more there are.
 *
 * @example
 * ```ts
 * import { cappedProblems } from 'steelyard/policy'
 * const rows = Array.from({ length: 1000 }, (_, i) => ({ _tag: 'BadRow', path: `results[${i}]`, message: 'no score' }))
 * cappedProblems(rows).length // => 21
 * cappedProblems(rows)[20].message // => 'and 980 more (BadRow)'
 * ```
 */
export const cappedProblems = (problems: readonly (Problem | More)[]): readonly Problem[] =>
  capped<Problem>(problems).map((problem) => (isMore(problem) ? { ...problem, message: showMore(problem) } : problem))

export const faultProblem = (fault: Fault): Problem => withMessage(fault, showFault)

/** The problem that a fault of a codec describes. */
export const faultProblems = (errors: t.Errors): Refused => faultsOf(errors).map(faultProblem)

export const snapshotProblem = (error: SnapshotError): Problem => withMessage(error, showSnapshotError)

/** The form of problems that all policies share: the tag of the error, its path, and its message. */
import type * as t from 'io-ts'
import type { Fault } from '../units/codec/fault.js'
import { faultsOf, showFault } from '../units/codec/fault.js'
import type { SnapshotError } from '../network/snapshot-error.js'
import { showSnapshotError } from '../network/snapshot-error.js'

/**
 * One problem, named by its `_tag`, with a message. `path` is its place in the input; it is empty when the problem is
 * about the whole input.
 */
export type Problem = {
  readonly _tag: string
  readonly path: string
  readonly message: string
}

/** The problems of a refused input, at least one. */
export type Refused = readonly Problem[]

export const faultProblem = (fault: Fault): Problem => ({ _tag: fault._tag, path: fault.path, message: showFault(fault) })

/** The problem that a fault of a codec describes. */
export const faultProblems = (errors: t.Errors): Refused => faultsOf(errors).map(faultProblem)

export const snapshotProblem = (error: SnapshotError): Problem => ({
  _tag: error._tag,
  path: error.path,
  message: showSnapshotError(error),
})

/** What is wrong, in the one form that every policy tells it: the tag of the error, its path, and its words. */
import type * as t from 'io-ts'
import type { Fault } from '../units/codec/fault.js'
import { faultsOf, showFault } from '../units/codec/fault.js'
import type { SnapshotError } from '../network/snapshot-error.js'
import { showSnapshotError } from '../network/snapshot-error.js'

/** One thing that is wrong, named by its `_tag` and said in words; `path` is where in the input, empty for all of it. */
export type Problem = {
  readonly _tag: string
  readonly path: string
  readonly message: string
}

/** A refused input: every problem, at least one. */
export type Refused = readonly Problem[]

export const faultProblem = (fault: Fault): Problem => ({ _tag: fault._tag, path: fault.path, message: showFault(fault) })

/** What a codec found. */
export const faultProblems = (errors: t.Errors): Refused => faultsOf(errors).map(faultProblem)

export const snapshotProblem = (error: SnapshotError): Problem => ({
  _tag: error._tag,
  path: error.path,
  message: showSnapshotError(error),
})

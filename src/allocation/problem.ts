/** What is wrong, in the one form that every policy tells it: the tag of the error, its path, and its words. */
import type * as t from 'io-ts'
import type { Fault } from '../units/fault.js'
import { faultsOf, showFault } from '../units/fault.js'
import type { AllocationError } from './allocation-error.js'
import { showAllocationError } from './allocation-error.js'
import type { Problem, Refused } from './policy.js'
import type { SnapshotError } from './snapshot-error.js'
import { showSnapshotError } from './snapshot-error.js'

export const faultProblem = (fault: Fault): Problem => ({ _tag: fault._tag, path: fault.path, message: showFault(fault) })

/** What a codec found. */
export const faultProblems = (errors: t.Errors): Refused => faultsOf(errors).map(faultProblem)

export const snapshotProblem = (error: SnapshotError): Problem => ({
  _tag: error._tag,
  path: error.path,
  message: showSnapshotError(error),
})

/** It is about a config and a subnet together, so it lies in neither. */
export const allocationProblem = (error: AllocationError): Problem => ({ _tag: error._tag, path: '', message: showAllocationError(error) })

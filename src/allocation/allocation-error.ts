/** The errors of an allocation from a valid config and a valid snapshot, and their messages. */
import type { ApportionError } from '../apportion/apportion-error.js'
import { showApportionError } from '../apportion/apportion-error.js'
import type { BurnTargetError } from '../policy/burn/burn-target-error.js'
import { showBurnTarget } from '../policy/burn/burn-target-error.js'
import type { Problem } from '../policy/problem.js'

/** Why there is no allocation. Each error carries the values that it is about. */
export type AllocationError = ApportionError | BurnTargetError

/**
 * An allocation error in words, on one line, with the key of the config that it is about.
 *
 * @example
 * ```ts
 * import { showAllocationError } from 'steelyard/allocation'
 * const error = { _tag: 'BurnTargetMissing', burn_uid: 204, burn_hotkey: null, percentage: '80.000000000000' }
 * showAllocationError(error) // => 'emission.burn_uid: uid 204 is not on the metagraph, and 80 % of the whole is to burn'
 * ```
 */
export const showAllocationError = (error: AllocationError): string => {
  switch (error._tag) {
    case 'BurnTargetMissing':
    case 'BurnTargetMismatch':
    case 'BurnDestinationForeign':
      return showBurnTarget(error)
    default:
      return showApportionError(error)
  }
}

/** An allocation error as the `Problem` of a policy. It concerns a config and a snapshot together, so its path is empty. */
export const allocationProblem = (error: AllocationError): Problem => ({ _tag: error._tag, path: '', message: showAllocationError(error) })

/**
 * What the commands say about the burn target. A target that is not the owner's is an error, unless the user allows it.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Allocation } from '../../allocation/allocation.js'
import type { AllocationError } from '../../allocation/allocation-error.js'
import { showAllocationError } from '../../allocation/allocation-error.js'
import type { BurnTargetKeys } from '../../policy/burn/burn-target.js'
import { showBurnTarget } from '../../policy/burn/burn-target-error.js'

/** An error of an allocation as a message, with the key of the config and the option that allows it. */
export const allocationErrorInWords = ({ burn_hotkey }: BurnTargetKeys, error: AllocationError): string => {
  if (error._tag !== 'BurnDestinationForeign') return showAllocationError(error)
  return `emission.${burn_hotkey === undefined ? 'burn_uid' : 'burn_hotkey'}: ${showBurnTarget(error)} (--allow-foreign-burn if that is meant)`
}

/**
 * For an allocation that was computed with a foreign target allowed: the warnings as messages, or the error as a message when
 * the user did not allow it.
 */
export const burnVerdict = (config: BurnTargetKeys, { burn }: Allocation, allowForeignBurn: boolean): Either<string, readonly string[]> => {
  const foreign = burn.warnings.find((warning) => warning._tag === 'BurnDestinationForeign')
  return foreign === undefined || allowForeignBurn
    ? right(burn.warnings.map(showBurnTarget))
    : left(allocationErrorInWords(config, foreign))
}

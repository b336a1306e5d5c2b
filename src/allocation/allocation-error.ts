/** Why a valid config and a valid snapshot give no allocation, and how to say it. */
import type { ApportionError } from '../apportion/apportion-error.js'
import { showApportionError } from '../apportion/apportion-error.js'
import type { Hotkey } from '../units/hotkey.js'
import type { Uid } from '../units/uid.js'

export type AllocationError =
  | ApportionError
  /** Something burns, and no neuron receives it. `share` is the exact part of the whole that burns, 12 decimals. */
  | { readonly _tag: 'BurnTargetMissing'; readonly burn_uid: Uid | null; readonly burn_hotkey: Hotkey | null; readonly share: string }
  /** `burn_uid` and `burn_hotkey` are two different neurons, or only one of them is on the metagraph. */
  | {
      readonly _tag: 'BurnTargetMismatch'
      readonly burn_uid: Uid
      readonly burn_hotkey: Hotkey
      readonly hotkey_at_uid: Hotkey | null
      readonly uid_of_hotkey: Uid | null
    }

/**
 * An allocation error in words, on one line.
 *
 * @example
 * ```ts
 * import { showAllocationError } from 'steelyard/allocation'
 * const error = { _tag: 'BurnTargetMissing', burn_uid: 204, burn_hotkey: null, share: '0.800000000000' }
 * showAllocationError(error) // => 'burn_uid 204 is not on the metagraph, and 0.800000000000 of the whole is to burn'
 * ```
 */
export const showAllocationError = (error: AllocationError): string => {
  switch (error._tag) {
    case 'BurnTargetMissing': {
      const { burn_uid, burn_hotkey, share } = error
      if (burn_uid === null && burn_hotkey === null)
        return `neither burn_uid nor burn_hotkey is configured, and ${share} of the whole is to burn`
      const target = burn_uid === null ? `burn_hotkey ${burn_hotkey}` : `burn_uid ${burn_uid}`
      return `${target} is not on the metagraph, and ${share} of the whole is to burn`
    }
    case 'BurnTargetMismatch': {
      const { burn_uid, burn_hotkey, hotkey_at_uid, uid_of_hotkey } = error
      const there = uid_of_hotkey === null ? 'is not on the metagraph' : `has uid ${uid_of_hotkey}`
      const here = hotkey_at_uid === null ? 'is not on the metagraph' : `belongs to ${hotkey_at_uid}`
      return `burn_uid and burn_hotkey disagree: uid ${burn_uid} ${here}, and ${burn_hotkey} ${there}`
    }
    default:
      return showApportionError(error)
  }
}

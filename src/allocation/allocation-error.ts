/** Why a valid config and a valid snapshot give no allocation, and how to say it. */
import type { ApportionError } from '../apportion/apportion-error.js'
import { showApportionError } from '../apportion/apportion-error.js'
import type { Hotkey } from '../units/hotkey.js'
import type { Uid } from '../units/uid.js'

/** Why there is no allocation; each error carries the values that it is about. */
export type AllocationError =
  | ApportionError
  /** Something burns, and no neuron receives it. `percentage` of the whole burns, to 12 decimals, half up. */
  | { readonly _tag: 'BurnTargetMissing'; readonly burn_uid: Uid | null; readonly burn_hotkey: Hotkey | null; readonly percentage: string }
  /** `burn_uid` and `burn_hotkey` are two different neurons, or only one of them is on the metagraph. */
  | {
      readonly _tag: 'BurnTargetMismatch'
      readonly burn_uid: Uid
      readonly burn_hotkey: Hotkey
      readonly hotkey_at_uid: Hotkey | null
      readonly uid_of_hotkey: Uid | null
    }

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
    case 'BurnTargetMissing': {
      const { burn_uid, burn_hotkey, percentage } = error
      const shown = percentage.replace(/\.?0+$/, '')
      const burns = `${shown === '0' ? 'something' : `${shown} %`} of the whole is to burn`
      if (burn_uid === null && burn_hotkey === null) return `emission.burn_uid: neither it nor burn_hotkey is configured, and ${burns}`
      const target = burn_uid === null ? `burn_hotkey: ${burn_hotkey}` : `burn_uid: uid ${burn_uid}`
      return `emission.${target} is not on the metagraph, and ${burns}`
    }
    case 'BurnTargetMismatch': {
      const { burn_uid, burn_hotkey, hotkey_at_uid, uid_of_hotkey } = error
      const there = uid_of_hotkey === null ? 'is not on the metagraph' : `has uid ${uid_of_hotkey}`
      const here = hotkey_at_uid === null ? 'is not on the metagraph' : `belongs to ${hotkey_at_uid}`
      return `emission.burn_hotkey: disagrees with burn_uid: uid ${burn_uid} ${here}, and ${burn_hotkey} ${there}`
    }
    default:
      return showApportionError(error)
  }
}

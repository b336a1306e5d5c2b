/** Why what is to burn has nobody to receive it, or would not burn, and how to say it. */
import type { Owner } from '../../network/subnet.js'
import type { Coldkey, Hotkey } from '../../units/address/hotkey.js'
import type { Uid } from '../../units/integer/uid.js'
import type { Problem } from '../problem.js'

/** The target is neither the owner's hotkey nor one of the owner's coldkey: it would be paid. */
export interface ForeignTarget {
  readonly _tag: 'BurnDestinationForeign'
  readonly uid: Uid
  readonly hotkey: Hotkey
  readonly coldkey: Coldkey
  readonly owner: Owner
}

/** Why there is no burn target. */
export type BurnTargetError =
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
  | ForeignTarget

/** What someone should look at before the burn target is paid. */
export type BurnTargetWarning =
  /** The subnet names no owner, so it is not known whether the target burns. */
  | { readonly _tag: 'OwnerUnknown'; readonly uid: Uid; readonly hotkey: Hotkey }
  /** Where a foreign target is allowed. */
  | ForeignTarget

/**
 * A burn target's error or warning in words, on one line, with the key of the config that it is about.
 *
 * @example
 * ```ts
 * import { showBurnTarget } from 'steelyard/policy'
 * const missing = { _tag: 'BurnTargetMissing', burn_uid: 204, burn_hotkey: null, percentage: '80.000000000000' }
 * showBurnTarget(missing) // => 'emission.burn_uid: uid 204 is not on the metagraph, and 80 % of the whole is to burn'
 * showBurnTarget({ _tag: 'OwnerUnknown', uid: 1, hotkey: '5B' }) // => 'the snapshot names no owner: a weight for uid 1 (5B) burns only if that hotkey is the owner\'s'
 * ```
 */
export const showBurnTarget = (issue: BurnTargetError | BurnTargetWarning): string => {
  switch (issue._tag) {
    case 'BurnTargetMissing': {
      const { burn_uid, burn_hotkey, percentage } = issue
      const shown = percentage.replace(/\.?0+$/, '')
      const burns = `${shown === '0' ? 'something' : `${shown} %`} of the whole is to burn`
      if (burn_uid === null && burn_hotkey === null) return `emission.burn_uid: neither it nor burn_hotkey is configured, and ${burns}`
      const target = burn_uid === null ? `burn_hotkey: ${burn_hotkey}` : `burn_uid: uid ${burn_uid}`
      return `emission.${target} is not on the metagraph, and ${burns}`
    }
    case 'BurnTargetMismatch': {
      const { burn_uid, burn_hotkey, hotkey_at_uid, uid_of_hotkey } = issue
      const there = uid_of_hotkey === null ? 'is not on the metagraph' : `has uid ${uid_of_hotkey}`
      const here = hotkey_at_uid === null ? 'is not on the metagraph' : `belongs to ${hotkey_at_uid}`
      return `emission.burn_hotkey: disagrees with burn_uid: uid ${burn_uid} ${here}, and ${burn_hotkey} ${there}`
    }
    case 'BurnDestinationForeign': {
      const { uid, hotkey, coldkey, owner } = issue
      return `uid ${uid} (${hotkey} of ${coldkey}) is not the owner's (${owner.hotkey}, ${owner.coldkey}): what is to burn would be paid to it`
    }
    case 'OwnerUnknown':
      return `the snapshot names no owner: a weight for uid ${issue.uid} (${issue.hotkey}) burns only if that hotkey is the owner's`
  }
}

/** The same in the one form that every policy tells its problems; it is about a config and a subnet together, so its path is empty. */
export const burnTargetProblem = (issue: BurnTargetError | BurnTargetWarning): Problem => ({
  _tag: issue._tag,
  path: '',
  message: showBurnTarget(issue),
})

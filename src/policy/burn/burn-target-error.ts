/** Why the weight that should burn has no receiver, or would not burn: as data and as messages. */
import type { Owner } from '../../network/subnet.js'
import type { Coldkey, Hotkey } from '../../units/address/hotkey.js'
import type { Uid } from '../../units/integer/uid.js'
import type { Problem } from '../problem.js'
import { plain } from '../../units/text/plain.js'

/**
 * The target is neither the owner's hotkey nor another hotkey of the owner's coldkey, so its weight would be paid to
 * it.
 */
export interface ForeignTarget {
  readonly _tag: 'BurnDestinationForeign'
  readonly uid: Uid
  readonly hotkey: Hotkey
  readonly coldkey: Coldkey
  readonly owner: Owner
}

/** Why there is no burn target. */
export type BurnTargetError =
  /**
   * Something burns, and there is no neuron to receive it. `percentage` is the part of the whole that burns, with 12
   * decimals, rounded half up.
   */
  | { readonly _tag: 'BurnTargetMissing'; readonly burn_uid: Uid | null; readonly burn_hotkey: Hotkey | null; readonly percentage: string }
  /** `burn_uid` and `burn_hotkey` name two different neurons, or only one of them is in the metagraph. */
  | {
      readonly _tag: 'BurnTargetMismatch'
      readonly burn_uid: Uid
      readonly burn_hotkey: Hotkey
      readonly hotkey_at_uid: Hotkey | null
      readonly uid_of_hotkey: Uid | null
    }
  | ForeignTarget

/** What an operator should check before the burn target gets its weight. */
export type BurnTargetWarning =
  /** The subnet's document names no owner, so it is not known whether the target's weight burns. */
  | { readonly _tag: 'OwnerUnknown'; readonly uid: Uid; readonly hotkey: Hotkey }
  /** The target is not the owner's, and this is allowed. */
  | ForeignTarget

/**
 * An error or warning about the burn target as a message on one line, with the key of the config that it is about.
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
      const shown = plain(percentage).replace(/\.?0+$/, '')
      const burns = `${shown === '0' ? 'something' : `${shown} %`} of the whole is to burn`
      if (burn_uid === null && burn_hotkey === null) return `emission.burn_uid: neither it nor burn_hotkey is configured, and ${burns}`
      const target = burn_uid !== null ? `burn_uid: uid ${burn_uid}` : `burn_hotkey: ${plain(burn_hotkey!)}`
      return `emission.${target} is not on the metagraph, and ${burns}`
    }
    case 'BurnTargetMismatch': {
      const { burn_uid, burn_hotkey, hotkey_at_uid, uid_of_hotkey } = issue
      const there = uid_of_hotkey === null ? 'is not on the metagraph' : `has uid ${uid_of_hotkey}`
      const here = hotkey_at_uid === null ? 'is not on the metagraph' : `belongs to ${plain(hotkey_at_uid)}`
      return `emission.burn_hotkey: disagrees with burn_uid: uid ${burn_uid} ${here}, and ${plain(burn_hotkey)} ${there}`
    }
    case 'BurnDestinationForeign': {
      const { uid, hotkey, coldkey, owner } = issue
      return `uid ${uid} (${plain(hotkey)} of ${plain(coldkey)}) is not the owner's (${plain(owner.hotkey)}, ${plain(owner.coldkey)}): what is to burn would be paid to it`
    }
    case 'OwnerUnknown':
      return `the snapshot names no owner: a weight for uid ${issue.uid} (${plain(issue.hotkey)}) burns only if that hotkey is the owner's`
  }
}

/** The same in the form of problems that all policies share. Its path is empty, because it is about a config and a subnet together. */
export const burnTargetProblem = (issue: BurnTargetError | BurnTargetWarning): Problem => ({
  _tag: issue._tag,
  path: '',
  message: showBurnTarget(issue),
})

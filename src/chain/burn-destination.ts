/**
 * Whether what burns really burns. A weight burns only where the hotkey is the subnet owner's, or belongs to the owner's
 * coldkey; anywhere else it pays a stranger.
 *
 * The hotkey is who is meant, the uid only where it was last seen. Source: subtensor's handling of the owner's incentive.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { EmissionConfig } from '../allocation/emission-config.js'
import type { Neuron, Snapshot } from '../allocation/snapshot.js'
import type { Coldkey, Hotkey } from '../units/hotkey.js'
import type { Uid } from '../units/uid.js'

/** Why what is to burn would not burn, or not where it is meant to. */
export type BurnDestinationError =
  /** Nothing is configured, or it is not on the metagraph. `hotkey_at_uid` is who sits at `burn_uid` instead. */
  | {
      readonly _tag: 'BurnDestinationMissing'
      readonly burn_uid: Uid | null
      readonly burn_hotkey: Hotkey | null
      readonly hotkey_at_uid: Hotkey | null
    }
  /** The hotkey is at `uid` and not at `burn_uid`, where `hotkey_at_uid` sits, or nobody. */
  | {
      readonly _tag: 'BurnDestinationMoved'
      readonly burn_uid: Uid
      readonly burn_hotkey: Hotkey
      readonly uid: Uid
      readonly hotkey_at_uid: Hotkey | null
    }
  /** Neither the owner's hotkey nor one of the owner's coldkey: this would be paid. */
  | {
      readonly _tag: 'BurnDestinationForeign'
      readonly uid: Uid
      readonly hotkey: Hotkey
      readonly coldkey: Coldkey
      readonly owner: { readonly hotkey: Hotkey; readonly coldkey: Coldkey }
    }

/** The snapshot names no owner, so nobody can tell whether it burns. */
export interface BurnDestinationWarning {
  readonly _tag: 'OwnerUnknown'
  readonly uid: Uid
  readonly hotkey: Hotkey
}

type Target = Pick<EmissionConfig, 'burn_uid' | 'burn_hotkey'>
type Whereabouts = Pick<Snapshot, 'neurons' | 'owner'>

const find = ({ burn_uid, burn_hotkey }: Target, neurons: readonly Neuron[]): Either<BurnDestinationError, Neuron> => {
  const atUid = neurons.find(({ uid }) => uid === burn_uid)
  const hotkey_at_uid = atUid?.hotkey ?? null
  const meant = burn_hotkey === undefined ? atUid : neurons.find(({ hotkey }) => hotkey === burn_hotkey)
  if (meant === undefined)
    return left({ _tag: 'BurnDestinationMissing', burn_uid: burn_uid ?? null, burn_hotkey: burn_hotkey ?? null, hotkey_at_uid })
  return burn_uid !== undefined && meant.uid !== burn_uid
    ? left({ _tag: 'BurnDestinationMoved', burn_uid, burn_hotkey: meant.hotkey, uid: meant.uid, hotkey_at_uid })
    : right(meant)
}

/**
 * Checks where the burn goes. `burns`: whether anything does; if nothing, there is nothing to say. The first error counts:
 * missing, moved, foreign. A snapshot without an owner gives a warning in place of the last.
 *
 * @example
 * ```ts
 * import { checkBurnDestination } from 'steelyard/chain'
 * const neurons = [{ uid: 0, hotkey: '5A', coldkey: '5C' }, { uid: 1, hotkey: '5B', coldkey: '5D' }]
 * const owner = { hotkey: '5X', coldkey: '5C' }
 * checkBurnDestination({ burn_hotkey: '5A' })({ neurons, owner })(true).right // => []
 * checkBurnDestination({ burn_uid: 1 })({ neurons, owner })(true).left._tag // => 'BurnDestinationForeign'
 * checkBurnDestination({ burn_uid: 1 })({ neurons })(true).right // => [{ _tag: 'OwnerUnknown', uid: 1, hotkey: '5B' }]
 * checkBurnDestination({ burn_uid: 1, burn_hotkey: '5A' })({ neurons, owner })(true).left._tag // => 'BurnDestinationMoved'
 * checkBurnDestination({ burn_uid: 9 })({ neurons, owner })(false).right // => []
 * ```
 */
export const checkBurnDestination =
  (config: Target) =>
  ({ neurons, owner }: Whereabouts) =>
  (burns: boolean): Either<BurnDestinationError, readonly BurnDestinationWarning[]> => {
    if (!burns) return right([])
    const found = find(config, neurons)
    if (found._tag === 'Left') return found
    const { uid, hotkey, coldkey } = found.right
    if (owner === undefined) return right([{ _tag: 'OwnerUnknown', uid, hotkey }])
    const { hotkey: ownerHotkey, coldkey: ownerColdkey } = owner
    return hotkey === ownerHotkey || coldkey === ownerColdkey
      ? right([])
      : left({ _tag: 'BurnDestinationForeign', uid, hotkey, coldkey, owner: { hotkey: ownerHotkey, coldkey: ownerColdkey } })
  }

const whoSits = (hotkey: Hotkey | null): string => (hotkey === null ? 'nobody sits' : `${hotkey} sits`)

/**
 * A burn destination's error or warning in words, on one line, with the key of the config that it is about.
 *
 * @example
 * ```ts
 * import { showBurnDestination } from 'steelyard/chain'
 * showBurnDestination({ _tag: 'BurnDestinationMoved', burn_uid: 1, burn_hotkey: '5A', uid: 0, hotkey_at_uid: '5B' }) // => 'emission.burn_uid: 5A is at uid 0 now, and 5B sits at uid 1'
 * showBurnDestination({ _tag: 'OwnerUnknown', uid: 1, hotkey: '5B' }) // => 'the snapshot names no owner: a weight for uid 1 (5B) burns only if that hotkey is the owner\'s'
 * ```
 */
export const showBurnDestination = (issue: BurnDestinationError | BurnDestinationWarning): string => {
  switch (issue._tag) {
    case 'BurnDestinationMissing': {
      const { burn_uid, burn_hotkey, hotkey_at_uid } = issue
      if (burn_hotkey === null)
        return burn_uid === null
          ? 'emission.burn_hotkey: neither it nor burn_uid is configured, and something is to burn'
          : `emission.burn_uid: uid ${burn_uid} is not on the metagraph, and something is to burn`
      const slot = burn_uid === null ? '' : `, and ${whoSits(hotkey_at_uid)} at uid ${burn_uid}`
      return `emission.burn_hotkey: ${burn_hotkey} is not on the metagraph${slot}`
    }
    case 'BurnDestinationMoved':
      return `emission.burn_uid: ${issue.burn_hotkey} is at uid ${issue.uid} now, and ${whoSits(issue.hotkey_at_uid)} at uid ${issue.burn_uid}`
    case 'BurnDestinationForeign': {
      const { uid, hotkey, coldkey, owner } = issue
      return `uid ${uid} (${hotkey} of ${coldkey}) is not the owner's (${owner.hotkey}, ${owner.coldkey}): what is to burn would be paid to it`
    }
    case 'OwnerUnknown':
      return `the snapshot names no owner: a weight for uid ${issue.uid} (${issue.hotkey}) burns only if that hotkey is the owner's`
  }
}

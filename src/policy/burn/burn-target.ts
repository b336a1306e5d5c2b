/**
 * Which neuron receives the weight that burns. Every policy, `allocate` and the command line use this one rule.
 *
 * A weight burns only if the hotkey is the subnet owner's hotkey or belongs to the owner's coldkey. Any other hotkey is paid. So
 * there is no default target. It is an error if the target is not in the metagraph, if uid and hotkey name different neurons, or if
 * the target is not the owner's. Source: subtensor's handling of the owner's incentive.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Neuron, Subnet } from '../../network/subnet.js'
import type { Fraction } from '../../units/exact/fraction.js'
import type { Percent } from '../../units/exact/percent.js'
import type { Hotkey } from '../../units/address/hotkey.js'
import type { Uid } from '../../units/integer/uid.js'
import { percentOfWhole } from '../shares/whole.js'
import type { BurnTargetError, BurnTargetWarning } from './burn-target-error.js'

/** How much burns, and which neuron receives it; the keys are those of `[emission]`. */
export interface BurnSettings {
  readonly burn_percentage: Percent
  readonly burn_uid?: Uid
  readonly burn_hotkey?: Hotkey
}

/** The two settings that name the target. */
export type BurnTargetKeys = Pick<BurnSettings, 'burn_uid' | 'burn_hotkey'>

/** Whether a target that is not the owner's is allowed. Such a target is paid, and nothing burns. The default is no. */
export interface ForeignBurn {
  readonly allowForeignBurn?: boolean
}

/**
 * The neuron that the settings name by uid, by hotkey, or by both. Null when they name none, or when the neuron that they name is not in
 * the metagraph. Error: both are given and do not name the same neuron, whether or not anything burns.
 *
 * @example
 * ```ts
 * import { findBurnTarget } from 'steelyard/policy'
 * const neurons = [{ uid: 0, hotkey: '5A' }, { uid: 1, hotkey: '5B' }]
 * findBurnTarget({ burn_uid: 1 })(neurons).right // => { uid: 1, hotkey: '5B' }
 * findBurnTarget({ burn_uid: 1, burn_hotkey: '5A' })(neurons).left // => { _tag: 'BurnTargetMismatch', burn_uid: 1, burn_hotkey: '5A', hotkey_at_uid: '5B', uid_of_hotkey: 0 }
 * ```
 */
export const findBurnTarget =
  ({ burn_uid, burn_hotkey }: BurnTargetKeys) =>
  (neurons: readonly Neuron[]): Either<BurnTargetError, Neuron | null> => {
    const atUid = neurons.find(({ uid }) => uid === burn_uid)
    const ofHotkey = neurons.find(({ hotkey }) => hotkey === burn_hotkey)
    return burn_uid !== undefined && burn_hotkey !== undefined && atUid !== ofHotkey
      ? left({
          _tag: 'BurnTargetMismatch',
          burn_uid,
          burn_hotkey,
          hotkey_at_uid: atUid?.hotkey ?? null,
          uid_of_hotkey: ofHotkey?.uid ?? null,
        })
      : right(atUid ?? ofHotkey ?? null)
  }

const percentage = percentOfWhole(12)

/**
 * Checks a target that was found; `quota` is the exact part of the 65535 units that burns. When it is 0, nothing is checked. Errors:
 * there is no target (`BurnTargetMissing`); the target is not the owner's (`BurnDestinationForeign`), which is a warning when a
 * foreign target is allowed. A subnet without an owner gives the warning `OwnerUnknown`.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { judgeBurnTarget } from 'steelyard/policy'
 * const target = { uid: 1, hotkey: '5B', coldkey: '5D' }
 * const owner = { hotkey: '5X', coldkey: '5C' }
 * const judge = judgeBurnTarget({ burn_uid: 1 })({ owner })
 * judge(target, Fractions.fraction(3277n)).left._tag // => 'BurnDestinationForeign'
 * judge(target, Fractions.fraction(0n)).right // => []
 * judge(null, Fractions.fraction(3277n)).left.percentage // => '5.000381475547'
 * judgeBurnTarget({ burn_uid: 1 })({})(target, Fractions.fraction(3277n)).right // => [{ _tag: 'OwnerUnknown', uid: 1, hotkey: '5B' }]
 * ```
 */
export const judgeBurnTarget =
  ({ burn_uid, burn_hotkey }: BurnTargetKeys, { allowForeignBurn = false }: ForeignBurn = {}) =>
  ({ owner }: Pick<Subnet, 'owner'>) =>
  (target: Neuron | null, quota: Fraction): Either<BurnTargetError, readonly BurnTargetWarning[]> => {
    if (quota.numerator === 0n) return right([])
    if (target === null)
      return left({
        _tag: 'BurnTargetMissing',
        burn_uid: burn_uid ?? null,
        burn_hotkey: burn_hotkey ?? null,
        percentage: percentage(quota),
      })
    const { uid, hotkey, coldkey } = target
    if (owner === undefined) return right([{ _tag: 'OwnerUnknown', uid, hotkey }])
    if (hotkey === owner.hotkey || coldkey === owner.coldkey) return right([])
    const foreign = { _tag: 'BurnDestinationForeign', uid, hotkey, coldkey, owner } as const
    return allowForeignBurn ? right([foreign]) : left(foreign)
  }

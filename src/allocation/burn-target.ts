/**
 * Who receives what burns. A weight burns only on a hotkey of the subnet's owner, so there is no default: a target that is
 * not on the metagraph, or is another than meant, is an error and never somebody else.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Fraction } from '../units/fraction.js'
import { divide, fraction } from '../units/fraction.js'
import { toFixed } from '../units/fraction-rounding.js'
import { TOTAL } from './allocation.js'
import type { AllocationError } from './allocation-error.js'
import type { EmissionConfig } from './emission-config.js'
import type { Neuron } from './snapshot.js'

type Target = Pick<EmissionConfig, 'burn_uid' | 'burn_hotkey'>

/**
 * The neuron that the config names by uid, by hotkey, or by both; null when it names none or the one it names is not on
 * the metagraph. Named by both, the two must be the same neuron, whether or not anything burns.
 */
export const findBurnTarget =
  ({ burn_uid, burn_hotkey }: Target) =>
  (neurons: readonly Neuron[]): Either<AllocationError, Neuron | null> => {
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

/** The error where an exact part of the 65535 units burns and nobody receives it. */
export const burnTargetMissing = ({ burn_uid, burn_hotkey }: Target, quota: Fraction): AllocationError => ({
  _tag: 'BurnTargetMissing',
  burn_uid: burn_uid ?? null,
  burn_hotkey: burn_hotkey ?? null,
  percentage: toFixed(12)(divide(quota, fraction(BigInt(TOTAL), 100n))),
})

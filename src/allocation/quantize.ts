/**
 * u16 weights from an allocation, at one of two scales. Both come from the exact quotas; nothing is rounded twice.
 *
 * The chain scales what it is given up to a maximum of 65535 and then normalises, so a vector that sums to 65535 is not
 * what it keeps. `sum` is the ledger, for audit; `max` is what to submit.
 */
import type { Allocation } from './allocation.js'
import { largestQuota, scaledToMaximum } from './maximum-scale.js'
import { shares } from './shares.js'

export type Scale = 'sum' | 'max'

/** Parallel columns, sorted by uid, uids unique, without the weights that are 0. */
export interface U16Weights {
  readonly uids: Uint16Array
  readonly weights: Uint16Array
}

/**
 * The weights of an allocation. `sum`: the ledger, which sums to 65535. `max`: the largest is 65535 and each entry is its
 * exact value rounded half up, once.
 *
 * @example
 * ```ts
 * import { fraction } from 'steelyard'
 * import { quantize } from 'steelyard/allocation'
 * const target = { uid: 3 }
 * const claims = [{ neuron: { uid: 1 } }, { neuron: { uid: 2 } }]
 * const pool = { quota: fraction(32768n), units: 32768, claims, counted: Float64Array.of(1, 3), parts: Uint32Array.of(8192, 24576) }
 * const allocation = { burn: { target, quota: fraction(32767n), units: 32767 }, pools: [pool] }
 * quantize('sum')(allocation) // => { uids: Uint16Array.of(1, 2, 3), weights: Uint16Array.of(8192, 24576, 32767) }
 * quantize('max')(allocation) // => { uids: Uint16Array.of(1, 2, 3), weights: Uint16Array.of(16384, 49153, 65535) }
 * ```
 */
export const quantize =
  (scale: Scale) =>
  (allocation: Allocation): U16Weights => {
    const all = shares(allocation)
    const toMaximum = scaledToMaximum(largestQuota(all))
    const weights = all.map(({ quota, units }) => (scale === 'max' ? toMaximum(quota) : units))
    const paid = all.flatMap(({ neuron: { uid } }, i) => (weights[i]! > 0 ? [{ uid, weight: weights[i]! }] : []))
    return {
      uids: Uint16Array.from(paid, ({ uid }) => uid),
      weights: Uint16Array.from(paid, ({ weight }) => weight),
    }
  }

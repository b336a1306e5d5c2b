/**
 * Makes u16 weights of an allocation, at one of two scales. Both are made of the exact quotas, and nothing is rounded twice.
 *
 * The chain scales a vector up to a maximum of 65535 and then normalises it, so it does not keep a vector that sums to 65535. `sum` is the
 * ledger, for audits. `max` is the vector to submit.
 */
import type { Allocation } from '../allocation.js'
import { maximumWeights } from '../../policy/shares/maximum-scale.js'
import { recipientsOf } from '../../policy/shares/recipients.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'

/** `sum`: the ledger, which sums to 65535. `max`: the largest weight is 65535. */
export type Scale = 'sum' | 'max'

/**
 * The weights of an allocation. `sum`: the ledger, which sums to 65535. `max`: the largest is 65535 and each entry is its
 * exact value rounded half up, once.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { fraction } = Fractions
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
    const { uids, units, nodes } = recipientsOf(allocation)
    const weights = scale === 'max' ? maximumWeights(nodes, uids.length) : units
    const paid = Uint32Array.from(uids.keys()).filter((i) => weights[i]! > 0)
    return { uids: Uint16Array.from(paid, (i) => uids[i]!), weights: Uint16Array.from(paid, (i) => weights[i]!) }
  }

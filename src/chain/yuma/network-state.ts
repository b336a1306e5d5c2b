/** The state on which weights are forecast, and what is wrong with weights for it. */
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import type { Counting } from './counted-epoch.js'
import type { EpochInput } from './epoch-input.js'
import type { YumaError } from './yuma-error.js'

/** A subnet's state, the spec of its runtime, and the uid of the validator that sets the weights. */
export interface NetworkState extends Partial<Counting> {
  /** The runtime's `spec_version`: it decides which rules hold. */
  readonly spec: number
  /** The input of the mechanism to which the weights go. If the subnet has several ones, take it from `mechanismInputs`. */
  readonly input: EpochInput
  readonly uid: number
  /** The hotkeys of the subnet by uid: if two are the same, the chain skips its epochs. */
  readonly hotkeys?: readonly string[]
}

/** The indices of uids that already occur earlier. */
const repeatedIn = (uids: Uint16Array): readonly number[] => {
  const seen = new Set<number>()
  return Array.from(uids.entries()).flatMap(([k, uid]) => {
    const again = seen.has(uid)
    seen.add(uid)
    return again ? [k] : []
  })
}

/** The mistakes of a validator and its weights: neurons that are not on the subnet, and vectors that the chain refuses. */
export const strangers = ({ input: { n }, uid }: NetworkState, { uids, weights }: U16Weights): readonly YumaError[] => [
  ...(Number.isInteger(uid) && uid >= 0 && uid < n ? [] : [{ _tag: 'UnknownNeuron', path: 'uid', value: uid } as const]),
  ...(uids.length === weights.length
    ? []
    : [{ _tag: 'Unexpected', path: 'weights', value: weights.length, expected: `${uids.length} weights, one for each uid` } as const]),
  ...Array.from(uids.entries()).flatMap(([k, value]): readonly YumaError[] =>
    value < n ? [] : [{ _tag: 'UnknownNeuron', path: `uids[${k}]`, value }],
  ),
  // The chain refuses such a vector.
  ...repeatedIn(uids).map((k): YumaError => ({ _tag: 'Unexpected', path: `uids[${k}]`, value: uids[k]!, expected: 'each uid once' })),
]

/**
 * The Python SDK's `process_weights`: drops zeros and the lowest quantile, keeps the subnet's minimum count, caps the largest.
 *
 * The SDK's fallbacks are used only here, for agreement with co-validators on Python: equal weights for all neurons when no
 * weight is above 0 (or all are NaN), and 0.00001 more for every neuron when too few weights are above 0. Both pay miners that
 * earned nothing; the rest of the library does not do this. Source: `bittensor.utils.weight_utils` on NumPy 2. Line 11 has no fallback:
 * it is in `conform-weights.ts`.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { U16_MAX } from '../../units/integer/u16.js'
import { conformWeights } from './conform-weights.js'
import type { ConversionError } from './conversion-error.js'
import type { FloatColumn } from './float-column.js'
import { quantile } from './float-column.js'
import { normalizeMaxWeightLikeSdk } from './normalize-max-weight-like-sdk.js'
import type { SdkOptions } from './sdk-line.js'

/** The values that the SDK reads from the chain, its own option `exclude_quantile`, and the line of the SDK. */
export interface ProcessOptions extends SdkOptions {
  /** The number of neurons on the subnet: an integer of at least 0. Line 11 does not use it. */
  readonly num_neurons: number
  /** The subnet's minimum count of weights: an integer of at least 0. */
  readonly min_allowed_weights: number
  /** The largest share that one neuron may have, from 0 to 1. */
  readonly max_weight_limit: number
  /** The part of the lowest weights to leave out, in parts of 65535: an integer from 0 to 65535. Line 11 has no such option: 0. */
  readonly exclude_quantile: number
  /** The validator's own uid. In line 11, a single weight to itself has no minimum and no limit. Line 10 does not use it. */
  readonly own_uid?: number
}

/** Parallel columns: float32, or float64 when a fallback or line 11 made the weights. */
export interface ProcessedWeights {
  readonly uids: readonly number[]
  readonly weights: FloatColumn
}

const TOO_FEW = 1e-5

const badOption = (options: ProcessOptions): ConversionError | null => {
  const bounds = [
    ['num_neurons', U16_MAX + 1],
    ['min_allowed_weights', U16_MAX],
    ['exclude_quantile', options.line === 11 ? 0 : U16_MAX],
  ] as const
  for (const [field, most] of bounds) {
    const value = options[field]
    if (!(Number.isInteger(value) && value >= 0 && value <= most))
      return { _tag: 'OutOfRange', field, index: null, value, most: BigInt(most) }
  }
  return null
}

const everyone = (neurons: number): readonly number[] => Array.from({ length: neurons }, (_, uid) => uid)

/**
 * The shares that the SDK computes before it converts them for sending (`emitLikeSdk`). `weights[i]` belongs to `uids[i]`. The order is kept.
 *
 * Line 10 converts weights to float32 first. When a fallback applies, the result is for uids 0 to `num_neurons - 1`, and weights are read by
 * position. Line 11 computes in doubles, does not scale weights to a sum of 1 where there is no limit, leaves out weights that would be sent
 * as 0, and then counts them.
 *
 * Errors: `OutOfRange` for an option; `LengthsDiffer` (line 10 accepts extra uids). Line 10: `BeyondNeurons` where the SDK raises an index
 * error because there are more positions than neurons. Line 11: those of `emitLikeSdk`, and `TooFewWeights`.
 *
 * @example
 * ```ts
 * import { processWeightsLikeSdk } from 'steelyard/chain'
 * const process = processWeightsLikeSdk({ num_neurons: 3, min_allowed_weights: 1, max_weight_limit: 1, exclude_quantile: 0 })
 * process([4, 7, 9], [1, 0, 3]).right // => { uids: [4, 9], weights: Float32Array.of(0.25, 0.75) }
 * process([0, 1], [0, NaN]).right // => { uids: [0, 1, 2], weights: Float64Array.of(1 / 3, 1 / 3, 1 / 3) }
 * const newer = processWeightsLikeSdk({ line: 11, num_neurons: 3, min_allowed_weights: 2, max_weight_limit: 1, exclude_quantile: 0 })
 * newer([4, 7, 9], [1, 0, 3]).right // => { uids: [4, 9], weights: Float64Array.of(1, 3) }
 * newer([4, 7, 9], [1, 0, 0]).left // => { _tag: 'TooFewWeights', entries: 1, minimum: 2 }
 * ```
 */
export const processWeightsLikeSdk =
  (options: ProcessOptions) =>
  (uids: ArrayLike<number>, weights: ArrayLike<number>): Either<ConversionError, ProcessedWeights> => {
    const { num_neurons, min_allowed_weights, max_weight_limit, exclude_quantile } = options
    const bad = badOption(options)
    if (bad !== null) return left(bad)
    if (uids.length !== weights.length) return left({ _tag: 'LengthsDiffer', uids: uids.length, weights: weights.length })
    if (options.line === 11) return conformWeights(options, Array.from(uids), Array.from(weights))
    const normalize = normalizeMaxWeightLikeSdk(max_weight_limit)
    const given = Float32Array.from(weights)
    const places = everyone(given.length).filter((i) => given[i]! > 0)

    if (places.length === 0 || num_neurons < min_allowed_weights)
      return right({ uids: everyone(num_neurons), weights: new Float64Array(num_neurons).fill(1 / num_neurons) })
    if (places.length < min_allowed_weights) {
      const beyond = places.find((i) => i >= num_neurons)
      if (beyond !== undefined) return left({ _tag: 'BeyondNeurons', index: beyond, neurons: num_neurons })
      const lifted = new Float64Array(num_neurons).fill(TOO_FEW)
      for (const i of places) lifted[i]! += given[i]!
      return right({ uids: everyone(num_neurons), weights: normalize(lifted) })
    }
    const positive = Float32Array.from(places, (i) => given[i]!)
    const mostExcluded = (positive.length - min_allowed_weights) / positive.length
    const lowest = quantile(Math.min(exclude_quantile / U16_MAX, mostExcluded))(positive)
    const kept = places.filter((i) => lowest <= given[i]!)
    return right({ uids: kept.map((i) => uids[i]!), weights: normalize(Float32Array.from(kept, (i) => given[i]!)) })
  }

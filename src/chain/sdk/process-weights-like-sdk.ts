/**
 * The Python SDK's `process_weights`: drops zeros and the lowest quantile, keeps the subnet's minimum count, caps the largest.
 *
 * The SDK's fallbacks are used only here, for agreement with co-validators on Python: equal weights for all neurons when no
 * weight is above 0 (or all are NaN), and 0.00001 more for every neuron when too few weights are above 0. Both pay miners that
 * earned nothing; the rest of the library does not do this. Source: `bittensor.utils.weight_utils` on NumPy 2.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { U16_MAX } from '../../units/integer/u16.js'
import type { ConversionError } from './conversion-error.js'
import type { FloatColumn } from './float-column.js'
import { quantile } from './float-column.js'
import { normalizeMaxWeightLikeSdk } from './normalize-max-weight-like-sdk.js'

/** The values that the SDK reads from the chain, and its own option `exclude_quantile`. */
export interface ProcessOptions {
  /** The number of neurons on the subnet: an integer of at least 0. */
  readonly num_neurons: number
  /** The subnet's minimum count of weights: an integer of at least 0. */
  readonly min_allowed_weights: number
  /** The largest share that one neuron may have, from 0 to 1. */
  readonly max_weight_limit: number
  /** The part of the lowest weights to leave out, in parts of 65535: an integer from 0 to 65535. */
  readonly exclude_quantile: number
}

/** Parallel columns: float32, or float64 when a fallback made the weights. */
export interface ProcessedWeights {
  readonly uids: readonly number[]
  readonly weights: FloatColumn
}

const TOO_FEW = 1e-5

const badOption = (options: ProcessOptions): ConversionError | null => {
  const bounds = [
    ['num_neurons', U16_MAX + 1],
    ['min_allowed_weights', U16_MAX],
    ['exclude_quantile', U16_MAX],
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
 * The shares that the SDK computes before it converts them for sending (`emitLikeSdk`). Weights are converted to float32 first.
 * `weights[i]` belongs to `uids[i]`. When a fallback applies, the result is for uids 0 to `num_neurons - 1`, and weights are read
 * by position. The order is kept.
 *
 * Errors: `OutOfRange` for an option; `LengthsDiffer` (the SDK accepts extra uids); `BeyondNeurons` where the SDK raises an index
 * error because there are more positions than neurons.
 *
 * @example
 * ```ts
 * import { processWeightsLikeSdk } from 'steelyard/chain'
 * const process = processWeightsLikeSdk({ num_neurons: 3, min_allowed_weights: 1, max_weight_limit: 1, exclude_quantile: 0 })
 * process([4, 7, 9], [1, 0, 3]).right // => { uids: [4, 9], weights: Float32Array.of(0.25, 0.75) }
 * process([0, 1], [0, NaN]).right // => { uids: [0, 1, 2], weights: Float64Array.of(1 / 3, 1 / 3, 1 / 3) }
 * ```
 */
export const processWeightsLikeSdk =
  (options: ProcessOptions) =>
  (uids: ArrayLike<number>, weights: ArrayLike<number>): Either<ConversionError, ProcessedWeights> => {
    const { num_neurons, min_allowed_weights, max_weight_limit, exclude_quantile } = options
    const bad = badOption(options)
    if (bad !== null) return left(bad)
    if (uids.length !== weights.length) return left({ _tag: 'LengthsDiffer', uids: uids.length, weights: weights.length })
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

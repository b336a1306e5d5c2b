/**
 * Converts float weights as the Python SDK does before it sends them (`convert_weights_and_uids_for_emit`), for validators
 * that have to agree with co-validators on Python. The library's own conversion is `quantize`, which rounds once, from exact
 * shares.
 *
 * The SDK reads the array as a list of Python floats, so everything is computed in doubles. Pass a `Float32Array` for
 * float32 weights, which the SDK's own callers have, and a list or a `Float64Array` for doubles.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { U16_MAX } from '../../units/integer/u16.js'
import type { ConversionError } from './conversion-error.js'

/** Parallel columns in the order of the input. The SDK does not sort uids and accepts repeated uids. */
export interface EmittedWeights {
  readonly uids: readonly number[]
  readonly weights: Uint16Array
}

const halfToEven = (x: number): number => {
  const floor = Math.floor(x)
  const part = x - floor
  return part > 0.5 || (part === 0.5 && floor % 2 === 1) ? floor + 1 : floor
}

const firstError = (uids: readonly number[], weights: readonly number[]): ConversionError | null => {
  const negative = weights.findIndex((weight) => weight < 0)
  const strange = weights.findIndex((weight) => !Number.isFinite(weight))
  const below = uids.findIndex((uid) => uid < 0)
  if (weights.length === 0) return { _tag: 'NoWeights' }
  if (negative >= 0) return { _tag: 'NegativeWeight', index: negative, weight: weights[negative]! }
  if (below >= 0) return { _tag: 'NegativeUid', index: below, uid: uids[below]! }
  if (uids.length !== weights.length) return { _tag: 'LengthsDiffer', uids: uids.length, weights: weights.length }
  return strange < 0 ? null : { _tag: 'NotFinite', index: strange, weight: weights[strange]! }
}

/**
 * What the SDK sends: each weight divided by the largest, times 65535, rounded half to even; zeros are dropped; the result is
 * empty when every weight is 0. Uids are integers of at least 0, weights are finite numbers of at least 0, and there are as many
 * uids as weights.
 *
 * Errors, where the SDK raises: `NoWeights`, `NegativeWeight`, `NegativeUid`, `LengthsDiffer`, and `NotFinite` (with a NaN or an
 * infinity the SDK would have to round a NaN). The first that applies is returned.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { emitLikeSdk } from 'steelyard/chain'
 * emitLikeSdk([5, 2, 9], Float32Array.of(1, 0.5, 0)) // => right({ uids: [5, 2], weights: Uint16Array.of(65535, 32768) })
 * emitLikeSdk([0, 1], [-1, 2]).left // => { _tag: 'NegativeWeight', index: 0, weight: -1 }
 * ```
 */
export const emitLikeSdk = (uids: ArrayLike<number>, weights: ArrayLike<number>): Either<ConversionError, EmittedWeights> => {
  const [who, given] = [Array.from(uids), Array.from(weights)]
  const error = firstError(who, given)
  if (error !== null) return left(error)
  const largest = given.reduce((a, b) => Math.max(a, b))
  const scaled = given.map((weight) => (largest === 0 ? 0 : halfToEven((weight / largest) * U16_MAX)))
  return right({
    uids: who.filter((_, i) => scaled[i]! > 0),
    weights: Uint16Array.from(scaled.filter((value) => value > 0)),
  })
}

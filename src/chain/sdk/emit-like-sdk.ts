/**
 * Converts float weights as the Python SDK does before it sends them, for validators that have to agree with co-validators on
 * Python. The library's own conversion is `quantize`, which rounds once, from exact shares.
 *
 * Line 10 is `convert_weights_and_uids_for_emit`, line 11 is `normalize`. Both compute in doubles from the numbers that they are given. They
 * are given different numbers: `set_weights` of line 10 first makes float32 of its weights, and that of line 11 keeps doubles. So pass a
 * `Float32Array` to agree with a co-validator on line 10, and a list or a `Float64Array` to agree with one on line 11.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { ConversionError } from './conversion-error.js'
import { largestInPython, scaledToMax } from './scaled-to-max.js'
import type { SdkLine, SdkOptions } from './sdk-line.js'

/** Parallel columns in the order of the input. The SDK does not sort uids and accepts repeated uids. */
export interface EmittedWeights {
  readonly uids: readonly number[]
  readonly weights: Uint16Array
}

type Column = readonly number[]
/** A check of the SDK: the error that it finds, or null. */
type Check = (uids: Column, weights: Column) => ConversionError | null

const someWeight: Check = (_, weights) => (weights.length === 0 ? { _tag: 'NoWeights' } : null)
const notNegative: Check = (_, weights) => {
  const index = weights.findIndex((weight) => weight < 0)
  return index < 0 ? null : { _tag: 'NegativeWeight', index, weight: weights[index]! }
}
const uidsNotNegative: Check = (uids) => {
  const index = uids.findIndex((uid) => uid < 0)
  return index < 0 ? null : { _tag: 'NegativeUid', index, uid: uids[index]! }
}
const sameLengths: Check = (uids, weights) =>
  uids.length === weights.length ? null : { _tag: 'LengthsDiffer', uids: uids.length, weights: weights.length }
const someAboveZero: Check = (_, weights) => (largestInPython(weights) === 0 ? { _tag: 'AllZero', weights: weights.length } : null)
const finite: Check = (_, weights) => {
  const index = weights.findIndex((weight) => !Number.isFinite(weight))
  return index < 0 ? null : { _tag: 'NotFinite', index, weight: weights[index]! }
}

/** In the order in which each line checks them. */
const CHECKS: Readonly<Record<SdkLine, readonly Check[]>> = {
  10: [someWeight, notNegative, uidsNotNegative, sameLengths, finite],
  11: [sameLengths, notNegative, uidsNotNegative, someWeight, someAboveZero, finite],
}

/**
 * What the SDK sends: each weight divided by the largest, times 65535, rounded half to even; zeros are dropped. Uids are integers of at least
 * 0, weights are finite numbers of at least 0, and there are as many uids as weights. When every weight is 0, line 10 gives an empty result,
 * and line 11 refuses.
 *
 * Errors, where the SDK raises: `NoWeights`, `NegativeWeight`, `NegativeUid`, `LengthsDiffer`, `AllZero` (line 11), and `NotFinite` (with a
 * NaN or an infinity the SDK would have to round a NaN). The first that applies is returned, in the order of the line.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { emitLikeSdk } from 'steelyard/chain'
 * emitLikeSdk([5, 2, 9], Float32Array.of(1, 0.9, 0)) // => right({ uids: [5, 2], weights: Uint16Array.of(65535, 58981) })
 * emitLikeSdk([5, 2, 9], [1, 0.9, 0], { line: 11 }) // => right({ uids: [5, 2], weights: Uint16Array.of(65535, 58982) })
 * emitLikeSdk([0, 1], [0, 0], { line: 11 }).left // => { _tag: 'AllZero', weights: 2 }
 * ```
 */
export const emitLikeSdk = (
  uids: ArrayLike<number>,
  weights: ArrayLike<number>,
  { line = 10 }: SdkOptions = {},
): Either<ConversionError, EmittedWeights> => {
  const [who, given] = [Array.from(uids), Array.from(weights)]
  for (const check of CHECKS[line]) {
    const error = check(who, given)
    if (error !== null) return left(error)
  }
  const scaled = scaledToMax(given)
  return right({
    uids: who.filter((_, i) => scaled[i]! > 0),
    weights: Uint16Array.from(scaled.filter((value) => value > 0)),
  })
}

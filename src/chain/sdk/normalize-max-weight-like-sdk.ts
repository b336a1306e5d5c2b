/**
 * The Python SDK's `normalize_max_weight`: shares that sum to 1 with none above a limit, in the SDK's own arithmetic.
 *
 * It cuts weights at a value that is computed in floats with a small epsilon, so the largest share differs a little from the
 * limit. When no vector can keep the limit, or all weights are 0, it gives everybody the same share. It is only for agreement
 * with the SDK; otherwise use `quantize`. Source of line 10: `bittensor.utils.weight_utils` on NumPy 2; on NumPy 1 the last bit of a capped
 * vector may differ. Line 11 is in `clip-to-max-weight.ts`.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { clipToMaxWeight } from './clip-to-max-weight.js'
import type { ConversionError } from './conversion-error.js'
import type { FloatColumn } from './float-column.js'
import { columnSum, mapped, roundingOf, runningSums } from './float-column.js'
import type { SdkOptions } from './sdk-line.js'

const EPSILON = 1e-7

/** The value at which larger weights are cut, computed from the weights in ascending order. */
const cutoffOf = (limit: number, sorted: FloatColumn, shares: FloatColumn): number => {
  const round = roundingOf(sorted)
  const n = sorted.length
  const [bound, epsilon] = [round(limit), round(EPSILON)]
  const sums = runningSums(shares)
  const capped = mapped(shares, (share, i) => round(round((n - i - 1) * share) + sums[i]!))
  let kept = 0
  for (let i = 0; i < n; i++) if (round(shares[i]! / round(capped[i]! + epsilon)) < bound) kept++
  // When no share is below the limit, the SDK reads the entry at index -1, which is the last one.
  const sum = sums[kept === 0 ? n - 1 : kept - 1]!
  const scale = round(round(bound * sum) - epsilon) / (1 - limit * (n - kept))
  // NumPy's count is a 64-bit integer, which turns the result of every operation into a double. So nothing is rounded
  // to float32 from here on.
  return scale * columnSum(sorted)
}

const cappedColumn =
  (limit: number) =>
  <Column extends FloatColumn>(weights: Column): Column => {
    const round = roundingOf(weights)
    const over = (column: FloatColumn): Column => {
      const total = columnSum(column)
      return mapped(column, (x) => x / total) as Column
    }
    const n = weights.length
    if (columnSum(weights) === 0 || n * limit <= 1) return mapped(weights, () => 1 / n) as Column
    const sorted = weights.slice().sort()
    const shares = over(sorted)
    if (shares.every((share) => share <= round(limit))) return over(weights)
    const cutoff = cutoffOf(limit, sorted, shares)
    return over(mapped(weights, (x) => (x > cutoff ? cutoff : x)))
  }

/** By line: line 10 always answers, in the number type of the column; line 11 computes in doubles and refuses. */
export interface NormalizeMaxWeight {
  (limit: number, options?: { readonly line?: 10 }): <Column extends FloatColumn>(weights: Column) => Column
  (limit: number, options: { readonly line: 11 }): (weights: ArrayLike<number>) => Either<ConversionError, Float64Array>
}

/**
 * The shares of `weights` under a limit from 0 to 1, in their order.
 *
 * Line 10 (`normalize_max_weight`) computes in the number type of the column; an empty column stays empty. Equal shares for all when the
 * weights sum to 0 or `limit * length` is at most 1. There is no error: a NaN or an infinity gives what it gives in NumPy.
 *
 * Line 11 (`clip_to_max_weight`, on Python 3.12 and later) computes in doubles. Equal shares for all when `limit * length` is at most 1. Errors,
 * where the SDK raises: `NoWeights` for an empty list; `AllZero` when the sum is not above 0. The SDK calls it only for limits below 1.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { normalizeMaxWeightLikeSdk } from 'steelyard/chain'
 * normalizeMaxWeightLikeSdk(0.5)(Float64Array.of(1, 3, 4)) // => Float64Array.of(0.125, 0.375, 0.5)
 * normalizeMaxWeightLikeSdk(0.25)(Float64Array.of(1, 3, 4, 0)) // => Float64Array.of(0.25, 0.25, 0.25, 0.25)
 * normalizeMaxWeightLikeSdk(0.5)(Float64Array.of(0, 0)) // => Float64Array.of(0.5, 0.5)
 * normalizeMaxWeightLikeSdk(0.5, { line: 11 })([1, 3, 4]) // => right(Float64Array.of(0.125, 0.375, 0.5))
 * normalizeMaxWeightLikeSdk(0.5, { line: 11 })([0, 0]).left // => { _tag: 'AllZero', weights: 2 }
 * ```
 */
export const normalizeMaxWeightLikeSdk = ((limit: number, { line = 10 }: SdkOptions = {}) =>
  line === 11 ? (weights: ArrayLike<number>) => clipToMaxWeight(limit, weights) : cappedColumn(limit)) as NormalizeMaxWeight

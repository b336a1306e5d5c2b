/**
 * The Python SDK's `clip_to_max_weight` (the 11 line): shares that sum to 1 with none above a limit, in doubles.
 *
 * Python 3.12 and later add lists of floats with a compensation for rounding (Neumaier), earlier Pythons from left to right. This
 * reproduces 3.12 and later. Under an earlier Python, a share may differ in its last bit, and its weight by one.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { ConversionError } from './conversion-error.js'

const EPSILON = 1e-7

/** `sum` of Python 3.12 and later for a list of floats. */
const sumInPython = (values: ArrayLike<number>): number => {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return Number.isFinite(lost) ? sum + lost : sum
}

/** The value at which larger weights are cut, as a part of the total, computed from the shares in ascending order. */
const cutoffOf = (limit: number, sorted: Float64Array): number => {
  const n = sorted.length
  const sums = new Float64Array(n)
  let sum = 0
  for (let i = 0; i < n; i++) sums[i] = sum += sorted[i]!
  let kept = 0
  for (let i = 0; i < n; i++) if (sorted[i]! / ((n - i - 1) * sorted[i]! + sums[i]! + EPSILON) < limit) kept++
  // When no share is below the limit, the SDK reads the entry at index -1, which is the last one.
  return (limit * sums[kept === 0 ? n - 1 : kept - 1]! - EPSILON) / (1 - limit * (n - kept))
}

/**
 * The shares of `weights` under a limit from 0 to 1, in their order. Equal shares for all when `limit * length` is at most 1. Errors, where
 * the SDK raises: `NoWeights` for an empty list; `AllZero` when the sum is not above 0. A NaN or an infinity gives NaN, as in Python.
 */
export const clipToMaxWeight = (limit: number, weights: ArrayLike<number>): Either<ConversionError, Float64Array> => {
  const given = Float64Array.from(weights)
  const n = given.length
  const total = sumInPython(given)
  if (n === 0) return left({ _tag: 'NoWeights' })
  if (total <= 0) return left({ _tag: 'AllZero', weights: n })
  if (n * limit <= 1) return right(given.fill(1 / n))
  const shares = given.map((weight) => weight / total)
  const sorted = shares.slice().sort()
  if (sorted[n - 1]! <= limit) return right(shares)
  const cutoff = cutoffOf(limit, sorted) * total
  const clipped = given.map((weight) => (cutoff < weight ? cutoff : weight))
  const clippedTotal = sumInPython(clipped)
  return right(clipped.map((weight) => weight / clippedTotal))
}

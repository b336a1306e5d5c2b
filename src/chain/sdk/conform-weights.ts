/**
 * How line 11 of the Python SDK fits weights to a subnet before it sends them (`_conform`): it cuts them at the limit, drops what would be
 * sent as 0, and refuses when fewer than the minimum are left.
 *
 * It still reads the limit from a storage item that the chain no longer uses. So this stays, although the chain has no limit.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { clipToMaxWeight } from './clip-to-max-weight.js'
import type { ConversionError } from './conversion-error.js'
import { emitLikeSdk } from './emit-like-sdk.js'
import { scaledToMax } from './scaled-to-max.js'

/** What the SDK reads from the chain, and the signer's uid. */
interface Conforming {
  readonly min_allowed_weights: number
  readonly max_weight_limit: number
  readonly own_uid?: number
}

interface Conformed {
  readonly uids: readonly number[]
  readonly weights: Float64Array
}

/** The weights that are left, as doubles; `emitLikeSdk` makes of them what is sent. There are as many uids as weights. */
export const conformWeights = (
  { min_allowed_weights: minimum, max_weight_limit, own_uid }: Conforming,
  uids: readonly number[],
  weights: readonly number[],
): Either<ConversionError, Conformed> => {
  const isSelfWeight = uids.length === 1 && uids[0] === own_uid
  const isLimited = !isSelfWeight && max_weight_limit < 1
  return pipe(
    isLimited ? clipToMaxWeight(max_weight_limit, weights) : right(Float64Array.from(weights)),
    chain((fitted) =>
      pipe(
        emitLikeSdk(uids, fitted, { line: 11 }),
        chain((sent) => {
          const entries = sent.uids.length
          if (!isSelfWeight && entries < minimum) return left({ _tag: 'TooFewWeights', entries, minimum })
          const scaled = scaledToMax(Array.from(fitted))
          return right({ uids: sent.uids, weights: fitted.filter((_, i) => scaled[i]! > 0) })
        }),
      ),
    ),
  )
}

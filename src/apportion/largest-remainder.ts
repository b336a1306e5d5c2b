/**
 * Largest remainder (Hamilton): whole units in proportion to claims, exactly.
 *
 * Laws: the units sum to the total; each is the floor or the ceiling of its exact quota `total * claim / sum`; a claim of
 * zero gets nothing; equal claims differ by at most one unit; multiplying all claims by a power of two changes nothing,
 * as long as the products are exact. Not promised: with a larger total a claim may get one unit less (the Alabama
 * paradox).
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { fraction } from '../units/exact/fraction.js'
import { Units } from '../units/integer/weight-units.js'
import type { ApportionError } from './apportion-error.js'
import { isPayable } from './claims.js'
import { splitClaims } from './split-claims.js'
import { splitQuota } from './split-quota.js'

/**
 * Splits `total` (an integer of at least 0) in proportion to integer claims of at least 0, for amounts beyond 2^32.
 * Ties: the larger claim, then the lower index.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { largestRemainderBigInt } from 'steelyard/apportion'
 * largestRemainderBigInt(10n ** 18n)([1n, 2n]) // => right([333333333333333333n, 666666666666666667n])
 * ```
 */
export const largestRemainderBigInt =
  (total: bigint) =>
  (claims: readonly bigint[]): Either<ApportionError, readonly bigint[]> => {
    if (total < 0n) return left({ _tag: 'InvalidTotal', total })
    const index = claims.findIndex((claim) => claim < 0n)
    if (index >= 0) return left({ _tag: 'InvalidClaim', index, claim: claims[index]! })
    return isPayable(claims) ? right(splitQuota(fraction(total), total, claims)) : left({ _tag: 'NoPositiveClaim' })
  }

/**
 * Splits `total` units (an integer from 0 to 2^32 - 1) in proportion to claims: finite doubles of at least 0, each read
 * as the exact rational that it stands for. Ties: the larger claim, then the lower index, so pass claims in uid order.
 *
 * @example
 * ```ts
 * import { left, right } from 'fp-ts/lib/Either.js'
 * import { largestRemainder } from 'steelyard/apportion'
 * largestRemainder(10)([1, 1, 1]) // => right(Uint32Array.of(4, 3, 3))
 * largestRemainder(10)([0.3, 0.1 + 0.2]) // => right(Uint32Array.of(5, 5))
 * largestRemainder(11)([0.3, 0.1 + 0.2]) // => right(Uint32Array.of(5, 6))
 * largestRemainder(10)([0, 0]) // => left({ _tag: 'NoPositiveClaim' })
 * ```
 */
export const largestRemainder =
  (total: number) =>
  (claims: ArrayLike<number>): Either<ApportionError, Uint32Array> =>
    Units.is(total) ? splitClaims(fraction(BigInt(total)), total, claims) : left({ _tag: 'InvalidTotal', total })

/**
 * The certified kernel: largest remainder over doubles, exact, in about the time that double arithmetic takes.
 *
 * Everything is computed in doubles with a proven bound on the error (docs/kernel-proof.md; the code names its steps), and
 * what the bound leaves open is decided in exact arithmetic. So for every input the result is that of `splitQuota` on the
 * rationals that the doubles stand for. Input that the bound doesn't cover (quotas above 100,000, more than 65,536 claims)
 * goes to `splitQuota`, which takes longer.
 *
 * Not promised: a meaningful result for units that are neither the floor nor the ceiling of the quota.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Fraction } from '../units/exact/fraction.js'
import type { ApportionError } from './apportion-error.js'
import { integerClaims, isPayable } from './claims.js'
import { KEY_BITS, LARGEST_QUOTA, LARGEST_SUM, MOST_CLAIMS, SCALE_DOWN, SCALE_UP, SMALLEST_SUM } from './kernel/bound.js'
import type { ExactQuotas } from './kernel/exact-quotas.js'
import { exactQuotas } from './kernel/exact-quotas.js'
import { raiseRemainders } from './kernel/raise-remainders.js'
import { remainderKeys } from './kernel/remainder-keys.js'
import type { Scratch } from './kernel/scratch.js'
import { MOST_BIN_BITS, makeScratch } from './kernel/scratch.js'
import { settleFloors } from './kernel/settle-floors.js'
import { sumClaims } from './kernel/sum-claims.js'
import { splitQuota } from './split-quota.js'

type Split = (quota: Fraction, units: number, claims: ArrayLike<number>, into?: Uint32Array) => Either<ApportionError, Uint32Array>

/** The same split, computed in exact arithmetic only. */
const splitExactly: Split = (quota, units, claims, into = new Uint32Array(claims.length)) =>
  pipe(
    integerClaims(claims),
    chain((integers) => {
      if (!isPayable(integers)) return left({ _tag: 'NoPositiveClaim' })
      splitQuota(quota, BigInt(units), integers).forEach((share, i) => {
        into[i] = Number(share)
      })
      return right(into)
    }),
  )

const isClaim = (claim: number): boolean => claim >= 0 && claim < Infinity

/** About one bin for two claims. So few bins are quick to clear and to search. */
const binBits = (n: number): number => Math.min(MOST_BIN_BITS, Math.max(4, 30 - Math.clz32(n)))

const makeSplit = (scratch: Scratch): Split => {
  const sum = sumClaims(scratch)
  const fillKeys = remainderKeys(scratch)
  const settle = settleFloors(scratch)
  const raise = raiseRemainders(scratch)

  // Engines copy a typed array in one operation, but they copy other lists more slowly than a loop does.
  const copy = (claims: ArrayLike<number>, n: number): void => {
    if (ArrayBuffer.isView(claims)) scratch.claims.set(claims)
    else for (let i = 0; i < n; i++) scratch.claims[i] = claims[i]!
  }

  /** The split, once the sum of the claims in the scratch is known. `claims` are the claims before scaling. */
  const split = (quota: Fraction, ratio: number, units: number, n: number, claims: Float64Array, into?: Uint32Array): Uint32Array => {
    const bits = binBits(n)
    const shift = KEY_BITS - bits
    scratch.bins.fill(0, 0, (1 << bits) + 1)
    const { given, doubts } = fillKeys(n, ratio, shift)
    let made: ExactQuotas | undefined
    const exact = (): ExactQuotas => (made ??= exactQuotas(quota, claims.subarray(0, n)))
    const settled = doubts === 0 ? given : given + settle(doubts, shift, claims, exact())
    if (units > settled) raise(n, Math.min(units - settled, n), shift, bits, claims, exact)
    if (into === undefined) return scratch.units.slice(0, n)
    for (let i = 0; i < n; i++) into[i] = scratch.units[i]!
    return into
  }

  return (quota, units, claims, into) => {
    const n = claims.length
    // Step 2: three roundings.
    const nearest = Number(quota.numerator) / Number(quota.denominator)
    if (n > MOST_CLAIMS || !(nearest <= LARGEST_QUOTA)) return splitExactly(quota, units, claims, into)
    copy(claims, n)
    const total = sum(n)
    if (total >= SMALLEST_SUM && total <= LARGEST_SUM) return right(split(quota, nearest / total, units, n, scratch.claims, into))
    if (total === 0) return left({ _tag: 'NoPositiveClaim' })
    const original = scratch.claims.slice(0, n)
    // This check comes before the scaling, which would turn -5e-324 into 0.
    if (!original.every(isClaim)) return splitExactly(quota, units, claims, into) // which says what is wrong with them
    // Step 3: a power of two brings the sum into the range. The exact steps use the claims before scaling.
    const scale = total < SMALLEST_SUM ? SCALE_UP : SCALE_DOWN
    for (let i = 0; i < n; i++) scratch.claims[i]! *= scale
    return right(split(quota, nearest / sum(n), units, n, original, into))
  }
}

/**
 * Hands out `units` by the quotas `quota * claim / sum of claims`: each claim gets the floor of its quota, and the units
 * left go, one each, to the largest remainders. Ties: the larger claim, then the lower index. Claims are finite doubles of
 * at least 0, each read as the exact rational that it stands for; `units` is the floor or the ceiling of the quota, an
 * integer from 0 to 2^32 - 1. The first bad claim is the error, and so is a list without a claim above 0.
 *
 * The result is written into `into`, which is at least as long as the claims, or else into a new array.
 *
 * The working arrays are shared between calls; see `kernel/scratch.ts` for why that is safe.
 */
export const splitClaims: Split = /* @__PURE__ */ makeSplit(/* @__PURE__ */ makeScratch())

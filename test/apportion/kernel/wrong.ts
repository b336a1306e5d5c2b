/** Modules of the kernel with one mistake each, which replace the right ones. */
import type { ExactQuotas } from '../../../src/apportion/kernel/exact-quotas.js'
import type { Floors } from '../../../src/apportion/kernel/remainder-keys.js'
import type { Scratch } from '../../../src/apportion/kernel/scratch.js'
import type { Doubt } from '../../../src/apportion/kernel/settle-band.js'
import type { ExactSum } from '../../../src/apportion/kernel/superaccumulator.js'
import { exactDouble } from '../../../src/units/exact/double.js'

/** One plain sum from left to right. */
export const naiveSum =
  ({ claims }: Scratch) =>
  (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += claims[i]!
    return sum
  }

/** The sum is rounded to a double, although it has to be exact. */
export const roundedSum = (claims: Float64Array): ExactSum => {
  const { mantissa, exponent } = exactDouble(claims.reduce((a, b) => a + b, 0))
  return { integer: BigInt(mantissa) << BigInt(exponent + 1074), exponent: -1074 }
}

/** Exact remainders, but ties are decided by index instead of by claim. */
export const indexFirst =
  ({ units, members }: Scratch) =>
  ({ count, places }: Doubt, claims: Float64Array, exact: () => ExactQuotas): void => {
    const { quotaOf } = exact()
    const parts = Array.from(members.subarray(0, count), (i) => ({ i, ...quotaOf(claims[i]!, units[i]!) }))
    parts.sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
    for (const { i } of parts.slice(0, places)) units[i]!++
  }

/** The same without a mistake, to show that the tests find the order and not the copy. */
export const claimFirst =
  ({ units, members }: Scratch) =>
  ({ count, places }: Doubt, claims: Float64Array, exact: () => ExactQuotas): void => {
    const { quotaOf } = exact()
    const parts = Array.from(members.subarray(0, count), (i) => ({ i, claim: claims[i]!, ...quotaOf(claims[i]!, units[i]!) }))
    parts.sort((a, b) => (a.remainder === b.remainder ? b.claim - a.claim || a.i - b.i : a.remainder > b.remainder ? -1 : 1))
    for (const { i } of parts.slice(0, places)) units[i]!++
  }

/** Computes quotas one by one as `product(claim)`, and otherwise does what `remainderKeys` does. */
export const keysOf =
  (quotaOf: (claim: number, ratio: number, sum: number) => number) =>
  ({ claims, keys, units, members, bins }: Scratch) =>
  (n: number, ratio: number, shift: number): Floors => {
    const sum = claims.subarray(0, n).reduce((a, b) => a + b, 0)
    let given = 0
    let doubts = 0
    for (let i = 0; i < n; i++) {
      const quota = quotaOf(claims[i]!, ratio, sum)
      const floor = quota | 0
      const key = ((quota - floor) * 2 ** 30) | 0
      units[i] = floor
      keys[i] = key
      given += floor
      bins[key >>> shift]!++
      if ((key === 0 && floor > 0) || key === 2 ** 30 - 1) members[doubts++] = i
    }
    return { given, doubts }
  }

export const productFirst = keysOf((claim, ratio, sum) => (Math.round(ratio * sum) * claim) / sum)
export const ratioFirst = keysOf((claim, ratio) => claim * ratio)

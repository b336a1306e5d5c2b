/** Modules of the kernel with a mistake in each, to be put in the place of the right ones. */
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

/** The sum rounded to a double, where it has to be exact. */
export const roundedSum = (claims: Float64Array): ExactSum => {
  const { mantissa, exponent } = exactDouble(claims.reduce((a, b) => a + b, 0))
  return { integer: BigInt(mantissa) << BigInt(exponent + 1074), exponent: -1074 }
}

/** Exact remainders, but equal ones go by index before they go by claim. */
export const indexFirst =
  ({ units, members }: Scratch) =>
  ({ count, places }: Doubt, claims: Float64Array, exact: () => ExactQuotas): void => {
    const { quotaOf } = exact()
    const parts = Array.from(members.subarray(0, count), (i) => ({ i, ...quotaOf(claims[i]!, units[i]!) }))
    parts.sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
    for (const { i } of parts.slice(0, places)) units[i]!++
  }

/** The same with nothing wrong, to show that it's the order and not the copy that is found. */
export const claimFirst =
  ({ units, members }: Scratch) =>
  ({ count, places }: Doubt, claims: Float64Array, exact: () => ExactQuotas): void => {
    const { quotaOf } = exact()
    const parts = Array.from(members.subarray(0, count), (i) => ({ i, claim: claims[i]!, ...quotaOf(claims[i]!, units[i]!) }))
    parts.sort((a, b) => (a.remainder === b.remainder ? b.claim - a.claim || a.i - b.i : a.remainder > b.remainder ? -1 : 1))
    for (const { i } of parts.slice(0, places)) units[i]!++
  }

/** Quotas as `product(claim)`, one by one, and otherwise what `remainderKeys` does. */
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

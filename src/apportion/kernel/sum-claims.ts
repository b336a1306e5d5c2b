/**
 * The sum of the claims with a relative error of at most 21 * 2^-53; the same pass checks the claims (step 1 of the
 * proof).
 *
 * Each block is summed in four lanes, which a processor works on at the same time. The sums of the blocks are then
 * added; the rounding error of each of these additions is computed exactly and added at the end (Knuth's TwoSum, as in
 * Ogita, Rump and Oishi, "Accurate sum and dot product", 2005).
 */
import { BLOCK } from './bound.js'
import type { Scratch } from './scratch.js'

/**
 * The sum of the first `n` claims in the scratch. NaN when a claim is negative or NaN; NaN or Infinity when a claim is
 * infinite or the sum is too large for a double.
 */
export const sumClaims =
  ({ claims }: Scratch) =>
  (n: number): number => {
    let high = 0
    let low = 0
    for (let i = 0; i < n; ) {
      const end = Math.min(i + BLOCK, n)
      const last = end - 3
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      for (; i < last; i += 4) {
        const w = claims[i]!
        const x = claims[i + 1]!
        const y = claims[i + 2]!
        const z = claims[i + 3]!
        if (!(w >= 0 && x >= 0 && y >= 0 && z >= 0)) return NaN
        a += w
        b += x
        c += y
        d += z
      }
      for (; i < end; i++) {
        const w = claims[i]!
        if (!(w >= 0)) return NaN
        a += w
      }
      const block = a + b + (c + d)
      // TwoSum: `high + block` is exactly `next` and what is added to `low`.
      const next = high + block
      const part = next - high
      low += high - (next - part) + (block - part)
      high = next
    }
    return high + low
  }

/**
 * What the chain makes of a vector of weights before it stores it: scaled up until the largest is 65535.
 *
 * The chain computes in fixed point with 32 fractional bits. This file does the same arithmetic, bit for bit, in doubles that
 * only hold exact integers. The result is not always the exact rounding: when the maximum is above 32768 the chain first
 * rounds the ratio down, and some entries are one lower.
 *
 * Laws: applying it twice is the same as once; the order of the weights is kept, and equal weights stay equal; a vector stays
 * unchanged exactly when its maximum is 65535 or 0, or it is empty. Source: subtensor's max-upscale of u16 weights, and what
 * a runtime of it stored (spec 293).
 */
import { U16_MAX } from '../../units/integer/u16.js'

/** Above this maximum the ratio no longer overflows, and the chain computes it first. */
const RATIO_FIRST = 32_768
/** 2^32, one in the chain's fixed point. */
const ONE = 0x1_0000_0000

const largestOf = (weights: Uint16Array): number => {
  let largest = 0
  for (let i = 0; i < weights.length; i++) if (weights[i]! > largest) largest = weights[i]!
  return largest
}

/**
 * The weights as the chain stores them: a new array in the same order, each from 0 to 65535; the largest is 65535 unless
 * all are 0. Halves are rounded up. There is no error: every vector of u16 can be scaled.
 *
 * @example
 * ```ts
 * import { maxUpscale } from 'steelyard/chain'
 * maxUpscale(Uint16Array.of(1, 2, 3)) // => Uint16Array.of(21845, 43690, 65535)
 * maxUpscale(Uint16Array.of(32770, 3277)) // => Uint16Array.of(65535, 6553)
 * maxUpscale(Uint16Array.of(0, 0)) // => Uint16Array.of(0, 0)
 * ```
 */
export const maxUpscale = (weights: Uint16Array): Uint16Array => {
  const largest = largestOf(weights)
  const stored = weights.slice()
  if (largest === 0 || largest === U16_MAX) return stored
  if (largest <= RATIO_FIRST) {
    // Both terms are integers below 2^34, so a quotient is an integer, or too far from one to be rounded to it.
    for (let i = 0; i < stored.length; i++) stored[i] = Math.floor((2 * U16_MAX * stored[i]! + largest) / (2 * largest))
    return stored
  }
  // The ratio has 33 bits and a weight has 16, so their product is exact. Its division by a power of two is exact too.
  const ratio = Math.floor((U16_MAX * ONE) / largest)
  for (let i = 0; i < stored.length; i++) stored[i] = Math.floor((stored[i]! * ratio + ONE / 2) / ONE)
  return stored
}

/**
 * 1 / (1 + e^x) as the chain computes it: e^x is the sum of its series up to x^31 / 31!, each term rounded down.
 *
 * When a step overflows the chain's 64 bits (for |x| a little below 21), e^x counts as 0 and the result is 1, for either sign of x. A
 * runtime that clamps x to -20..20 never overflows. For x = 1 the chain uses a constant for e, which is about an ulp above the sum of
 * the series; for x = -1 it uses the series.
 */
import { div, mul, ONE } from './fixed.js'

/** The chain's constant for e. */
const E = 11_674_931_554
const LAST_TERM = 31
/** For x up to this, the product of a term and x is always below 2^53 in fixed point. */
const SHORT = 14 * ONE
/** The first value that is too large for the high word. */
const OVERFLOW = 0x8000_0000

/** e^x for x from 0 to 14, in doubles. */
const series = (x: number): number => {
  let term = x
  let total = ONE + x
  for (let i = 2; i <= LAST_TERM && term > 0; i++) {
    // Multiplies and divides with one rounding down instead of two; the result is the same. As in `mul`, it is exact
    // when it is not an integer.
    const next = (term * x) / (i * ONE)
    const floor = Math.floor(next)
    term = floor === next ? Math.floor(mul(term, x) / i) : floor
    total += term
  }
  return total
}

/** e^x for larger x, in words of 32 bits, or null when it overflows. The product of a term overflows before the total can. */
const longSeries = (x: number): bigint | null => {
  const [xHigh, xLow] = [Math.floor(x / ONE), x % ONE]
  let [high, low, totalHigh, totalLow] = [xHigh, xLow, xHigh + 1, xLow]
  for (let i = 2; i <= LAST_TERM; i++) {
    const lower = (Math.imul(high, xLow) >>> 0) + low * xHigh + mul(low, xLow)
    const upper = mul(high, xLow) + high * xHigh + Math.floor(lower / ONE)
    high = Math.floor(upper / i)
    low = Math.floor(((upper % i) * ONE + (lower % ONE)) / i)
    totalLow += low
    totalHigh += high + Math.floor(totalLow / ONE)
    totalLow %= ONE
    if (upper >= OVERFLOW) return null
  }
  return (BigInt(totalHigh) << 32n) + BigInt(totalLow)
}

const longLogistic = (x: number): number => {
  const power = longSeries(Math.abs(x))
  if (power === null) return ONE
  return Number((1n << 64n) / ((x < 0 ? (1n << 64n) / power : power) + BigInt(ONE)))
}

const HELD = 20 * ONE

/**
 * The exponent of the sigmoid, in fixed-point bits (the value times 2^32), held in -20..20. Runtimes do this since spec 365; before, a larger
 * one overflowed, and the sigmoid was 1 for either sign.
 *
 * @example
 * ```ts
 * import { heldExponent } from 'steelyard/chain'
 * heldExponent(-25 * 2 ** 32) // => -85899345920
 * heldExponent(7) // => 7
 * ```
 */
export const heldExponent = (exponent: number): number => Math.max(-HELD, Math.min(HELD, exponent))

/** 1 / (1 + e^x), from 0 to 1. */
export const logistic = (isHeld: boolean, exponent: number): number => {
  const x = isHeld ? heldExponent(exponent) : exponent
  if (Math.abs(x) > SHORT) return longLogistic(x)
  if (x === ONE) return div(ONE, ONE + E)
  return div(ONE, ONE + (x < 0 ? div(ONE, series(-x)) : series(x)))
}

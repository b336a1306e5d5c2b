/**
 * 1 / (1 + e^x) as the chain works it out: e^x by the terms of its series up to x^31 / 31!, each cut.
 *
 * Where a step leaves the chain's 64 bits (a little short of 21), e^x reads as 0 and the answer is 1, for either sign of x; a runtime
 * that holds x in -20..20 never gets there. e itself is a constant, an ulp or so more than its series; 1 / e is of the series.
 */
import { div, mul, ONE } from './fixed.js'

/** e as the chain has it. */
const E = 11_674_931_554
const LAST_TERM = 31
/** Up to here no term times x leaves what doubles hold. */
const SHORT = 14 * ONE
/** What a high word doesn't hold any more. */
const OVERFLOW = 0x8000_0000

/** e^x of 0 up to 14, in doubles. */
const series = (x: number): number => {
  let term = x
  let total = ONE + x
  for (let i = 2; i <= LAST_TERM && term > 0; i++) {
    // Cut once for both: the same, and by the law of `mul` decided at once where it is no integer.
    const next = (term * x) / (i * ONE)
    const floor = Math.floor(next)
    term = floor === next ? Math.floor(mul(term, x) / i) : floor
    total += term
  }
  return total
}

/** e^x of more than that in words of 32 bits, or null where it overflows. A product of a term does so before the total could. */
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

/** 1 / (1 + e^x), from 0 to 1. */
export const logistic = (isHeld: boolean, exponent: number): number => {
  const x = isHeld ? Math.max(-HELD, Math.min(HELD, exponent)) : exponent
  if (Math.abs(x) > SHORT) return longLogistic(x)
  if (x === ONE) return div(ONE, ONE + E)
  return div(ONE, ONE + (x < 0 ? div(ONE, series(-x)) : series(x)))
}

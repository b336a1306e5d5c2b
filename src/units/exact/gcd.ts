/**
 * The greatest common divisor of integers of any size.
 *
 * Euclid's method divides the whole integers in each step. Lehmer's method does about 15 of these steps on the leading bits, in doubles
 * that hold exact integers, and then one step on the whole integers with what the 15 come to. For integers of ten thousand bits that is
 * about ten times faster. Source: D. H. Lehmer, "Euclid's algorithm for large numbers", 1938; Knuth, "The Art of Computer Programming",
 * volume 2, 4.5.2, algorithm L.
 */
import { bitLength } from './bit-length.js'

const euclid = (a: bigint, b: bigint): bigint => {
  let [larger, smaller] = [a, b]
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

/** Below this, Euclid's method is as fast. */
const SMALL = 1n << 1024n

/** So many leading bits are looked at. A double holds such an integer, and the floor of a quotient of two of them is exact. */
const WINDOW = 52
/** 2^51: the least integer with as many bits as the window. */
const FULL = 0x8_0000_0000_0000
const HALF_WINDOW = 0x400_0000

/** What several steps of Euclid come to: the next two integers are `a * x + b * y` and `c * x + d * y`. */
type Steps = readonly [a: number, b: number, c: number, d: number]

/**
 * The steps that are the same for all integers with these leading bits. `b` is 0 if not even one step is certain. A quotient is certain
 * if both ends of what the leading bits allow give it.
 */
const certainSteps = (x: number, y: number): Steps => {
  let [a, b, c, d] = [1, 0, 0, 1]
  for (;;) {
    if (y + c === 0 || y + d === 0) return [a, b, c, d]
    const quotient = Math.floor((x + a) / (y + c))
    if (quotient !== Math.floor((x + b) / (y + d))) return [a, b, c, d]
    ;[a, c] = [c, a - quotient * c]
    ;[b, d] = [d, b - quotient * d]
    ;[x, y] = [y, x - quotient * y]
  }
}

/**
 * The greatest common divisor of two integers of at least 0.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { gcd } = Fractions
 * gcd(12n, 18n) // => 6n
 * ```
 */
export const gcd = (a: bigint, b: bigint): bigint => {
  let [larger, smaller] = a < b ? [b, a] : [a, b]
  if (smaller < SMALL) return euclid(larger, smaller)
  // Counted down with the integers, because to find the length of a long integer takes as long as a step.
  let hidden = BigInt(Math.max(0, bitLength(larger) - WINDOW))
  while (smaller >= SMALL) {
    let x = Number(larger >> hidden)
    while (x < FULL) {
      hidden -= BigInt(Math.max(1, Math.clz32(x / HALF_WINDOW) - (32 - WINDOW / 2)))
      x = Number(larger >> hidden)
    }
    const [p, q, r, s] = certainSteps(x, Number(smaller >> hidden))
    if (q === 0) [larger, smaller] = [smaller, larger % smaller]
    else [larger, smaller] = [BigInt(p) * larger + BigInt(q) * smaller, BigInt(r) * larger + BigInt(s) * smaller]
  }
  return euclid(larger, smaller)
}

/**
 * The chain's numbers with 32 fractional bits. Each is a double that holds an integer: the value times 2^32.
 *
 * Laws, for operands of either sign up to 2^53 and results below it: `mul` is the exact product rounded down; `div` is the exact
 * quotient rounded towards zero, and 0 when the divisor is 0. Why doubles are enough: rounding never crosses an integer. So if
 * the rounded product or quotient is not an integer, its floor is exact. The other cases are decided by splitting a factor into
 * halves, or in bigints when the halves would be too long. The chain saturates at 2^63; in an epoch only e^x comes near it, and
 * it has its own file.
 */

/** The value 1. */
export const ONE = 0x1_0000_0000
const HALF_WORD = 0x1_0000
/** Operands up to this are multiplied and divided by halves; all values are then integers that doubles hold exactly. */
const SHORT = 0x4_0000_0000

/** 2^68. Below it both halves of a product are integers that doubles hold exactly. */
const LONG_PRODUCT = 0x10_0000_0000_0000_0000

/** The longer factor is split, so that a steep sigmoid (a steepness of 10 has 36 bits) can be computed in doubles. */
const mulExactly = (a: number, b: number): number => {
  if (Math.abs(a) > Math.abs(b)) return mulExactly(b, a)
  if (Math.abs(a) > SHORT || Math.abs(a * b) > LONG_PRODUCT) return Number((BigInt(a) * BigInt(b)) >> 32n)
  const high = Math.floor(b / HALF_WORD)
  return Math.floor((a * high + Math.floor((a * (b - high * HALF_WORD)) / HALF_WORD)) / HALF_WORD)
}

/** The product, rounded down, also when it is negative. */
export const mul = (a: number, b: number): number => {
  const product = (a * b) / ONE
  const floor = Math.floor(product)
  return floor === product ? mulExactly(a, b) : floor
}

const divExactly = (a: number, b: number): number => {
  if (a < 0 || b < 0 || a > SHORT || b > SHORT) return Number((BigInt(a) << 32n) / BigInt(b))
  const dividend = a * HALF_WORD
  const high = Math.floor(dividend / b)
  return high * HALF_WORD + Math.floor(((dividend - high * b) * HALF_WORD) / b)
}

/** The quotient of two numbers (or of two plain integers), rounded towards zero; 0 when the divisor is 0. */
export const div = (a: number, b: number): number => {
  if (b === 0) return 0
  const quotient = (a * ONE) / b
  const truncated = Math.trunc(quotient)
  return truncated === quotient ? divExactly(a, b) : truncated
}

const U16_MAX = 65_535

/**
 * A part of 65535 (an integer from 0 to 65535) as fixed-point bits, rounded down: 65535 is 2^32, the value 1.
 *
 * @example
 * ```ts
 * import { u16ToBits } from 'steelyard/chain'
 * u16ToBits(65535) // => 4294967296
 * u16ToBits(32767) // => 2147450879
 * ```
 */
export const u16ToBits = (parts: number): number => Math.floor((parts * ONE) / U16_MAX)

/**
 * Fixed-point bits of a number that is at least 0, as parts of 65535: rounded down, and at most 65535.
 *
 * @example
 * ```ts
 * import { bitsToU16 } from 'steelyard/chain'
 * bitsToU16(2 ** 32) // => 65535
 * bitsToU16(2147450879) // => 32766
 * ```
 */
export const bitsToU16 = (x: number): number => Math.min(U16_MAX, Math.floor((x * U16_MAX) / ONE))

/** One number for each uid. */
export type Column = Float64Array

export const sum = (column: Column): number => {
  let total = 0
  for (let i = 0; i < column.length; i++) total += column[i]!
  return total
}

/** Each value divided by a total; unchanged when the total is 0. */
export const over = (column: Column, total: number): Column => (total === 0 ? column : column.map((x) => div(x, total)))

/** Each value divided by the sum of all. Every quotient is rounded down, so the sum may be a few ulps below 1. */
export const normalise = (column: Column): Column => over(column, sum(column))

export const bitsToU16s = (column: Column): Uint16Array => Uint16Array.from(column, bitsToU16)

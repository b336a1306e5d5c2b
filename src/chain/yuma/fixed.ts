/**
 * The chain's numbers with 32 fractional bits, as doubles that hold the bits: an integer, the value times 2^32.
 *
 * Laws, for operands up to 2^53 and as long as the result stays below it, of either sign: `mul` is the exact product rounded
 * down, `div` the exact quotient rounded towards zero, 0 where the divisor is 0. Why doubles get there: rounding never crosses
 * an integer, so a product or quotient that isn't an integer once rounded has its exact floor. The others are decided by halves,
 * or in bigints where those would be too long. Where the chain saturates at 2^63 nothing of an epoch comes near it, but for
 * e^x, which has its own file.
 */

/** The value 1. */
export const ONE = 0x1_0000_0000
const HALF_WORD = 0x1_0000
/** Operands up to here are multiplied and divided by halves without leaving the integers that doubles hold. */
const SHORT = 0x4_0000_0000

/** 2^68: below it both halves of a product by halves are integers that doubles hold. */
const LONG_PRODUCT = 0x10_0000_0000_0000_0000

/** The longer factor is split, so that a steep sigmoid (a steepness of 10 has 36 bits) stays with doubles. */
const mulExactly = (a: number, b: number): number => {
  if (Math.abs(a) > Math.abs(b)) return mulExactly(b, a)
  if (Math.abs(a) > SHORT || Math.abs(a * b) > LONG_PRODUCT) return Number((BigInt(a) * BigInt(b)) >> 32n)
  const high = Math.floor(b / HALF_WORD)
  return Math.floor((a * high + Math.floor((a * (b - high * HALF_WORD)) / HALF_WORD)) / HALF_WORD)
}

/** The product, rounded down also where it is negative. */
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

/** The quotient of two numbers (or of two plain integers), rounded towards zero; 0 where the divisor is 0. */
export const div = (a: number, b: number): number => {
  if (b === 0) return 0
  const quotient = (a * ONE) / b
  const truncated = Math.trunc(quotient)
  return truncated === quotient ? divExactly(a, b) : truncated
}

const U16_MAX = 65_535

/** A part of 65535 as a number from 0 to 1. */
export const fromU16 = (parts: number): number => Math.floor((parts * ONE) / U16_MAX)

/** A number as parts of 65535, rounded down and held to what 16 bits take. */
export const toU16 = (x: number): number => Math.min(U16_MAX, Math.floor((x * U16_MAX) / ONE))

/** Numbers by uid. */
export type Column = Float64Array

export const sum = (column: Column): number => {
  let total = 0
  for (let i = 0; i < column.length; i++) total += column[i]!
  return total
}

/** Each over a total; unchanged where the total is 0. */
export const over = (column: Column, total: number): Column => (total === 0 ? column : column.map((x) => div(x, total)))

/** Each over the sum of all. Every quotient is cut, so they sum to a few ulps less than 1. */
export const normalise = (column: Column): Column => over(column, sum(column))

export const toU16s = (column: Column): Uint16Array => Uint16Array.from(column, toU16)

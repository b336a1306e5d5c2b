/**
 * Doubles split into integers and composed again, exactly. Every finite double is `mantissa * 2^exponent` with integers,
 * so what is computed from those integers is exact.
 *
 * The eight scratch bytes below are written and read inside one call. Other synchronous code cannot run in between.
 */
const scratch = new DataView(new ArrayBuffer(8))
const HIGH = 0
const LOW = 4

/** `mantissa` below 2^53, `exponent` from -1074 to 971. */
export interface ExactDouble {
  readonly mantissa: number
  readonly exponent: number
}

/**
 * The integers of a double of at least 0. Zero is `0 * 2^-1074`.
 *
 * @example
 * ```ts
 * import { exactDouble } from 'steelyard'
 * exactDouble(0.75) // => { mantissa: 6755399441055744, exponent: -53 }
 * ```
 */
export const exactDouble = (x: number): ExactDouble => {
  scratch.setFloat64(0, x)
  const high = scratch.getUint32(HIGH)
  const biased = (high >>> 20) & 0x7ff
  const fraction = (high & 0xfffff) * 0x1_0000_0000 + scratch.getUint32(LOW)
  return biased === 0 ? { mantissa: fraction, exponent: -1074 } : { mantissa: fraction + 0x10_0000_0000_0000, exponent: biased - 1075 }
}

/** Exactly 2^exponent, for exponents from -1074 to 1023. */
export const powerOfTwo = (exponent: number): number => {
  // Below 2^-1022 the exponent field is 0, and the value is one bit of the fraction: in the high word from 2^-1042 up,
  // else in the low word.
  scratch.setUint32(HIGH, exponent >= -1022 ? (exponent + 1023) << 20 : exponent >= -1042 ? 1 << (exponent + 1042) : 0)
  scratch.setUint32(LOW, exponent >= -1042 ? 0 : 1 << (exponent + 1074))
  return scratch.getFloat64(0)
}

/** Doubles as integers over one power of two: `values[i] = integers[i] * 2^exponent`, exactly. */
export interface ScaledIntegers {
  readonly integers: readonly bigint[]
  readonly exponent: number
}

/**
 * Writes doubles of at least 0 as integers over their smallest common exponent. 1e300 beside 1e-300 needs integers of
 * about two thousand bits.
 */
export const scaledIntegers = (values: ArrayLike<number>): ScaledIntegers => {
  const n = values.length
  const parts = Array.from({ length: n }, (_, i) => exactDouble(values[i]!))
  const exponent = parts.reduce((least, part) => (part.mantissa === 0 ? least : Math.min(least, part.exponent)), 971)
  return {
    integers: parts.map((part) => (part.mantissa === 0 ? 0n : BigInt(part.mantissa) << BigInt(part.exponent - exponent))),
    exponent,
  }
}

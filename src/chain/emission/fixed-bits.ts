/**
 * The chain's unsigned numbers with 32 and with 64 fractional bits, as bigints: the value times 2^32, or times 2^64.
 *
 * Laws: each product and each quotient is rounded down; a quotient by 0 is 0. The chain's types have 96 integer bits beside 32 fractional
 * ones, and 64 beside 64: amounts of rao do not reach these bounds, so nothing is clamped here.
 */

/** The value 1 with 32 fractional bits. */
export const ONE_32 = 1n << 32n
/** The value 1 with 64 fractional bits. */
export const ONE_64 = 1n << 64n

const U16_MAX = 65_535n
const U64_MAX = ONE_64 - 1n

export const mul32 = (a: bigint, b: bigint): bigint => (a * b) >> 32n
export const div32 = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : (a << 32n) / b)
export const mul64 = (a: bigint, b: bigint): bigint => (a * b) >> 64n
export const div64 = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : (a << 64n) / b)

/** An integer as a number with 32 fractional bits. */
export const from = (integer: bigint): bigint => integer << 32n
/** The integer below a number with 32 fractional bits. */
export const floor = (bits: bigint): bigint => bits >> 32n

/** Parts of 65535, such as a take, with 32 fractional bits. */
export const ofU16 = (parts: number): bigint => (BigInt(parts) << 32n) / U16_MAX
/** Parts of 2^64 - 1, such as the tao weight, with 32 fractional bits. */
export const ofU64 = (parts: bigint): bigint => (parts << 32n) / U64_MAX

export const sumOf = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n)

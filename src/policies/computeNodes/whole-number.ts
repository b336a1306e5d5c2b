/**
 * Whole numbers that may be larger than a double holds, as bigint: weights, throughputs, coins.
 *
 * In JSON they are numbers up to 2^53 - 1 and strings of digits above, like u64 in the rest of the library.
 */
import * as t from 'io-ts'

const read = (u: unknown): unknown =>
  Number.isSafeInteger(u) ? BigInt(u as number) : typeof u === 'string' && /^\d{1,40}$/.test(u) ? BigInt(u) : u

const wholeNumber = (least: bigint, bits: bigint): t.Type<bigint, number | string> => {
  const most = (1n << bits) - 1n
  const is = (u: unknown): u is bigint => typeof u === 'bigint' && u >= least && u <= most
  return new t.Type(
    `an integer from ${least} to 2^${bits} - 1 (as a string above 2^53 - 1)`,
    is,
    (u, context) => {
      const n = read(u)
      return is(n) ? t.success(n) : t.failure(u, context)
    },
    (n) => (n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n.toString()),
  )
}

/** A weight or a figure of a model: 0 to 2^64 - 1. */
export const Weight = wholeNumber(0n, 64n)

/** The same, above 0. */
export const PositiveWeight = wholeNumber(1n, 64n)

/** An amount of coins: 0 to 2^128 - 1. */
export const Amount = wholeNumber(0n, 128n)

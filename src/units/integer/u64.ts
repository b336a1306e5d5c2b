/**
 * Unsigned 64-bit integers, such as the chain's `version_key`, as bigint.
 *
 * JSON and TOML readers give doubles, which hold integers exactly up to 2^53 - 1 only. A larger number is refused,
 * because its last digits are already lost; write it as a string.
 */
import * as t from 'io-ts'

interface U64Brand {
  readonly U64: unique symbol
}

/** An integer from 0 to 2^64 - 1. */
export type U64 = t.Branded<bigint, U64Brand>

const MAX = (1n << 64n) - 1n
const isU64 = (u: unknown): u is U64 => typeof u === 'bigint' && u >= 0n && u <= MAX

const read = (u: unknown): unknown =>
  Number.isSafeInteger(u) ? BigInt(u as number) : typeof u === 'string' && /^\d{1,20}$/.test(u) ? BigInt(u) : u

export const U64: t.Type<U64, number | string> = new t.Type(
  'an integer from 0 to 2^64 - 1 (as a string above 2^53 - 1)',
  isU64,
  (u, context) => {
    const n = read(u)
    return isU64(n) ? t.success(n) : t.failure(u, context)
  },
  (n) => (n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n.toString()),
)

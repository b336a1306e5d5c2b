/**
 * How the results of a subnet's mechanisms become the one value that the chain stores for each neuron.
 *
 * Each mechanism counts by its part of the emission, and the sum is rounded down after each mechanism. So two mechanisms of one half
 * each, in which a neuron has the full 65535, store 65534. Law: a combined value is at most the largest of its values. Source: subtensor,
 * spec 425.
 */

const BITS = 64n

/**
 * The weight of each mechanism: its part of the emission, as a number with 64 fractional bits, rounded down. If the whole is 0, the first
 * mechanism has all the weight. Amounts are in rao and at least 0, in the order of the mechanisms.
 *
 * @example
 * ```ts
 * import { mechanismWeights } from 'steelyard/chain'
 * mechanismWeights(1000n)([500n, 500n]) // => [2n ** 63n, 2n ** 63n]
 * mechanismWeights(0n)([0n, 0n]) // => [2n ** 64n, 0n]
 * ```
 */
export const mechanismWeights =
  (whole: bigint) =>
  (parts: readonly bigint[]): readonly bigint[] =>
    parts.map((part, m) => (whole === 0n ? (m === 0 ? 1n << BITS : 0n) : (part << BITS) / whole))

/** One neuron's values, one for each mechanism: what earlier mechanisms gave, plus the weighted value, rounded down each time. */
const combined = (weights: readonly bigint[], valueOf: (m: number) => bigint): bigint =>
  weights.reduce((sum, weight, m) => sum + ((weight * valueOf(m)) >> BITS), 0n)

/**
 * Dividends, consensus, validator trust or stake weight of all mechanisms as one column: parts of 65535 by uid. There is one column for each
 * weight of `mechanismWeights`; a column that is too short is padded with 0.
 *
 * @example
 * ```ts
 * import { combineShares, mechanismWeights } from 'steelyard/chain'
 * const halves = mechanismWeights(1000n)([500n, 500n])
 * combineShares(halves)([Uint16Array.of(65535, 40000), Uint16Array.of(65535, 20000)]) // => Uint16Array.of(65534, 30000)
 * ```
 */
export const combineShares =
  (weights: readonly bigint[]) =>
  (columns: readonly Uint16Array[]): Uint16Array =>
    Uint16Array.from({ length: Math.max(0, ...columns.map(({ length }) => length)) }, (_, uid) =>
      Number(combined(weights, (m) => BigInt(columns[m]?.[uid] ?? 0))),
    )

/**
 * The stored `Emission` of all mechanisms, in rao by uid. The amounts are weighted again, although they are parts of the emission already: with
 * two even mechanisms it shows half of what was paid. What was paid are `addAmounts` of the server and of the validator amounts.
 *
 * @example
 * ```ts
 * import { combineEmission, mechanismWeights } from 'steelyard/chain'
 * const weights = mechanismWeights(1001n)([917n, 84n])
 * combineEmission(weights)([BigUint64Array.of(900n), BigUint64Array.of(84n)]) // => BigUint64Array.of(831n)
 * ```
 */
export const combineEmission =
  (weights: readonly bigint[]) =>
  (columns: readonly BigUint64Array[]): BigUint64Array =>
    BigUint64Array.from({ length: Math.max(0, ...columns.map(({ length }) => length)) }, (_, uid) =>
      combined(weights, (m) => columns[m]?.[uid] ?? 0n),
    )

/**
 * The amounts of all mechanisms added, in rao by uid.
 *
 * @example
 * ```ts
 * import { addAmounts } from 'steelyard/chain'
 * addAmounts([BigUint64Array.of(900n, 1n), BigUint64Array.of(84n, 0n)]) // => BigUint64Array.of(984n, 1n)
 * ```
 */
export const addAmounts = (columns: readonly BigUint64Array[]): BigUint64Array =>
  BigUint64Array.from({ length: Math.max(0, ...columns.map(({ length }) => length)) }, (_, uid) =>
    columns.reduce((sum, column) => sum + (column[uid] ?? 0n), 0n),
  )

/** Which neurons are active, or have a permit, in any of the mechanisms: 1 for yes. */
export const inAny = (columns: readonly Uint8Array[]): Uint8Array =>
  columns[0]!.map((_, uid) => (columns.some((column) => column[uid] === 1) ? 1 : 0))

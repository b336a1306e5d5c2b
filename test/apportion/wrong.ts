/** Implementations that look right, each with a mistake that is in use elsewhere. The laws must kill every one. */
import { scaledIntegers } from '../../src/units/exact/double.js'

type Split = (total: number) => (claims: readonly number[]) => ArrayLike<number>

const sumOf = (claims: readonly number[]): number => claims.reduce((a, b) => a + b, 0)

/** Floors only: the units left over are lost. */
export const truncating: Split = (total) => (claims) => claims.map((claim) => Math.floor((claim / sumOf(claims)) * total))

/** Floors; the units left over go to the last claim in the list. */
export const remainderToTheLast: Split = (total) => (claims) => {
  const units = Array.from(truncating(total)(claims))
  units[units.length - 1]! += total - sumOf(units)
  return units
}

/** Largest remainders in doubles, with the product first. */
export const floatLargestRemainder: Split = (total) => (claims) => {
  const sum = sumOf(claims)
  const quotas = claims.map((claim) => (total * claim) / sum)
  const units = quotas.map(Math.floor)
  const order = claims
    .map((_, i) => i)
    .sort((a, b) => quotas[b]! - units[b]! - (quotas[a]! - units[a]!) || claims[b]! - claims[a]! || a - b)
  for (const i of order.slice(0, Math.max(0, total - sumOf(units)))) units[i]!++
  return units
}

/** Exact, but ties are decided by index instead of by claim. */
export const indexFirst: Split = (total) => (claims) => {
  const { integers } = scaledIntegers(claims)
  const sum = integers.reduce((a, b) => a + b, 0n)
  const parts = integers.map((claim, i) => ({ i, floor: (BigInt(total) * claim) / sum, rest: (BigInt(total) * claim) % sum }))
  const units = parts.map(({ floor }) => Number(floor))
  parts.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  for (const { i } of parts.slice(0, total - sumOf(units))) units[i]!++
  return units
}

/**
 * For which blocks a transaction is valid: from the block after its birth to the last one of its period.
 *
 * Periods are powers of two. polkadot-api rounds others up, and from 8192 on the birth of an era is not the block whose hash is signed, so
 * the longest period here is 4096. Source: `Era` of Substrate.
 */

const SHORTEST = 4
const LONGEST = 4096

/** The life of a transaction that is born at a block: it can be included up to and including `last`. */
export interface MortalEra {
  readonly period: number
  readonly last: number
}

/**
 * The longest life of a transaction that is born at the block `birth` and never included after `validUntil`. Null where even the shortest
 * period, four blocks with the birth, ends later.
 *
 * @example
 * ```ts
 * import { mortalEra } from 'steelyard/adapters/subtensor'
 * mortalEra(100, 116) // => { period: 16, last: 115 }
 * mortalEra(100, 115) // => { period: 16, last: 115 }
 * mortalEra(100, 114) // => { period: 8, last: 107 }
 * mortalEra(100, 102) // => null
 * ```
 */
export const mortalEra = (birth: number, validUntil: number): MortalEra | null => {
  const blocks = validUntil - birth + 1
  if (!(blocks >= SHORTEST)) return null
  let period = SHORTEST
  while (period < LONGEST && period * 2 <= blocks) period *= 2
  return { period, last: birth + period - 1 }
}

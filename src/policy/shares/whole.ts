/** The whole that every decision splits: 65535 units, as a number and as an exact quota; and its parts as decimals. */
import type { Given } from '../../apportion/split-node.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { divide, fraction } from '../../units/exact/fraction.js'
import { toFixed } from '../../units/exact/fraction-rounding.js'
import { U16_MAX } from '../../units/integer/u16.js'

/** The number of units that an allocation hands out. */
export const TOTAL = U16_MAX

/** The same as an exact quota. */
export const WHOLE: Fraction = fraction(BigInt(TOTAL))

/** The root of every ledger: all units, and the same number as its exact quota. */
export const EVERYTHING: Given = { quota: WHOLE, units: TOTAL }

/** A quota as a part of the whole, from 0 to 1. */
export const partOfWhole = (quota: Fraction): Fraction => divide(quota, WHOLE)

const HUNDREDTH = fraction(BigInt(TOTAL), 100n)

/** A quota as a percentage of the whole, from 0 to 100, with the given number of decimals, rounded half up. */
export const percentOfWhole = (decimals: number): ((quota: Fraction) => string) => {
  const inDecimals = toFixed(decimals)
  return (quota) => inDecimals(divide(quota, HUNDREDTH))
}

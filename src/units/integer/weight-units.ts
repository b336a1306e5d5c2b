import type * as t from 'io-ts'
import { isIntegerIn, leaf } from '../codec/leaf.js'

interface UnitsBrand {
  readonly Units: unique symbol
}

/** Indivisible units of weight handed out by an apportionment: an integer from 0 to 2^32 - 1. */
export type Units = t.Branded<number, UnitsBrand>

/** The largest number of units an apportionment of doubles hands out. */
export const UNITS_MAX = 4_294_967_295

const inRange = isIntegerIn(0, UNITS_MAX)
export const Units = leaf<Units, number>('an integer from 0 to 4294967295', (u): u is Units => inRange(u))

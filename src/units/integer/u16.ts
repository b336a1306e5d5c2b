import type * as t from 'io-ts'
import { isIntegerIn, leaf } from '../codec/leaf.js'

interface U16Brand {
  readonly U16: unique symbol
}

/** An unsigned 16-bit integer, 0 to 65535: a weight as the chain stores it, a netuid, a port. */
export type U16 = t.Branded<number, U16Brand>

/** The largest u16. */
export const U16_MAX = 65_535

const inRange = isIntegerIn(0, U16_MAX)
export const U16 = leaf<U16, number>('an integer from 0 to 65535', (u): u is U16 => inRange(u))

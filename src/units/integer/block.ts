import type * as t from 'io-ts'
import { isIntegerIn, leaf } from '../codec/leaf.js'

interface BlockBrand {
  readonly Block: unique symbol
}

/** A block height: an integer from 0 to 2^53 - 1. */
export type Block = t.Branded<number, BlockBrand>

const inRange = isIntegerIn(0, Number.MAX_SAFE_INTEGER)
export const Block = leaf<Block, number>('a block height: an integer from 0 to 2^53 - 1', (u): u is Block => inRange(u))

/** Whole numbers of things. */
import type * as t from 'io-ts'
import { isIntegerIn, leaf } from './leaf.js'

/** An integer between two bounds, both included; its name gives the bounds. */
export const integerIn = (least: number, most: number, noun = `an integer from ${least} to ${most}`): t.Type<number> => {
  const inRange = isIntegerIn(least, most)
  return leaf<number, number>(noun, (u): u is number => inRange(u))
}

/** A number of things: an integer from 0 to 2^53 - 1. */
export const Count = integerIn(0, Number.MAX_SAFE_INTEGER, 'an integer of at least 0')

/** A number of things, at least one: an integer from 1 to 2^53 - 1. */
export const PositiveCount = integerIn(1, Number.MAX_SAFE_INTEGER, 'an integer of at least 1')

/** The codecs of numbers and flags in the config and in records. */
import { leaf } from '../../units/codec/leaf.js'

const MOST = 1_000_000

/** A number above 0 and at most a million, so that products of scores stay finite doubles. */
export const Positive = leaf<number, number>(
  `a number above 0, at most ${MOST}`,
  (u): u is number => typeof u === 'number' && u > 0 && u <= MOST,
)

export const NotNegative = leaf<number, number>(
  `a number from 0 to ${MOST}`,
  (u): u is number => typeof u === 'number' && u >= 0 && u <= MOST,
)

export const Percentile = leaf<number, number>('a number from 0 to 100', (u): u is number => typeof u === 'number' && u >= 0 && u <= 100)

import type * as t from 'io-ts'
import { leaf } from './leaf.js'

/** A number between two bounds, both included; its name gives the bounds. NaN is none. */
export const numberIn = (least: number, most: number): t.Type<number> =>
  leaf<number, number>(`a number from ${least} to ${most}`, (u): u is number => typeof u === 'number' && u >= least && u <= most)

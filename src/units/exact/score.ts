import type * as t from 'io-ts'
import { leaf } from '../codec/leaf.js'

interface ScoreBrand {
  readonly Score: unique symbol
}

/** A claim or score: a finite double of at least 0. Negative zero is read as 0. */
export type Score = t.Branded<number, ScoreBrand>
export const Score = leaf<Score, number>(
  'a finite number of at least 0',
  (u): u is Score => typeof u === 'number' && u >= 0 && u < Infinity,
)

interface UnitScoreBrand {
  readonly UnitScore: unique symbol
}

/** A score on the unit interval: a double from 0 to 1, ends included. */
export type UnitScore = t.Branded<number, ScoreBrand & UnitScoreBrand>
export const UnitScore = leaf<UnitScore, number>('a number from 0 to 1', (u): u is UnitScore => typeof u === 'number' && u >= 0 && u <= 1)

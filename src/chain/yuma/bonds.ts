/**
 * Bonds, and the dividends that they give, by Yuma 2 or Yuma 3.
 *
 * Laws: dividends sum to at most 1; a validator without active stake has none in Yuma 3.
 */
import { bondWeights } from './bond-weights.js'
import type { EpochInput } from './epoch-input.js'
import type { Column } from './fixed.js'
import { u16ToBits, mul, normalise } from './fixed.js'
import { isLiquid, liquidAlpha } from './liquid-alpha.js'
import { moveLiquidBonds } from './liquid-bonds.js'
import { liquidConsensusBy } from './liquid-consensus.js'
import { alongRows, columnMaxima, normaliseColumns, overColumns } from './matrix-sums.js'
import { moveBonds, standingBonds } from './moving-bonds.js'
import type { Ruling } from './rules.js'
import type { Matrix } from './sparse-rows.js'
import { collect } from './sparse-rows.js'

/** The steps of Yuma 2 and 3 that have a name in the chain's log, and their results. */
export type Bonds =
  | {
      readonly _tag: 'Yuma2'
      readonly old: Matrix
      readonly delta: Matrix
      readonly deltaShares: Matrix
      readonly shares: Matrix
      readonly dividends: Column
      readonly stored: Matrix
    }
  | {
      readonly _tag: 'Yuma3'
      readonly old: Matrix
      readonly weights: Matrix
      readonly stored: Matrix
      readonly shares: Matrix
      readonly dividends: Column
    }

/** The values from which bonds are computed. */
export interface Backing {
  readonly weights: Matrix
  readonly clipped: Matrix
  readonly consensus: Column
  readonly incentive: Column
  readonly active: Column
}

const yuma2 = (ruling: Ruling, input: EpochInput, weights: Matrix, { active, incentive }: Backing): Bonds => {
  const old = normaliseColumns(standingBonds(ruling, input))
  const delta = collect(weights, (i, _, weight) => mul(weight, active[i]!))
  const deltaShares = normaliseColumns(delta)
  const shares = normaliseColumns(moveBonds(input, deltaShares, old))
  const dividends = normalise(alongRows(shares, incentive))
  return { _tag: 'Yuma2', old, delta, deltaShares, shares, dividends, stored: overColumns(shares, columnMaxima(shares)) }
}

const yuma3 = (ruling: Ruling, input: EpochInput, weights: Matrix, { active, incentive, consensus }: Backing): Bonds => {
  const old = collect(standingBonds(ruling, input), (_i, _j, bond) => u16ToBits(bond))
  const stored = isLiquid(input, consensus)
    ? moveLiquidBonds(liquidAlpha(ruling, input), liquidConsensusBy(ruling, input, consensus), weights, old)
    : moveBonds(input, weights, old)
  const shares = normaliseColumns(stored)
  const dividends = normalise(alongRows(shares, incentive).map((bonds, uid) => mul(bonds, active[uid]!)))
  return { _tag: 'Yuma3', old, weights, stored, shares, dividends }
}

export const bondsOf = (ruling: Ruling, input: EpochInput, backing: Backing): Bonds => {
  const weights = bondWeights(input, backing.weights, backing.clipped)
  return input.yuma3_on ? yuma3(ruling, input, weights, backing) : yuma2(ruling, input, weights, backing)
}

/**
 * Bonds as moving averages: alpha times the new bond plus (1 - alpha) times the old bond, each product rounded down.
 */
import { ascendingRows } from './ascending-rows.js'
import type { EpochInput } from './epoch-input.js'
import { mul, ONE } from './fixed.js'
import { recentBy } from './recent-registrations.js'
import type { Ruling } from './rules.js'
import type { Matrix } from './sparse-rows.js'
import { collect, DROPPED } from './sparse-rows.js'

/** The stored bonds, as plain integers, without those on neurons that registered recently. */
export const standingBonds = (ruling: Ruling, input: EpochInput): Matrix => {
  const since = recentBy(ruling, input)
  return collect(input.bonds, (_, j, bond) => (since <= input.block_at_registration[j]! ? DROPPED : bond))
}

/** The common alpha of all bonds, when alphas are not liquid. */
const alphaOf = ({ bonds_moving_average }: EpochInput): number =>
  // The integers are so small that their quotient is never rounded up to an integer, so its floor is the chain's 64-bit
  // result.
  ONE - Math.floor((bonds_moving_average * ONE) / 1_000_000)

export const moveBonds = (input: EpochInput, fresh: Matrix, old: Matrix): Matrix => {
  const alpha = alphaOf(input)
  const add = ({ starts, columns, values }: Matrix, factor: number, i: number, row: Float64Array): void => {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) row[columns[k]!]! += mul(factor, values[k]!)
  }
  return ascendingRows(fresh, old, (i, row) => {
    add(fresh, alpha, i, row)
    add(old, ONE - alpha, i, row)
  })
}

/** Bonds as they move: what is new by alpha, what was by the rest of it, each product rounded down. */
import { ascendingRows } from './ascending-rows.js'
import type { EpochInput } from './epoch-input.js'
import { mul, ONE } from './fixed.js'
import type { Ruling } from './rules.js'
import type { Matrix } from './sparse-rows.js'
import { collect, DROPPED } from './sparse-rows.js'

/** The stored bonds, as plain integers, without those on neurons that registered of late. */
export const standingBonds = ({ recentSinceLastEpoch }: Ruling, input: EpochInput): Matrix => {
  const { block, tempo, last_epoch_block, block_at_registration } = input
  const since = recentSinceLastEpoch && last_epoch_block > 0 ? last_epoch_block + 1 : Math.max(0, block - tempo)
  return collect(input.bonds, (_, j, bond) => (since <= block_at_registration[j]! ? DROPPED : bond))
}

/** How fast bonds move where they all move alike. */
const alphaOf = ({ bonds_moving_average }: EpochInput): number =>
  // A quotient below 2^53 of integers that small is never rounded up to an integer; the floor of it in 64 bits changes nothing.
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

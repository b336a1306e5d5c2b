/** A complete epoch, with a name for each step. The files of the steps describe what each step reads. */
import { activeStake, activity } from './activity.js'
import type { Bonds } from './bonds.js'
import { bondsOf } from './bonds.js'
import { clip } from './clip.js'
import { consensusOf } from './consensus.js'
import { countedWeights } from './counted-weights.js'
import type { Emission } from './emission.js'
import { emissionOf } from './emission.js'
import type { EpochInput } from './epoch-input.js'
import type { Column } from './fixed.js'
import { newPermits, oldPermits } from './permits.js'
import type { Ranks } from './ranks.js'
import { ranksOf } from './ranks.js'
import { rulingOf } from './rules.js'
import type { Matrix, SparseRows } from './sparse-rows.js'
import { stakeShares } from './stake.js'
import { storeBonds } from './stored-bonds.js'

/** All intermediate values of an epoch; columns and matrices hold fixed-point bits. */
export interface Stages extends Ranks {
  readonly stake: Column
  /** 1 for a neuron whose weights are recent enough. */
  readonly activity: Uint8Array
  /** The stake of active neurons with a permit. */
  readonly active: Column
  readonly permits: Uint8Array
  readonly weights: Matrix
  readonly consensus: Column
  readonly clipped: Matrix
  readonly bonds: Bonds
  readonly emission: Emission
  readonly storedBonds: SparseRows
}

/** Requires a spec that is known, and an input in which `checkInput` finds no mistake. */
export const stagesOf = (spec: number, input: EpochInput): Stages => {
  const ruling = rulingOf(spec)
  const stake = stakeShares(ruling, input)
  const before = oldPermits(ruling, input)
  const permits = newPermits(ruling, input, stake)
  const recent = activity(input)
  const active = activeStake(stake, recent, before)
  const weights = countedWeights(ruling, input, before)
  const consensus = consensusOf(input, weights, active)
  const clipped = clip(weights, consensus)
  const ranks = ranksOf(weights, clipped, active)
  const bonds = bondsOf(ruling, input, { weights, clipped, consensus, active, incentive: ranks.incentive })
  const emission = emissionOf(input.rao_emission)({ incentive: ranks.incentive, dividends: bonds.dividends, active, stake })
  const storedBonds = storeBonds(ruling, input, bonds.stored, before, permits)
  return { stake, activity: recent, active, permits, weights, consensus, clipped, ...ranks, bonds, emission, storedBonds }
}

/**
 * How fast a single bond moves where alphas are liquid: fast where a validator weights a neuron more than the others do, or sells
 * out of it; by a sigmoid between two bounds.
 */
import type { EpochInput } from './epoch-input.js'
import { fromU16, mul, ONE } from './fixed.js'
import { logistic } from './logistic.js'
import type { Ruling } from './rules.js'

/** Alpha of a weight, a bond and the consensus on a neuron. */
export type LiquidAlpha = (consensus: number, weight: number, bond: number) => number

export const liquidAlpha = ({ exponentIsHeld }: Ruling, input: EpochInput): LiquidAlpha => {
  const [low, high] = [fromU16(input.alpha_low), fromU16(input.alpha_high)]
  const steepness = Math.trunc((input.alpha_sigmoid_steepness * ONE) / -100)
  // Many bonds are where they should be, and all of those have the same difference.
  let [known, sigmoid] = [NaN, 0]
  return (consensus, weight, bond) => {
    const difference = weight >= bond ? Math.max(0, weight - consensus) : bond - weight
    if (difference !== known) {
      known = difference
      sigmoid = logistic(exponentIsHeld, mul(steepness, difference - ONE / 2))
    }
    // The chain holds it between both bounds; from above it can't leave them, a sigmoid being above 0 and at most 1.
    return Math.max(low, low + mul(sigmoid, high - low))
  }
}

/** Whether alphas are liquid: where they may be, and something is agreed on. */
export const isLiquid = ({ liquid_alpha_on }: EpochInput, consensus: Float64Array): boolean =>
  liquid_alpha_on && consensus.some((agreed) => agreed !== 0)

/**
 * How fast a single bond moves when alphas are liquid. It moves fast when a validator gives a neuron more weight than the
 * consensus, or less weight than its bond. The alpha is a sigmoid between two bounds.
 */
import type { EpochInput } from './epoch-input.js'
import { u16ToBits, mul, ONE } from './fixed.js'
import { logistic } from './logistic.js'
import type { Ruling } from './rules.js'

/** The alpha for a weight, a bond and the consensus on a neuron. */
export type LiquidAlpha = (consensus: number, weight: number, bond: number) => number

export const liquidAlpha = ({ exponentIsHeld }: Ruling, input: EpochInput): LiquidAlpha => {
  const [low, high] = [u16ToBits(input.alpha_low), u16ToBits(input.alpha_high)]
  const steepness = Math.trunc((input.alpha_sigmoid_steepness * ONE) / -100)
  // Many bonds already have their final value, and all of these have the same difference. So the last sigmoid is kept.
  let [known, sigmoid] = [NaN, 0]
  return (consensus, weight, bond) => {
    const difference = weight >= bond ? Math.max(0, weight - consensus) : bond - weight
    if (difference !== known) {
      known = difference
      sigmoid = logistic(exponentIsHeld, mul(steepness, difference - ONE / 2))
    }
    // The chain clamps alpha to both bounds. Only the lower bound has to be checked, because a sigmoid is above 0 and
    // at most 1.
    return Math.max(low, low + mul(sigmoid, high - low))
  }
}

/** Whether alphas are liquid: the subnet allows it, and the consensus on some neuron is above 0. */
export const isLiquid = ({ liquid_alpha_on }: EpochInput, consensus: Float64Array): boolean =>
  liquid_alpha_on && consensus.some((agreed) => agreed !== 0)

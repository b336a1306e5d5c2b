/**
 * The chain's rules about the vectors. A single weight to oneself is exempt from the minimum number of entries and from
 * the maximum weight.
 */
import { U16_MAX } from '../../units/integer/u16.js'
import type { Rule } from './attempt.js'
import { onNetwork } from './attempt.js'
import { maxUpscale } from '../stored/max-upscale.js'

const sorted = (uids: Iterable<number>): readonly number[] => [...new Set(uids)].sort((a, b) => a - b)

export const equalLengths: Rule = ({ submission: { uids, weights } }) =>
  uids.length === weights.length
    ? null
    : { _tag: 'WeightVecNotEqualSize', onChain: 'WeightVecNotEqualSize', uids: uids.length, weights: weights.length }

export const notTooMany: Rule = onNetwork(({ submission: { uids } }, { neurons }) =>
  uids.length <= neurons.length
    ? null
    : { _tag: 'UidsLengthExceedUidsInSubNet', onChain: 'UidsLengthExceedUidsInSubNet', entries: uids.length, neurons: neurons.length },
)

export const noDuplicates: Rule = ({ submission: { uids } }) => {
  const seen = new Set<number>()
  const twice = Array.from(uids).filter((uid) => seen.size === seen.add(uid).size)
  return twice.length === 0 ? null : { _tag: 'DuplicateUids', onChain: 'DuplicateUids', uids: sorted(twice) }
}

export const knownUids: Rule = onNetwork(({ submission: { uids } }, { neurons }) => {
  const known = new Set<number>(neurons.map(({ uid }) => uid))
  const strangers = sorted(Array.from(uids).filter((uid) => !known.has(uid)))
  return strangers.length === 0
    ? null
    : { _tag: 'UidVecContainInvalidOne', onChain: 'UidVecContainInvalidOne', uids: strangers, neurons: neurons.length }
})

/** Zeros count as entries. A network with fewer neurons than the minimum requires one entry for each neuron. */
export const longEnough: Rule = onNetwork(({ submission: { weights }, isSelfWeight }, { neurons, hyperparameters }) => {
  const minimum = Math.min(neurons.length, hyperparameters.min_allowed_weights)
  return isSelfWeight || weights.length >= minimum
    ? null
    : { _tag: 'WeightVecLengthIsLow', onChain: 'WeightVecLengthIsLow', entries: weights.length, minimum }
})

/** 32 fractional bits. */
const FIXED_ONE = 0x1_0000_0000

/** A ratio of integers in the chain's fixed point, in units of 2^-32. Exact: numerators stay below 2^48, so no quotient rounds up to an integer. */
const fixedRatio = (numerator: number, denominator: number): number => Math.floor((numerator * FIXED_ONE) / denominator)

/**
 * Checked after max-upscale, in fixed point: a share above the limit by less than 2^-32 passes. A vector of zeros has no
 * shares and passes. (The chain's sum overflows from 32769 entries of 65535 on; no subnet has that many neurons, and it is
 * not modelled.)
 */
export const maxWeight: Rule = onNetwork(
  ({ submission: { uids, weights }, isSelfWeight }, { hyperparameters: { max_weight_limit: limit } }) => {
    if (isSelfWeight || limit === U16_MAX) return null
    const stored = maxUpscale(Uint16Array.from(weights))
    const sum = stored.reduce((a, b) => a + b, 0)
    const weight = stored.reduce((a, b) => Math.max(a, b), 0)
    if (sum === 0 || fixedRatio(weight, sum) <= fixedRatio(limit, U16_MAX)) return null
    return { _tag: 'MaxWeightExceeded', onChain: 'MaxWeightExceeded', uid: uids[stored.indexOf(weight)] ?? null, weight, sum, limit }
  },
)

/**
 * What an epoch computes from the stored weights: each neuron's incentive. This is the neuron's part of what the validators with
 * a permit give, weighted by their stakes, in parts of 65535, rounded down. There is no consensus and there are no bonds, so only
 * with one validator it is what the chain would show.
 */
import type { Fraction } from '../../units/exact/fraction.js'
import { add, divide, fraction, multiply, sum, ZERO } from '../../units/exact/fraction.js'
import { floor } from '../../units/exact/fraction-rounding.js'
import { U16_MAX } from '../../units/integer/u16.js'
import type { U16 } from '../../units/integer/u16.js'
import type { Ledger, StoredWeights } from './ledger.js'

const WHOLE = fraction(BigInt(U16_MAX))

/** What a validator gives each uid; the sum is 1. */
const normalised = ({ uids, weights }: StoredWeights): readonly (readonly [uid: number, part: Fraction])[] => {
  const total = BigInt(weights.reduce((rest, weight) => rest + weight, 0))
  return total === 0n ? [] : uids.map((uid, i) => [uid, fraction(BigInt(weights[i]!), total)])
}

export const runEpoch = (ledger: Ledger): Ledger => {
  const { metagraph, weights } = ledger
  const given = new Map<number, Fraction>()
  for (const { uid, validator_permit, stake } of metagraph.neurons) {
    const stored = weights.get(uid)
    if (!validator_permit || stored === undefined) continue
    for (const [to, part] of normalised(stored)) given.set(to, add(given.get(to) ?? ZERO, multiply(fraction(stake), part)))
  }
  const all = sum([...given.values()])
  const incentiveOf = (uid: number): U16 => {
    const part = given.get(uid) ?? ZERO
    return (part.numerator === 0n ? 0 : Number(floor(multiply(WHOLE, divide(part, all))))) as U16
  }
  return {
    ...ledger,
    metagraph: { ...metagraph, neurons: metagraph.neurons.map((neuron) => ({ ...neuron, incentive: incentiveOf(neuron.uid) })) },
  }
}

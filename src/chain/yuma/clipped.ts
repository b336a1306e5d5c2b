/** Which weights are cut, and which validators cause it. */
import { ONE } from './fixed.js'
import type { Stages } from './stages.js'

/**
 * A weight above the consensus, both from 0 to 1, and in `by` the active validators whose weight for that neuron is not above the
 * consensus.
 */
export interface ClippedWeight {
  readonly validator: number
  readonly miner: number
  readonly weight: number
  readonly consensus: number
  readonly by: readonly number[]
}

/** Sorted by validator, then in the order of its weights. */
export const clippedBy = ({ weights, consensus, active }: Pick<Stages, 'weights' | 'consensus' | 'active'>): readonly ClippedWeight[] => {
  const { starts, columns, values } = weights
  const cut = Array.from(active.keys()).flatMap((validator) =>
    Array.from({ length: starts[validator + 1]! - starts[validator]! }, (_, k) => starts[validator]! + k)
      .filter((at) => values[at]! > consensus[columns[at]!]!)
      .map((at) => ({ validator, miner: columns[at]!, weight: values[at]! / ONE, consensus: consensus[columns[at]!]! / ONE })),
  )
  const above = new Map<number, Set<number>>()
  for (const { validator, miner } of cut) above.set(miner, (above.get(miner) ?? new Set()).add(validator))
  const voters = Array.from(active.keys()).filter((uid) => active[uid]! > 0)
  const holders = new Map([...above].map(([miner, who]) => [miner, voters.filter((uid) => !who.has(uid))]))
  return cut.map((weight) => ({ ...weight, by: holders.get(weight.miner)! }))
}

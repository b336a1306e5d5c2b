/**
 * The weights that count, each divided by the sum of its row. A weight counts if its validator has a permit, if it is not a weight
 * to oneself (except the owner's), and if the neuron registered before the weight was set.
 *
 * Law: a row sums to at most 1. Rows are divided last, by the sum of the weights that are left; zeros that were set stay.
 */
import { div } from './fixed.js'
import type { EpochInput } from './epoch-input.js'
import { rowSums } from './matrix-sums.js'
import type { Ruling } from './rules.js'
import type { Matrix } from './sparse-rows.js'
import { collect, DROPPED } from './sparse-rows.js'

export const countedWeights = ({ commitsAreMasked }: Ruling, input: EpochInput, permits: Uint8Array): Matrix => {
  const { last_update, block_at_registration, owner_uid } = input
  const commits = commitsAreMasked ? input.commit_blocks : null
  const counted = collect(input.weights, (i, j, weight) => {
    const registered = block_at_registration[j]!
    if (permits[i] === 0 || (i === j && i !== owner_uid) || last_update[i]! <= registered) return DROPPED
    return commits !== null && commits[i]! < registered ? DROPPED : weight
  })
  const sums = rowSums(counted)
  return collect(counted, (i, _, weight) => (sums[i] === 0 ? 0 : div(weight, sums[i]!)))
}

/**
 * The weights that count, as parts of their rows: from permitted neurons, not for oneself (the owner's excepted), not for a neuron
 * that registered when or after they were set.
 *
 * Law: a row sums to at most 1, or all of it is 0. Rows are divided last, by what is left of them; zeros that were set stay.
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

/**
 * Runs a sequence of epochs, for simulations that use the chain's own consensus. Each epoch begins with the permits and bonds
 * that the one before stored, and knows its block and its consensus.
 *
 * Law: the results are those of calling `epoch` repeatedly, each time with the last result's `validator_permit` and `bonds`.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { YumaErrors } from './epoch.js'
import { epoch } from './epoch.js'
import type { EpochInput } from './epoch-input.js'
import type { EpochResult } from './epoch-result.js'
import { rulingOf } from './rules.js'

/** The values that change before an epoch. The others stay, and the block advances to the next epoch. */
export type EpochChanges = Partial<EpochInput>

/** The state after an epoch, as the next one reads it; the block stays. */
export const stateAfter = (last: EpochInput, { validator_permit, bonds, consensus }: EpochResult): EpochInput => ({
  ...last,
  last_mechansim_step_block: last.block,
  previous_consensus: consensus,
  validator_permit,
  bonds,
})

/** The blocks from one epoch to the next: a tempo since spec 423, one block more before. */
const distance = (spec: number, tempo: number): number => (rulingOf(spec).epochsAreCounted ? Math.max(1, tempo) : tempo + 1)

/**
 * The results of successive epochs, one for each entry of `changes`; a list of `{}` runs the first input again and again. Weights get older
 * with each epoch: set `last_update` for neurons that set weights again. Since spec 423 an epoch comes a tempo after the last one, before a
 * tempo and a block. An invalid input ends the sequence with its errors.
 *
 * @example
 * ```ts
 * import { readEpochInput, runEpochs } from 'steelyard/chain'
 * const chain = { netuid: 1, block: 100, tempo: 10, activity_cutoff: 50, max_allowed_validators: 1, owner_uid: null, kappa: 32767 }
 * const bonds = { bonds_moving_average: 900000, bonds_penalty: 0, yuma3_on: true, liquid_alpha_on: false, alpha_low: 0, alpha_high: 0, alpha_sigmoid_steepness: 1000 }
 * const stakes = { alpha_stake: ['1000', '0'], tao_stake: ['0', '0'], tao_weight: '0', stake_threshold: '0', rao_emission: '1000' }
 * const neurons = { n: 2, last_update: [95, 0], block_at_registration: [1, 1], validator_permit: [true, false], weights: [[0, [[1, 65535]]]], bonds: [] }
 * const input = readEpochInput({ ...chain, ...bonds, ...stakes, ...neurons }).right
 * runEpochs(293)(input, [{}, {}, {}]).right.map((result) => result.bonds.values[0]) // => [6553, 12451, 17759]
 * ```
 */
export const runEpochs =
  (spec: number) =>
  (first: EpochInput, changes: readonly EpochChanges[]): Either<YumaErrors, readonly EpochResult[]> => {
    const results: EpochResult[] = []
    let input = first
    for (const change of changes) {
      input = { ...input, ...change }
      const done = epoch(spec)(input)
      if (isLeft(done)) return done
      results.push(done.right)
      input = { ...stateAfter(input, done.right), block: input.block + distance(spec, input.tempo) }
    }
    return right(results)
  }

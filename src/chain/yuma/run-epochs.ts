/**
 * Runs a sequence of epochs, for simulations that use the chain's own consensus. Each epoch begins with the permits and bonds
 * that the one before stored.
 *
 * Law: the results are those of calling `epoch` repeatedly, each time with the last result's `validator_permit` and `bonds`.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { YumaErrors } from './epoch.js'
import { epoch } from './epoch.js'
import type { EpochInput } from './epoch-input.js'
import type { EpochResult } from './epoch-result.js'
import type { YumaRules } from './rules.js'

/** The values that change before an epoch. The others stay, and the block advances by `tempo + 1`. */
export type EpochChanges = Partial<EpochInput>

const following = (last: EpochInput, { validator_permit, bonds }: EpochResult): EpochInput => ({
  ...last,
  block: last.block + last.tempo + 1,
  last_epoch_block: last.block,
  validator_permit,
  bonds,
})

/**
 * The results of successive epochs, one for each entry of `changes`; a list of `{}` runs the first input again and again. Weights get older
 * with each epoch: set `last_update` for neurons that set weights again. An invalid input ends the sequence with its errors.
 *
 * @example
 * ```ts
 * import { readEpochInput, runEpochs } from 'steelyard/chain'
 * const chain = { netuid: 1, block: 100, tempo: 10, activity_cutoff: 50, max_allowed_validators: 1, owner_uid: null, kappa: 32767 }
 * const bonds = { bonds_moving_average: 900000, bonds_penalty: 0, yuma3_on: true, liquid_alpha_on: false, alpha_low: 0, alpha_high: 0, alpha_sigmoid_steepness: 1000 }
 * const stakes = { alpha_stake: ['1000', '0'], tao_stake: ['0', '0'], tao_weight: '0', stake_threshold: '0', rao_emission: '1000' }
 * const neurons = { n: 2, last_update: [95, 0], block_at_registration: [1, 1], validator_permit: [true, false], weights: [[0, [[1, 65535]]]], bonds: [] }
 * const input = readEpochInput({ ...chain, ...bonds, ...stakes, ...neurons }).right
 * runEpochs('spec293')(input, [{}, {}, {}]).right.map((result) => result.bonds.values[0]) // => [6553, 12451, 17759]
 * ```
 */
export const runEpochs =
  (rules: YumaRules) =>
  (first: EpochInput, changes: readonly EpochChanges[]): Either<YumaErrors, readonly EpochResult[]> => {
    const results: EpochResult[] = []
    let input = first
    for (const change of changes) {
      input = { ...input, ...change }
      const done = epoch(rules)(input)
      if (isLeft(done)) return done
      results.push(done.right)
      input = following(input, done.right)
    }
    return right(results)
  }

/**
 * One epoch of Yuma consensus: what the chain computes from the weights of all validators; for spec 293 bit for bit as that runtime.
 *
 * Laws: renumbering the uids renumbers the results, except where equal stakes, the order of voters or a difference of a few ulps
 * decides; consensus is between the smallest and the largest weight of its column; incentives and dividends each sum to at most 1;
 * a validator's trust is at most 1; the amounts sum to at most the emission. Not promised: that the results of a spec above 293
 * are the chain's, because its rules were read and never compared with a runtime (see `YUMA_RULE_SPANS`).
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { checkInput, checkSpec } from './check-input.js'
import type { EpochInput } from './epoch-input.js'
import type { EpochResult } from './epoch-result.js'
import { resultOf } from './epoch-result.js'
import { stagesOf } from './stages.js'
import type { EpochTrace } from './trace.js'
import { traceOf } from './trace.js'
import type { YumaError } from './yuma-error.js'

/** The result of an epoch, and all its steps. */
export interface TracedEpoch {
  readonly result: EpochResult
  readonly trace: EpochTrace
}

/** The mistakes of an input: all of them, at least one. */
export type YumaErrors = ReadonlyNonEmptyArray<YumaError>

const checked =
  <A>(spec: number, run: (input: EpochInput) => A) =>
  (input: EpochInput): Either<YumaErrors, A> => {
    const [first, ...rest] = [...checkSpec(spec), ...checkInput(input)]
    return first === undefined ? right(run(input)) : left([first, ...rest])
  }

/**
 * What an epoch on this input stores, by the rules of the runtime with this `spec_version`. The input is not changed; `runEpochs` carries
 * permits and bonds to the next epoch. It is the epoch of one mechanism: `subnetEpoch` has those of a subnet with several ones, and skips
 * them as the chain does while two uids have the same hotkey.
 *
 * Errors: `UnknownRuntime` for a spec below 293 or above `NEWEST_KNOWN_SPEC`, `NullConsensus`, and every mistake of the input.
 *
 * @example
 * ```ts
 * import { epoch, readEpochInput } from 'steelyard/chain'
 * const chain = { netuid: 1, block: 100, tempo: 10, activity_cutoff: 50, max_allowed_validators: 1, owner_uid: null, kappa: 32767 }
 * const bonds = { bonds_moving_average: 900000, bonds_penalty: 0, yuma3_on: true, liquid_alpha_on: false, alpha_low: 0, alpha_high: 0, alpha_sigmoid_steepness: 1000 }
 * const stakes = { alpha_stake: ['1000', '0', '0'], tao_stake: ['0', '0', '0'], tao_weight: '0', stake_threshold: '0', rao_emission: '1000' }
 * const rows = { weights: [[0, [[1, 65535], [2, 21845]]]], bonds: [] }
 * const neurons = { n: 3, last_update: [95, 0, 0], block_at_registration: [1, 1, 1], validator_permit: [true, false, false] }
 * const { incentive, emission } = epoch(293)(readEpochInput({ ...chain, ...bonds, ...stakes, ...rows, ...neurons }).right).right
 * incentive // => Uint16Array.of(0, 49151, 16383)
 * emission // => BigUint64Array.of(500n, 375n, 125n)
 * ```
 */
export const epoch = (spec: number): ((input: EpochInput) => Either<YumaErrors, EpochResult>) =>
  checked(spec, (input) => resultOf(spec, stagesOf(spec, input)))

/**
 * An epoch with all of its intermediate values, under the names of the chain's own log. The same errors as `epoch`.
 *
 * @example
 * ```ts
 * import { readEpochInput, traceEpoch } from 'steelyard/chain'
 * const chain = { netuid: 1, block: 100, tempo: 10, activity_cutoff: 50, max_allowed_validators: 1, owner_uid: null, kappa: 32767 }
 * const bonds = { bonds_moving_average: 900000, bonds_penalty: 0, yuma3_on: true, liquid_alpha_on: false, alpha_low: 0, alpha_high: 0, alpha_sigmoid_steepness: 1000 }
 * const stakes = { alpha_stake: ['1000', '0', '0'], tao_stake: ['0', '0', '0'], tao_weight: '0', stake_threshold: '0', rao_emission: '1000' }
 * const rows = { weights: [[0, [[1, 65535], [2, 21845]]]], bonds: [] }
 * const neurons = { n: 3, last_update: [95, 0, 0], block_at_registration: [1, 1, 1], validator_permit: [true, false, false] }
 * const { trace } = traceEpoch(293)(readEpochInput({ ...chain, ...bonds, ...stakes, ...rows, ...neurons }).right).right
 * trace['Consensus'] // => [0, 3221225472, 1073741824]
 * trace['Clipped Weights'] // => [[[1, 3221225472], [2, 1073741824]], [], []]
 * ```
 */
export const traceEpoch = (spec: number): ((input: EpochInput) => Either<YumaErrors, TracedEpoch>) =>
  checked(spec, (input) => {
    const stages = stagesOf(spec, input)
    return { result: resultOf(spec, stages), trace: traceOf(spec, input, stages) }
  })

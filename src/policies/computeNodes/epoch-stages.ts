/**
 * The blocks of the stages of an epoch, and the phase of a block.
 *
 * Laws: the stages of an epoch are in the order of their names here, except the exchange deadline, which comes at any block after the end
 * of proof-of-compute; all of them lie before the next epoch begins; every block is in exactly one phase; the next height of a stage is
 * after the block and at most one epoch later (or it is the first height of the stage). Epoch 0 has no stages.
 */
import type { EpochParams } from './epoch-params.js'

/** An epoch and the block at which its proof-of-compute starts, 0 for epoch 0. */
export interface Epoch {
  readonly index: number
  readonly start: number
}

/** The height of each stage. Models are loaded from the block at which the next group is formed until it validates. */
export interface StageHeights {
  readonly poc_start: number
  readonly poc_wind_down: number
  readonly poc_end: number
  readonly poc_exchange_deadline: number
  readonly validation_start: number
  readonly validation_wind_down: number
  readonly validation_end: number
  readonly model_loading: number
  /** The end of the epoch. */
  readonly set_new_validators: number
  readonly claim: number
}

/** A range of blocks; the first and the last are included. */
export interface BlockWindow {
  readonly first: number
  readonly last: number
}

/** The stages of an epoch with the windows in which batches and validations are exchanged. */
export interface EpochStages extends StageHeights {
  readonly poc_exchange: BlockWindow
  readonly validation_exchange: BlockWindow
}

/** The phase of a block, under the chain's names. */
export type EpochPhase = 'PoCGenerate' | 'PoCGenerateWindDown' | 'PoCValidate' | 'PoCValidateWindDown' | 'Inference'

/** The number of blocks of a stage before its final phase: 80% of the stage, rounded down. */
const beforeWindDown = (duration: number): number => Math.floor((4 * duration) / 5)

/**
 * The epoch that a block is in.
 *
 * @example
 * ```ts
 * import { epochAt } from 'steelyard/policies'
 * const params = { epoch_length: 100, epoch_shift: 90 }
 * [9, 10, 109, 110].map((height) => epochAt(params)(height).index) // => [0, 1, 1, 2]
 * epochAt(params)(115) // => { index: 2, start: 110 }
 * ```
 */
export const epochAt =
  ({ epoch_length, epoch_shift }: Pick<EpochParams, 'epoch_length' | 'epoch_shift'>) =>
  (height: number): Epoch => {
    const first = epoch_length - epoch_shift
    if (height < first) return { index: 0, start: 0 }
    const before = Math.floor((height - first) / epoch_length)
    return { index: before + 1, start: first + before * epoch_length }
  }

/**
 * The epoch after one.
 *
 * @example
 * ```ts
 * import { nextEpoch } from 'steelyard/policies'
 * nextEpoch({ epoch_length: 2000, epoch_shift: 90 })({ index: 7, start: 2800 }) // => { index: 8, start: 4800 }
 * ```
 */
export const nextEpoch =
  ({ epoch_length, epoch_shift }: Pick<EpochParams, 'epoch_length' | 'epoch_shift'>) =>
  ({ index, start }: Epoch): Epoch => ({ index: index + 1, start: index === 0 ? epoch_length - epoch_shift : start + epoch_length })

const stagesFrom = (params: EpochParams, start: number): EpochStages => {
  const poc_end = start + params.poc_stage_duration
  const poc_exchange_deadline = poc_end + params.poc_exchange_duration
  const validation_start = poc_end + params.poc_validation_delay
  const validation_end = validation_start + params.poc_validation_duration
  const set_new_validators = validation_end + params.set_new_validators_delay
  return {
    poc_start: start,
    poc_wind_down: start + beforeWindDown(params.poc_stage_duration),
    poc_end,
    poc_exchange_deadline,
    validation_start,
    validation_wind_down: validation_start + beforeWindDown(params.poc_validation_duration),
    validation_end,
    model_loading: validation_end,
    set_new_validators,
    claim: set_new_validators + 1,
    poc_exchange: { first: start + 1, last: poc_exchange_deadline },
    validation_exchange: { first: validation_start + 1, last: validation_end },
  }
}

/**
 * The stages of an epoch, null for epoch 0.
 *
 * @example
 * ```ts
 * import { stagesOf } from 'steelyard/policies'
 * const params = { epoch_length: 50, epoch_shift: 0, poc_stage_duration: 4, poc_exchange_duration: 1, poc_validation_delay: 1, poc_validation_duration: 4, set_new_validators_delay: 1 }
 * const { poc_wind_down, validation_end, validation_exchange } = stagesOf(params)({ index: 1, start: 50 })
 * [poc_wind_down, validation_end, validation_exchange] // => [53, 59, { first: 56, last: 59 }]
 * stagesOf(params)({ index: 0, start: 0 }) // => null
 * ```
 */
export const stagesOf =
  (params: EpochParams) =>
  ({ index, start }: Epoch): EpochStages | null =>
    index === 0 ? null : stagesFrom(params, start)

/**
 * The phase that a block is in.
 *
 * @example
 * ```ts
 * import { phaseAt } from 'steelyard/policies'
 * const params = { epoch_length: 50, epoch_shift: 0, poc_stage_duration: 4, poc_exchange_duration: 1, poc_validation_delay: 1, poc_validation_duration: 4, set_new_validators_delay: 1 }
 * [49, 50, 53, 55, 58, 59].map(phaseAt(params)) // => ['Inference', 'PoCGenerate', 'PoCGenerateWindDown', 'PoCValidate', 'PoCValidateWindDown', 'Inference']
 * ```
 */
export const phaseAt =
  (params: EpochParams) =>
  (height: number): EpochPhase => {
    const stages = stagesOf(params)(epochAt(params)(height))
    if (stages === null || height >= stages.validation_end) return 'Inference'
    if (height >= stages.validation_wind_down) return 'PoCValidateWindDown'
    if (height >= stages.validation_start) return 'PoCValidate'
    return height >= stages.poc_wind_down ? 'PoCGenerateWindDown' : 'PoCGenerate'
  }

/**
 * The next height of each stage after a block.
 *
 * @example
 * ```ts
 * import { nextStages } from 'steelyard/policies'
 * const params = { epoch_length: 50, epoch_shift: 0, poc_stage_duration: 4, poc_exchange_duration: 1, poc_validation_delay: 1, poc_validation_duration: 4, set_new_validators_delay: 1 }
 * const { poc_start, poc_end, claim } = nextStages(params)(54)
 * [poc_start, poc_end, claim] // => [100, 104, 61]
 * ```
 */
export const nextStages =
  (params: EpochParams) =>
  (height: number): StageHeights => {
    const epoch = epochAt(params)(height)
    const { poc_exchange: _, validation_exchange: __, ...then } = stagesFrom(params, nextEpoch(params)(epoch).start)
    const now = stagesOf(params)(epoch)
    if (now === null) return then
    const next = (stage: keyof StageHeights): number => (now[stage] > height ? now[stage] : then[stage])
    return {
      poc_start: next('poc_start'),
      poc_wind_down: next('poc_wind_down'),
      poc_end: next('poc_end'),
      poc_exchange_deadline: next('poc_exchange_deadline'),
      validation_start: next('validation_start'),
      validation_wind_down: next('validation_wind_down'),
      validation_end: next('validation_end'),
      model_loading: next('model_loading'),
      set_new_validators: next('set_new_validators'),
      claim: next('claim'),
    }
  }

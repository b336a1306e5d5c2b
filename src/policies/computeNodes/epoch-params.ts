/** How long an epoch and its stages are, in blocks. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { closedStruct } from '../../units/codec/struct.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { malformed } from './model.js'
import { integerIn } from '../../units/codec/count.js'

const MOST = 1_000_000_000
const Blocks = integerIn(0, MOST, `an integer of blocks from 0 to ${MOST}`)

const Lengths = closedStruct(
  'a table of lengths in blocks',
  {
    epoch_length: Blocks,
    epoch_shift: Blocks,
    poc_stage_duration: Blocks,
    poc_exchange_duration: Blocks,
    poc_validation_delay: Blocks,
    poc_validation_duration: Blocks,
    set_new_validators_delay: Blocks,
  },
  {},
)
/**
 * Lengths that fit together: the first epoch begins at block `epoch_length - epoch_shift`, and all stages of an epoch end before the
 * next epoch begins.
 */
export type EpochParams = t.TypeOf<typeof Lengths>

/** Blocks from the start of an epoch to the last of its stages: the claims, or the exchange deadline when that is later. */
export const lastOffset = ({
  poc_stage_duration,
  poc_exchange_duration,
  poc_validation_delay,
  poc_validation_duration,
  set_new_validators_delay,
}: EpochParams): number =>
  poc_stage_duration + Math.max(poc_exchange_duration, poc_validation_delay + poc_validation_duration + set_new_validators_delay + 1)

/** Whether lengths fit together. */
export const lengthErrors = (params: EpochParams): ComputeNodesErrors => {
  const { epoch_length, epoch_shift } = params
  const needed = lastOffset(params) + 1
  return [
    ...(needed > epoch_length ? [{ _tag: 'EpochTooShort', epoch_length, needed } as const] : []),
    ...(epoch_shift >= epoch_length ? [{ _tag: 'ShiftTooLong', epoch_length, epoch_shift } as const] : []),
  ]
}

/** The codec of lengths. It does not check whether they fit together. */
export const EpochParams: t.Type<EpochParams, t.OutputOf<typeof Lengths>> = Lengths

/**
 * Lengths from a document, or everything that is wrong with them.
 *
 * @example
 * ```ts
 * import { readEpochParams } from 'steelyard/policies'
 * const lengths = { epoch_length: 100, epoch_shift: 90, poc_stage_duration: 20, poc_exchange_duration: 1, poc_validation_delay: 2, poc_validation_duration: 10, set_new_validators_delay: 1 }
 * readEpochParams(lengths).right // => lengths
 * readEpochParams({ ...lengths, epoch_length: 34 }).left // => [{ _tag: 'EpochTooShort', epoch_length: 34, needed: 35 }, { _tag: 'ShiftTooLong', epoch_length: 34, epoch_shift: 90 }]
 * ```
 */
export const readEpochParams = (document: unknown): Either<ComputeNodesErrors, EpochParams> => {
  const decoded = malformed(Lengths.decode(document))
  if (isLeft(decoded)) return decoded
  const errors = lengthErrors(decoded.right)
  return errors.length > 0 ? left(errors) : right(decoded.right)
}

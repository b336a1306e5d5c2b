/**
 * What a validator saw when it checked one executor of a miner: a row of `results` in the snapshot.
 */
import type * as t from 'io-ts'
import { Instant } from '../units/instant.js'
import { isIntegerIn, leaf } from '../units/leaf.js'
import { Score, UnitScore } from '../units/score.js'
import { struct } from '../units/struct.js'
import { text } from '../units/text.js'

const identifier = text(1, 256)
const flag = leaf<boolean, boolean>('true or false', (u): u is boolean => typeof u === 'boolean')
const isCount = isIntegerIn(0, 1_000_000)

/**
 * `gpu_model` is the raw driver string, any string at all; `gpu_memory_gb` is per GPU. `miner_hotkey` may be any text of 1
 * to 256 characters: a hotkey that is no neuron is excluded later, with that reason.
 */
export const ValidationResult = struct(
  'a validation result',
  {
    miner_hotkey: identifier,
    executor_id: identifier,
    is_valid: flag,
    attestation_valid: flag,
    gpu_model: leaf<string, string>('a string', (u): u is string => typeof u === 'string'),
    gpu_count: leaf<number, number>('an integer from 0 to 1000000', (u): u is number => isCount(u)),
    gpu_memory_gb: leaf<number, number>(
      'a number above 0, at most 1000000',
      (u): u is number => typeof u === 'number' && u > 0 && u <= 1_000_000,
    ),
    validation_timestamp: Instant,
  },
  { hardware_score: UnitScore, network_bandwidth_mbps: Score },
)
export type ValidationResult = t.TypeOf<typeof ValidationResult>

/**
 * A result counts for its miner when both the check and the attestation passed.
 *
 * @example
 * ```ts
 * import { isValid } from 'steelyard/gpu'
 * isValid({ is_valid: true, attestation_valid: false }) // => false
 * ```
 */
export const isValid = (result: Pick<ValidationResult, 'is_valid' | 'attestation_valid'>): boolean =>
  result.is_valid && result.attestation_valid

/**
 * What a validator saw when it checked one executor of a miner: a row of `results` in the snapshot.
 */
import type * as t from 'io-ts'
import { Instant } from '../units/time/instant.js'
import { integerIn } from '../units/codec/count.js'
import { Flag } from '../units/codec/flag.js'
import { leaf } from '../units/codec/leaf.js'
import { Score, UnitScore } from '../units/exact/score.js'
import { struct } from '../units/codec/struct.js'
import { Text, text } from '../units/codec/text.js'

const identifier = text(1, 256)

/**
 * `gpu_model` is the raw driver string; any string is allowed. `gpu_memory_gb` is per GPU. `miner_hotkey` may be any text
 * of 1 to 256 characters: a hotkey without a neuron is excluded later, with that reason.
 */
export const ValidationResult = struct(
  'a validation result',
  {
    miner_hotkey: identifier,
    executor_id: identifier,
    is_valid: Flag,
    attestation_valid: Flag,
    gpu_model: Text,
    gpu_count: integerIn(0, 1_000_000),
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

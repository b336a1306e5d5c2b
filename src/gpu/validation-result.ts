/**
 * What a validator saw when it checked one executor of a miner: a row of `results` in the snapshot.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { Instant } from '../units/time/instant.js'
import { integerIn } from '../units/codec/count.js'
import { Flag } from '../units/codec/flag.js'
import { leaf } from '../units/codec/leaf.js'
import { Score, UnitScore } from '../units/exact/score.js'
import type { StructType } from '../units/codec/struct.js'
import { struct } from '../units/codec/struct.js'
import { Text, text } from '../units/codec/text.js'

const identifier = text(1, 256)

const Uuid = text(1, 64)
const UUIDS = 'at most gpu_count distinct texts of 1 to 64 characters'

/** Identifiers of cards. Two of them are the same if they are equal in lower case. */
const Uuids: t.Type<readonly string[]> = Object.assign(
  new t.Type<readonly string[]>(
    UUIDS,
    (u): u is readonly string[] => Array.isArray(u) && u.every(Uuid.is) && new Set(u.map((uuid) => uuid.toLowerCase())).size === u.length,
    (u, context) => {
      if (!Array.isArray(u)) return t.failure(u, context)
      const errors = u.flatMap((uuid: unknown, i) =>
        Uuid.is(uuid) ? [] : [{ value: uuid, context: t.appendContext(context, String(i), Uuid, uuid) }],
      )
      if (errors.length > 0) return t.failures(errors)
      return Uuids.is(u) ? t.success(u) : t.failure(u, context)
    },
    t.identity,
  ),
  // Tagged as a list, so that a path into it gives an index.
  { _tag: 'ReadonlyArrayType' },
)

const Row = struct(
  'a validation result',
  {
    /** the miner; a hotkey that is not a neuron is `NotRegistered` */
    miner_hotkey: identifier,
    /** a machine of the miner */
    executor_id: identifier,
    /** whether the check passed */
    is_valid: Flag,
    /** whether the attestation passed; a result is valid if both passed */
    attestation_valid: Flag,
    /** the name that the driver reports; any text */
    gpu_model: Text,
    /** the number of GPUs; a result with 0 GPUs counts as a result, and claims nothing */
    gpu_count: integerIn(0, 1_000_000),
    /** memory in GB per GPU, as the driver reports it; figures in MiB, GiB and MB are understood too */
    gpu_memory_gb: leaf<number, number>(
      'a number above 0, at most 1000000',
      (u): u is number => typeof u === 'number' && u > 0 && u <= 1_000_000,
    ),
    /** when the check was made */
    validation_timestamp: Instant,
  },
  {
    /** how well the hardware did; read if `verification = "hardware"` */
    hardware_score: UnitScore,
    /** megabits per second; no rule of `gpuPools` reads it */
    network_bandwidth_mbps: Score,
    /** identifiers of the cards, compared without regard to case; a card counts for one executor */
    gpu_uuids: Uuids,
  },
)

const fitsCount = ({ gpu_count, gpu_uuids = [] }: t.TypeOf<typeof Row>): boolean => gpu_uuids.length <= gpu_count

/**
 * `gpu_model` is the raw driver string, and may be any string. `gpu_memory_gb` is GB per GPU, as reported. `gpu_uuids` name the cards, at
 * most `gpu_count` of them. `miner_hotkey` may be any text of 1 to 256 characters. A hotkey that is not a neuron is excluded later, with
 * the reason `NotRegistered`.
 */
export const ValidationResult: StructType<t.TypeOf<typeof Row>, t.OutputOf<typeof Row>> = Object.assign(
  new t.Type<t.TypeOf<typeof Row>, t.OutputOf<typeof Row>>(
    Row.name,
    (u): u is t.TypeOf<typeof Row> => Row.is(u) && fitsCount(u),
    (u, context) => {
      const decoded = Row.validate(u, context)
      if (isLeft(decoded) || fitsCount(decoded.right)) return decoded
      const { gpu_uuids } = decoded.right
      return t.failure(gpu_uuids, t.appendContext(context, 'gpu_uuids', Uuids, gpu_uuids))
    },
    Row.encode,
  ),
  { fields: Row.fields },
)
export type ValidationResult = t.TypeOf<typeof Row>

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

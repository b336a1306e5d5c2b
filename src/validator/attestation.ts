/**
 * Attestation reports, as a prover of GPU machines makes them, turned into the rows of validation results that a snapshot takes.
 *
 * A report is `{ verification_result: { executor_id, is_valid, timestamp, … }, gpu_info: { … } }`. Laws: every row is a
 * validation result, and it counts as valid exactly where the verification and the attestation of its report passed; a
 * malformed report gives every problem with its path and no row.
 *
 * An executor that could not be attested was looked at all the same: it gives a row that failed, so that it lowers the miner's
 * ratio. Not promised: that the report is true; signatures are the prover's business.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Problem } from '../policy/problem.js'
import { faultProblems } from '../policy/problem.js'
import { Instant } from '../units/time/instant.js'
import { leaf } from '../units/codec/leaf.js'
import { Score, UnitScore } from '../units/exact/score.js'
import { isTable, struct } from '../units/codec/struct.js'
import { Text, text } from '../units/codec/text.js'
import { integerIn } from '../units/codec/count.js'
import { Flag } from '../units/codec/flag.js'

/** A validation result as it stands in a snapshot's `results`. */
export interface AttestedResult {
  readonly miner_hotkey: string
  readonly executor_id: string
  readonly is_valid: boolean
  readonly attestation_valid: boolean
  readonly gpu_model: string
  readonly gpu_count: number
  readonly gpu_memory_gb: number
  readonly hardware_score?: number
  readonly network_bandwidth_mbps?: number
  readonly validation_timestamp: string
}

const identifier = text(1, 256)
const isGb = (u: unknown): u is number => typeof u === 'number' && u >= 0 && u <= 1_000_000

const Verification = struct(
  'a verification result { executor_id, is_valid, timestamp }',
  { executor_id: identifier, is_valid: Flag, timestamp: Instant },
  { hardware_score: UnitScore, network_bandwidth_mbps: Score },
)

const GpuInfo = struct(
  'GPU information { gpu_model, gpu_count, gpu_memory_gb, attestation_valid }',
  {
    gpu_model: Text,
    gpu_count: integerIn(0, 1_000_000),
    gpu_memory_gb: leaf<number, number>('a number from 0 to 1000000', isGb),
    attestation_valid: Flag,
  },
  {},
)

const Report = struct(
  'an attestation report { verification_result, gpu_info }',
  { verification_result: Verification },
  { gpu_info: GpuInfo },
)

/** What stands in a failed row for GPUs that nobody saw. A validation result has some memory; a failed one counts for nothing else. */
const UNSEEN = { gpu_model: '', gpu_count: 0, gpu_memory_gb: 1, attestation_valid: false }

/** A writer of another language says null for what isn't there. */
const withoutNull = (report: unknown): unknown =>
  isTable(report) && report['gpu_info'] === null ? { ...report, gpu_info: undefined } : report

const noMemory: Problem = {
  _tag: 'Unexpected',
  path: 'gpu_info.gpu_memory_gb',
  message: 'gpu_info.gpu_memory_gb: expected a number above 0 where the attestation is valid, found 0',
}

/**
 * The row for a miner's report, or every problem with it. Without `gpu_info` (missing, or null) the attestation failed and
 * `is_valid` is as reported. Memory of 0 GB is a problem in a report that passed; in one that failed it becomes 1. Keys beyond
 * those of the shape are ignored.
 *
 * @example
 * ```ts
 * import { resultFromAttestation } from 'steelyard/validator'
 * const verification_result = { executor_id: 'e1', is_valid: true, timestamp: '2026-11-20T05:41:00Z' }
 * const gpu_info = { gpu_model: 'NVIDIA H100 PCIe', gpu_count: 8, gpu_memory_gb: 80, attestation_valid: true }
 * resultFromAttestation('5A')({ verification_result, gpu_info }).right.gpu_count // => 8
 * resultFromAttestation('5A')({ verification_result, gpu_info: null }).right.attestation_valid // => false
 * resultFromAttestation('5A')({ verification_result, gpu_info: { ...gpu_info, gpu_count: -1 } }).left.map(({ message }) => message) // => ['gpu_info.gpu_count: expected an integer from 0 to 1000000, found -1']
 * ```
 */
export const resultFromAttestation =
  (minerHotkey: string) =>
  (report: unknown): Either<readonly Problem[], AttestedResult> => {
    const read = Report.decode(withoutNull(report))
    if (isLeft(read)) return left(faultProblems(read.left))
    const { verification_result, gpu_info = UNSEEN } = read.right
    const { timestamp, executor_id, is_valid, ...scores } = verification_result
    if (gpu_info.gpu_memory_gb === 0 && is_valid && gpu_info.attestation_valid) return left([noMemory])
    const gpu_memory_gb = gpu_info.gpu_memory_gb === 0 ? UNSEEN.gpu_memory_gb : gpu_info.gpu_memory_gb
    return right({
      miner_hotkey: minerHotkey,
      executor_id,
      is_valid,
      ...gpu_info,
      gpu_memory_gb,
      ...scores,
      validation_timestamp: timestamp.text,
    })
  }

import type { RecordOf } from './column.js'
import { amount, count, flag, hotkey, json, orNull, text, timestamp } from './column.js'
import { table } from './table.js'

/** The rows that the prover delivered. The GPU columns are null for a policy without GPUs. */
export const minerProverResults = table({
  columns: {
    /** The subnet. */
    netuid: count,
    /** The fingerprint of the whole row: the same row has the same id whenever it is delivered. */
    id: text,
    /** The slot of the miner when the row arrived; null for a hotkey that was no neuron then. */
    miner_uid: orNull(count),
    /** The miner. */
    miner_hotkey: hotkey,
    /** What was looked at: an executor, a task, an event. */
    executor_id: text,
    /** The name of the GPU. */
    gpu_model: orNull(text),
    /** The number of GPUs. */
    gpu_count: orNull(count),
    /** The memory of one GPU, in GB. */
    gpu_memory_gb: orNull(amount),
    /** Whether the attestation was valid. */
    attestation_valid: orNull(flag),
    /** When the miner was looked at. */
    verification_timestamp: timestamp,
    /** The row as it was delivered, for the policy to read. */
    document: json,
  },
  key: ['netuid', 'id'],
  order: 'verification_timestamp',
  kept: { by: 'verification_timestamp', after: 'results_hours' },
})

/** A row that a prover delivered. The GPU columns are null for a policy without GPUs. */
export type MinerProverResultRecord = RecordOf<typeof minerProverResults.columns>

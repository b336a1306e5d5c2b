import type { RecordOf } from './column.js'
import { count, hotkey, json, part, text, timestamp } from './column.js'
import { table } from './table.js'

/** The GPUs of each miner as they were last seen. */
export const minerGpuProfiles = table({
  columns: {
    /** The subnet. */
    netuid: count,
    /** The miner. */
    miner_hotkey: hotkey,
    /** The slot in which the miner sat when it was seen. */
    miner_uid: count,
    /** The category in which the miner has most GPUs. */
    primary_gpu_model: text,
    /** The number of GPUs by category. */
    gpu_counts: json,
    /** The score of the miner over all its GPUs. */
    total_score: part,
    /** How many results the profile was made of. */
    verification_count: count,
    /** The time of the decision that changed the profile last. */
    last_updated: timestamp,
  },
  key: ['netuid', 'miner_hotkey'],
  order: 'last_updated',
  kept: { by: 'last_updated', after: 'profiles_hours' },
})

/** The GPUs of a miner as they were last seen. */
export type MinerGpuProfileRecord = RecordOf<typeof minerGpuProfiles.columns>

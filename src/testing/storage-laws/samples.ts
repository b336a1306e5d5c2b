/** One record of each kind that the laws speak of, with what matters changed. */
import type {
  ConfigChangeRecord,
  EmissionMetricsRecord,
  MinerProverResultRecord,
  ValidatorStateRecord,
  WeightAllocationRecord,
  WeightSubmissionRecord,
} from '../../storage/tables.js'

export const NOON = '2026-11-20T12:00:00.000000000Z'
export const JUST_BEFORE = '2026-11-20T11:59:59.999999999Z'
export const JUST_AFTER = '2026-11-20T12:00:00.000000001Z'

export const state = (name: string, changes: Partial<ValidatorStateRecord> = {}): ValidatorStateRecord => ({
  netuid: 39,
  validator_hotkey: '5A',
  name,
  document: null,
  updated_at: NOON,
  ...changes,
})

export const result = (id: string, changes: Partial<MinerProverResultRecord> = {}): MinerProverResultRecord => ({
  netuid: 39,
  id,
  miner_uid: 7,
  miner_hotkey: '5B',
  executor_id: 'rig',
  gpu_model: 'H100',
  gpu_count: 8,
  gpu_memory_gb: 80,
  attestation_valid: true,
  verification_timestamp: NOON,
  document: { is_valid: true },
  ...changes,
})

export const metrics = (id: string, changes: Partial<EmissionMetricsRecord> = {}): EmissionMetricsRecord => ({
  id,
  netuid: 39,
  validator_hotkey: '5A',
  timestamp: NOON,
  burn_amount: 3277,
  burn_percentage: '5',
  category_distributions: [],
  total_miners: 1,
  weight_set_block: 5_400_000,
  ...changes,
})

export const entry = (
  emission_metrics_id: string,
  miner_hotkey: string,
  changes: Partial<WeightAllocationRecord> = {},
): WeightAllocationRecord => ({
  emission_metrics_id,
  netuid: 39,
  validator_hotkey: '5A',
  miner_uid: 7,
  miner_hotkey,
  gpu_category: 'H100',
  allocated_weight: 100,
  miner_score: 0.5,
  category_total_score: 4,
  weight_set_block: 5_400_000,
  timestamp: NOON,
  ...changes,
})

export const submission = (id: string, changes: Partial<WeightSubmissionRecord> = {}): WeightSubmissionRecord => ({
  id,
  netuid: 39,
  validator_hotkey: '5A',
  status: 'open',
  uids: [0, 7],
  hotkeys: ['5A', '5B'],
  weights: [1, 65535],
  version_key: '0',
  decided_block: 5_400_000,
  decided_at: NOON,
  last_update: 5_399_640,
  valid_until: 5_400_016,
  held: false,
  block: null,
  error: null,
  settled_at: null,
  consequences: null,
  ...changes,
})

export const configChange = (id: string, changes: Partial<ConfigChangeRecord> = {}): ConfigChangeRecord => ({
  id,
  netuid: 39,
  validator_hotkey: '5A',
  policy: 'gpu-pools',
  requested_at: NOON,
  status: 'superseded',
  changes: {},
  document: {},
  reasons: [],
  applied_block: null,
  ...changes,
})

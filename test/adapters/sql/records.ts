/** A record of each table that fits and belongs together. */
import type { TableName, Tables } from '../../../src/validator/tables.js'

const NOON = '2026-11-20T12:00:00.000000000Z'

export const RECORDS: { readonly [T in TableName]: Tables[T] } = {
  miner_gpu_profiles: { netuid: 39, miner_hotkey: '5B', miner_uid: 7, primary_gpu_model: 'H100', gpu_counts: { H100: 8 }, total_score: 0.5, verification_count: 3, last_updated: NOON },
  miner_prover_results: {
    netuid: 39, id: 'r', miner_uid: 7, miner_hotkey: '5B', executor_id: 'rig', gpu_model: 'H100', gpu_count: 8, gpu_memory_gb: 80, attestation_valid: true,
    verification_timestamp: NOON, document: { is_valid: true },
  },
  emission_metrics: { id: 'm', netuid: 39, validator_hotkey: '5A', timestamp: NOON, burn_amount: 3277, burn_percentage: '5', category_distributions: [], total_miners: 1, weight_set_block: 100 },
  weight_allocation_history: {
    emission_metrics_id: 'm', netuid: 39, validator_hotkey: '5A', miner_uid: 7, miner_hotkey: '5B', gpu_category: 'H100', allocated_weight: 100, miner_score: 0.5,
    category_total_score: 4, weight_set_block: 100, timestamp: NOON,
  },
  weight_submissions: {
    id: 's', netuid: 39, validator_hotkey: '5A', status: 'open', uids: [0, 7], hotkeys: ['5A', '5B'], weights: [1, 65535], version_key: '0', decided_block: 100, decided_at: NOON,
    last_update: 1, valid_until: 116, held: false, block: null, error: null, settled_at: null, consequences: null,
  },
  config_changes: { id: 'c', netuid: 39, validator_hotkey: '5A', policy: 'gpu-pools', requested_at: NOON, status: 'pending', changes: {}, document: {}, reasons: [], applied_block: null },
  validator_state: { netuid: 39, validator_hotkey: '5A', name: 'hold', document: true, updated_at: NOON },
  miner_performance_stats: { netuid: 39, miner_uid: 7, miner_hotkey: '5B', validator_hotkey: '5A', period_start: NOON, period_end: NOON, period_type: 'window', raw_calculated_weight: 0.5, excellence_weight: 0, diversity_weight: 0.5, scoring_pathway: 'diversity', pathway_details: { tasks: {} }, excellence_qualified_tasks: [], multi_task_bonus: 0.85, weight_contributions: { soil: 0.5 }, percentile_ranks: { soil: 50 }, submitted_weight: 100, submitted_share: 0.25, weight_submission_block: null, incentive: null, consensus_rank: null, consensus_block: null },
}

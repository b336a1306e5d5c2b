/** Valid inputs of every command, as documents. What is run is made of them. */
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { ago, neuron, result, snapshotOf } from '../../arbitraries/snapshot.js'
import { small } from '../../chain/yuma/small.js'
import vectors from '../../vectors/gpu_names.json' with { type: 'json' }

const owner = { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) }

/** Configs of each policy that the command line reads; the first is for the GPU pools. */
export const EMISSIONS: readonly object[] = [
  {
    emission: { burn_percentage: 5, burn_uid: 0, gpu_allocations: { H100: 40, H200: { weight: 60, min_gpu_count: 1, min_gpu_vram: 80 } } },
  },
  {
    emission: {
      burn_percentage: '5.25',
      burn_hotkey: owner.hotkey,
      gpu_allocations: { H100: 100 },
      categories: { 'RTX 4090': 'H100', 'H200 NVL': 'H200' },
      min_miners_per_category: 1,
      min_score_threshold: 0.1,
      unpaid_pool: 'redistribute',
      zero_scores: 'equal',
      verification: 'hardware',
      ema_half_life_seconds: 3600,
      on_gpu_change: 'reset',
      verification_scope: 'category',
      clock_skew_seconds: 30,
      require_axon: 'known',
      cutoff_hours: 3,
      weight_version_key: 18,
      weight_set_interval_blocks: 100,
    },
    network: { url: 'x' },
  },
]
export const PATHWAYS: readonly object[] = [
  { pathways: { burn_uid: 0, tasks: { soil: { weight: 1, window_hours: 168 } } } },
  {
    pathways: {
      burn_uid: 0,
      burn_percentage: 10,
      bonus: { base: 0.7, per_task: 0.15 },
      diversity: { least_rate: 0.1, most_rate: 0.4 },
      tasks: {
        soil: { weight: 0.5, window_hours: 168 },
        weather: { weight: 0.5, window_hours: 336, transform: 'logistic', latest_only: true },
      },
      trace: { most_seconds: 60 },
    },
  },
]
export const EVENT_SHARES: readonly object[] = [
  { event_shares: { burn_uid: 0 } },
  {
    event_shares: {
      burn_uid: 0,
      burn_percentage: 5,
      window_days: 7,
      normalise: true,
      curated_weight: 0.5,
      sourced_weight: 0.3,
      designated_weight: 0.2,
      designated_hotkey: hotkeyOf(1),
    },
  },
]
export const POLICIES: readonly object[] = [...EMISSIONS, ...PATHWAYS, ...EVENT_SHARES]

const rows = [
  result(1, { hardware_score: 0.5, network_bandwidth_mbps: 9400, gpu_uuids: ['GPU-1', 'GPU-2'], gpu_count: 2 }),
  result(1, { is_valid: false }),
  result(2, { gpu_model: 'NVIDIA H200', gpu_memory_gb: 141, gpu_count: 8 }),
  result(9),
  result(2, { executor_id: 'x', gpu_model: 'what' }),
]
const previous = [{ hotkey: hotkeyOf(1), category: 'H100', score: 0.5, updated_at: '2026-11-20T05:00:00Z' }]
const neurons = [0, 1, 2, 3].map((uid) => neuron(uid))

/** What preflight asks the chain's rules about: permits, stakes, limits. */
const hyperparameters = {
  ...{ tempo: 360, weights_rate_limit: 100, min_allowed_weights: 1, max_weight_limit: 65_535, weights_version: 0 },
  ...{ commit_reveal_weights_enabled: false, stake_threshold: 1000 },
}
const permitted = neurons.map((row, uid) => ({ ...row, validator_permit: uid === 2, stake: 5000, last_update: 5_399_000 }))

export const SNAPSHOTS: readonly object[] = [
  snapshotOf(neurons, rows, { owner, previous }),
  snapshotOf(permitted, rows, { owner, hyperparameters }),
]
export const METAGRAPH = SNAPSHOTS[1]!

/** Rows of each policy, for a comparison. */
export const MIXED = snapshotOf(
  neurons,
  [
    ...rows,
    { miner_hotkey: hotkeyOf(1), miner_uid: 1, task: 'soil', scored_at: ago(600), score: 0.7 },
    { miner_hotkey: hotkeyOf(2), miner_uid: 2, task: 'weather', scored_at: ago(60), score: 0.2 },
    { event_id: 'a', curated_by: hotkeyOf(1), source: hotkeyOf(2), created_at: ago(60) },
    { event_id: 'b', curated_by: hotkeyOf(2), created_at: ago(90) },
  ],
  { owner },
)

const hotkeys = [0, 1, 2, 3, 4].map(hotkeyOf)
export const NETWORK: object = { ...small, hotkeys }
export const WEIGHTS: object = { total: 65_535, weights: [3, 4].map((uid) => ({ uid, hotkey: hotkeys[uid], weight: 20_000 })) }

export const NAMES: readonly string[] = vectors.map(({ raw }) => raw)

/** Names of stores that can't be opened, at addresses of this machine where nobody listens. */
export const STORES: readonly string[] = [
  ...[
    'memory',
    'memory ',
    'Memory',
    '',
    'sqlite:',
    'sqlite:/none/there.db',
    'sqlite:/',
    'sqlite::memory:',
    'sqlite:\u202e.db',
    'mysql://x',
  ],
  ...['postgres://127.0.0.1:1/a?password=secret', 'postgres://user:se/cret@127.0.0.1:1/a', 'postgresql://127.0.0.1:99999/', 'postgres://'],
  ...['postgres://[::1/', 'postgres://127.0.0.1:1/%zz', 'redis://127.0.0.1', 'sqlite'],
]

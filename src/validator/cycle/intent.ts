/** The record that is written before weights are sent: what is sent, until when, and what is to follow once the chain has it. */
import type { Decision } from '../../policy/decision.js'
import type { MinerTrace } from '../../policy/miner-trace.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import { Decimal } from '../../units/exact/decimal.js'
import { toFixed } from '../../units/exact/fraction-rounding.js'
import type { Json } from '../../units/json/json.js'
import { isJson } from '../../units/json/read-json.js'
import type { U64 } from '../../units/integer/u64.js'
import { partOfWhole } from '../../policy/shares/whole.js'
import type { Network } from '../network.js'
import type { MinerShare } from '../report.js'
import type { ValidatorState } from '../state.js'
import type { EmissionMetricsRecord, WeightAllocationRecord, WeightSubmissionRecord } from '../../storage/tables.js'

/** What is written when a submission is confirmed; block and time are known then. */
export type Consequences = {
  readonly metrics: Omit<EmissionMetricsRecord, 'weight_set_block' | 'timestamp'>
  readonly entries: readonly Omit<WeightAllocationRecord, 'weight_set_block' | 'timestamp'>[]
  readonly next: readonly Json[]
  readonly figures: Decision['figures']
  /** All with a part, the largest first. */
  readonly shares: readonly MinerShare[]
  /** How each weight came about, where the policy tells. */
  readonly traces: readonly MinerTrace[]
}

const decimals = toFixed(12)

/** Everybody who is given something, the largest part first. */
export const sharesOf = ({ shares }: Decision): readonly MinerShare[] =>
  shares
    .filter(({ quota }) => quota.numerator > 0n)
    .map(({ neuron: { uid, hotkey }, quota }) => ({ uid, hotkey, share: decimals(partOfWhole(quota)) }))
    .sort((a, b) => (a.share === b.share ? a.uid - b.uid : a.share < b.share ? 1 : -1))

const consequencesOf = (id: string, { settings: { netuid, hotkey } }: ValidatorState, decision: Decision): Consequences => {
  const { figures, entries, next } = decision
  const owner = { netuid, validator_hotkey: hotkey }
  return {
    metrics: {
      ...owner,
      id,
      burn_amount: figures.burn.amount,
      burn_percentage: new Decimal(figures.burn.percentage).toDecimalPlaces(18).toFixed(),
      category_distributions: figures.categories,
      total_miners: figures.miners_served,
    },
    entries: entries.map(({ category, ...entry }) => ({ ...entry, ...owner, emission_metrics_id: id, gpu_category: category })),
    next,
    figures,
    shares: sharesOf(decision),
    // One that no store could hold must not keep weights from being set.
    traces: [...(decision.traces ?? [])].filter(isJson),
  }
}

/** `decision` is null for a vector that is sent again. */
export const intentOf = (
  state: ValidatorState,
  { metagraph, signer }: Network,
  vector: U16Weights,
  versionKey: U64,
  decision: Decision | null,
  at: string,
): WeightSubmissionRecord => {
  const { netuid, hotkey, mortality_blocks } = state.settings
  const hotkeys = new Map<number, string>(metagraph.neurons.map((neuron) => [neuron.uid, neuron.hotkey]))
  const uids = Array.from(vector.uids)
  const sent = {
    netuid,
    validator_hotkey: hotkey,
    uids,
    hotkeys: uids.map((uid) => hotkeys.get(uid) ?? ''),
    weights: Array.from(vector.weights),
    version_key: versionKey.toString(),
    decided_block: metagraph.block,
    decided_at: at,
    last_update: signer.last_update,
    valid_until: metagraph.block + mortality_blocks,
    held: decision === null,
  }
  const id = fingerprintJson({ ...sent, command: state.next_id }).slice(0, 32)
  return {
    ...sent,
    id,
    status: 'open',
    block: null,
    error: null,
    settled_at: null,
    consequences: decision === null ? null : consequencesOf(id, state, decision),
  }
}

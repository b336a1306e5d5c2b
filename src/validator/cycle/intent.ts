/** The record that is written before weights are sent: what is sent, until when, and what is to follow once the chain has it. */
import type { Reveal } from '../../chain/schedule/reveal-round.js'
import type { Decision } from '../../policy/decision.js'
import type { MinerTrace } from '../../policy/miner-trace.js'
import { RULES } from '../../policy/rules.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { partOfWhole } from '../../policy/shares/whole.js'
import type { MinerProfile } from '../../policy/world.js'
import { Decimal } from '../../units/exact/decimal.js'
import { toFixed } from '../../units/exact/fraction-rounding.js'
import type { U64 } from '../../units/integer/u64.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import { readTimestamp } from '../../units/time/timestamp.js'
import type { Registered } from '../network.js'
import type { MinerShare } from '../report.js'
import type { ValidatorState } from '../state.js'
import type { Write } from '../../storage/port.js'
import { signerColumns } from '../../storage/signer.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from '../../storage/tables.js'
import type { Consequences } from './consequences.js'

/** What is about to be sent. */
export interface Vector {
  readonly vector: U16Weights
  readonly versionKey: U64
  /** The decision with its traces; null for the last vector, which is sent again. */
  readonly decided: { readonly decision: Decision; readonly traces: readonly MinerTrace[] } | null
  /** Where it is to be committed: the block of its reveal and the round. */
  readonly reveal?: Reveal | null
}

/** What the store is to hold before weights are sent: the submission, the config that it newly puts in force, and the profiles that were seen. */
export interface Intent {
  readonly submission: WeightSubmissionRecord
  readonly applies: ConfigChangeRecord | null
  readonly profiles: readonly MinerProfile[]
}

const decimals = toFixed(12)

/** The miners that are given something, the largest part first. The burn target is not a miner. */
export const sharesOf = ({ shares, figures }: Pick<Decision, 'shares' | 'figures'>): readonly MinerShare[] =>
  shares
    .filter(({ neuron, quota }) => quota.numerator > 0n && neuron.uid !== figures.burn.uid)
    .map(({ neuron: { uid, hotkey }, quota }) => ({ uid, hotkey, share: decimals(partOfWhole(quota)) }))
    .sort((a, b) => (a.share === b.share ? a.uid - b.uid : a.share < b.share ? 1 : -1))

const consequencesOf = ({ id, netuid, validator_hotkey }: Named, { decision, traces }: NonNullable<Vector['decided']>): Consequences => {
  const { figures, entries, next } = decision
  const signer = { netuid, validator_hotkey }
  return {
    metrics: {
      ...signer,
      id,
      burn_amount: figures.burn.amount,
      burn_percentage: new Decimal(figures.burn.percentage).toDecimalPlaces(18).toFixed(),
      category_distributions: figures.categories,
      total_miners: figures.miners_served,
    },
    entries: entries.map(({ category, ...entry }) => ({ ...entry, ...signer, emission_metrics_id: id, gpu_category: category })),
    next,
    figures,
    shares: sharesOf(decision),
    traces,
  }
}

type Named = Pick<WeightSubmissionRecord, 'id' | 'netuid' | 'validator_hotkey'>

/** The submission of a vector, decided at an instant by what the chain showed. */
export const submissionOf =
  ({ vector, versionKey, decided, reveal = null }: Vector, { metagraph, signer }: Registered, at: string) =>
  ({ settings, next_id, last }: ValidatorState): WeightSubmissionRecord => {
    const hotkeys = new Map<number, string>(metagraph.neurons.map(({ uid, hotkey }) => [uid, hotkey]))
    const uids = Array.from(vector.uids)
    const sent = {
      ...signerColumns(settings),
      uids,
      hotkeys: uids.map((uid) => hotkeys.get(uid) ?? ''),
      weights: Array.from(vector.weights),
      version_key: versionKey.toString(),
      decided_block: metagraph.block,
      decided_at: at,
      last_update: signer.last_update,
      valid_until: metagraph.block + settings.mortality_blocks,
      held: decided === null,
      rules: RULES,
      burn_hotkey: decided === null ? (last?.burn_hotkey ?? null) : (hotkeys.get(decided.decision.figures.burn.uid ?? -1) ?? null),
    }
    const named = { ...sent, id: fingerprintJson({ ...sent, command: next_id }).slice(0, 32) }
    return {
      ...named,
      status: 'open',
      block: null,
      error: null,
      settled_at: null,
      consequences: decided === null ? null : consequencesOf(named, decided),
      commit: null,
      reveal_round: reveal?.round ?? null,
      reveal_block: reveal?.block ?? null,
      reveal: null,
      revealed_block: null,
    }
  }

/** The writes of an intent. */
export const intentWrites =
  ({ submission, applies, profiles }: Intent) =>
  ({ settings, config }: ValidatorState): readonly Write[] => {
    const { netuid } = signerColumns(settings)
    const superseded = applies === null || config === null ? [] : [{ ...config, status: 'superseded' as const }]
    return [
      { _tag: 'Add', table: 'weight_submissions', records: [submission] },
      { _tag: 'Put', table: 'config_changes', records: [...superseded, ...(applies === null ? [] : [applies])] },
      {
        _tag: 'Put',
        table: 'miner_gpu_profiles',
        records: profiles.map((profile) => ({
          ...profile,
          netuid,
          last_updated: readTimestamp(profile.last_updated) ?? profile.last_updated,
        })),
      },
    ]
  }

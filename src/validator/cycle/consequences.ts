/**
 * What follows from a submission once the chain has it: the metrics, the history, the scores to carry over, and what is told. The intent
 * carries it in the store until then, so it is read by a codec: another version, or another program, may have written it.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { CategoryStatistics } from '../../policy/category-statistics.js'
import type { Figures as DecidedFigures } from '../../policy/decision.js'
import type { MinerTrace } from '../../policy/miner-trace.js'
import type { Refused } from '../../policy/problem.js'
import { faultProblems } from '../../policy/problem.js'
import { Count } from '../../units/codec/count.js'
import { leaf } from '../../units/codec/leaf.js'
import { isTable, struct } from '../../units/codec/struct.js'
import { Text } from '../../units/codec/text.js'
import type { Json } from '../../units/json/json.js'
import { isJson } from '../../units/json/read-json.js'
import type { MinerShare } from '../report.js'
import type { EmissionMetricsRecord, WeightAllocationRecord, WeightSubmissionRecord } from '../../storage/tables.js'

/** What is written when a submission is confirmed; block and time are known then. */
export type Consequences = {
  readonly metrics: Omit<EmissionMetricsRecord, 'weight_set_block' | 'timestamp'>
  readonly entries: readonly Omit<WeightAllocationRecord, 'weight_set_block' | 'timestamp'>[]
  /** What the next decision is handed as `previous`. */
  readonly next: readonly Json[]
  readonly figures: DecidedFigures
  /** Everybody with a part, the largest part first. */
  readonly shares: readonly MinerShare[]
  /** How each weight came about, where the policy tells. The store checks their columns when it writes them. */
  readonly traces: readonly MinerTrace[]
}

/** A finite number. */
export const Finite = leaf<number, number>('a finite number', (u): u is number => Number.isFinite(u))

/** Any value that JSON holds. */
export const AnyJson = leaf<Json, Json>('a value that JSON holds', isJson)

const Decimals = leaf<string, string>(
  'a decimal in text',
  (u): u is string => typeof u === 'string' && /^\d{1,30}(\.\d{1,100})?(e[+-]?\d{1,2})?$/i.test(u),
)

const category = struct(
  'the figures of a category',
  {
    category: Text,
    miners: Count,
    total_score: Finite,
    average_score: Finite,
    min_score: Finite,
    max_score: Finite,
    allocation: Finite,
    percentage: Text,
  },
  {},
)

/** A policy may count more than these figures, and what it counts is kept. */
const Category = leaf<CategoryStatistics, CategoryStatistics>(category.name, category.is)

/** The figures of a decision. */
export const Figures: t.Type<DecidedFigures, unknown> = struct(
  'the figures of a decision',
  {
    burn: struct('the burn', { amount: Finite, percentage: Decimals, uid: t.union([t.null, Count], 'a uid or null') }, {}),
    categories: t.readonlyArray(Category, 'a list of categories'),
    miners_served: Count,
  },
  {},
)

const signer = { netuid: Count, validator_hotkey: Text }

/** The consequences of a submission as the store holds them. */
export const Consequences: t.Type<Consequences, unknown> = struct(
  'the consequences of a submission',
  {
    metrics: struct(
      'metrics',
      { ...signer, id: Text, burn_amount: Finite, burn_percentage: Text, category_distributions: AnyJson, total_miners: Count },
      {},
    ),
    entries: t.readonlyArray(
      struct(
        'an entry of the history',
        {
          ...signer,
          miner_uid: Count,
          miner_hotkey: Text,
          allocated_weight: Finite,
          miner_score: Finite,
          category_total_score: Finite,
          emission_metrics_id: Text,
          gpu_category: Text,
        },
        {},
      ),
      'a list of entries',
    ),
    next: t.readonlyArray(AnyJson, 'a list'),
    figures: Figures,
    shares: t.readonlyArray(struct('the share of a miner', { uid: Count, hotkey: Text, share: Decimals }, {}), 'a list of shares'),
    traces: t.readonlyArray(
      leaf<MinerTrace, MinerTrace>('a trace', (u): u is MinerTrace => isTable(u)),
      'a list of traces',
    ),
  },
  {},
)

/**
 * What follows from a submission, or every reason for which it can't be read. It is null for a vector that was sent again, and for a
 * submission that is settled.
 */
export const consequencesIn = ({ consequences }: WeightSubmissionRecord): Either<Refused, Consequences | null> =>
  consequences === null ? right(null) : pipe(Consequences.decode(consequences), mapLeft(faultProblems))

/**
 * How one miner's weight was computed: one record for each miner and period, with every step from the mean of its scores to the
 * submitted weight.
 *
 * Laws: a record is plain JSON, and a `MinerTrace` with columns of this policy beside it; the weight in it can be recomputed from it
 * alone, to the last digit (`retracePathway`). What only the signer and the chain know is added by whoever stores it. Source of the
 * names: the plan for `miner_performance_stats` of the Gaia subnet.
 */
import * as t from 'io-ts'
import type { MinerTrace } from '../../policy/miner-trace.js'
import { listOf } from '../../units/codec/list.js'
import { leaf } from '../../units/codec/leaf.js'
import { struct } from '../../units/codec/struct.js'
import { RULE_KEYS } from './rules.js'
import { tableWithDefaults } from './table-with-defaults.js'
import { Percentile, Positive } from './quantities.js'
import { Count } from '../../units/codec/count.js'
import { Flag } from '../../units/codec/flag.js'
import type { ScoringPathway } from './weigh.js'
import { Text } from '../../units/codec/text.js'

const Amount = leaf<number, number>('a finite number of at least 0', (u): u is number => typeof u === 'number' && u >= 0 && u < Infinity)
const Pathway = leaf<ScoringPathway, ScoringPathway>(
  '"excellence", "diversity" or "none"',
  (u): u is ScoringPathway => u === 'excellence' || u === 'diversity' || u === 'none',
)
const spelt = (expected: string, spelling: RegExp): t.Type<string> =>
  leaf<string, string>(expected, (u): u is string => typeof u === 'string' && spelling.test(u))
const Percentage = spelt('a percentage from 0 to 100 in plain digits', /^(100|\d{1,2}(\.\d{1,128})?)$/)
const Ratio = spelt('a fraction "numerator/denominator"', /^\d{1,1000}\/[1-9]\d{0,999}$/)

/** A value, or null when there is none. */
const orNull = <A, O>(codec: t.Type<A, O>): t.Type<A | null, O | null> => t.union([codec, t.null], `${codec.name}, or null`)

/** The document that every policy's trace has. The columns of this policy tell everything, so it is null; a stored record has none. */
const NoDocument = new t.Type<null>(
  'null',
  (u): u is null => u === null,
  (u, context) => (u === null || u === undefined ? t.success(null) : t.failure(u, context)),
  t.identity,
)

const WeighedTaskRecord = struct(
  'a task of a trace',
  {
    samples_present: Count,
    samples_expected: Count,
    mean: Amount,
    completeness_factor: Amount,
    aggregated_score: Amount,
    weight: Positive,
    miners: Count,
    threshold: orNull(Amount),
    qualified: Flag,
    excellence_weight: Amount,
    transformation: orNull(struct('a logistic curve', { rate: Amount, midpoint: Amount }, {})),
    transformed_score: Amount,
    percentile_rank: Percentile,
    multiplier: Amount,
    contribution: Amount,
  },
  {},
)

const { least_score, ...FIRST_RULES } = RULE_KEYS

/** The rules of a record. A record of the first release has no `least_score`; its weight was computed as with 0. */
const RecordedRules = tableWithDefaults(struct('the rules of a trace', FIRST_RULES, { least_score }), { least_score: 0 })

/** Every step of one weight. `rank_weight` is null unless ranks were used; `total_claims` is exact. */
export const PathwayDetails = struct(
  'the details of a trace',
  {
    tasks: t.readonly(t.record(t.string, WeighedTaskRecord, 'a table of tasks')),
    rules: RecordedRules,
    population: struct(
      'a population',
      {
        positive_miners: Count,
        largest_raw_weight: Amount,
        curve_midpoint: Amount,
        deviation: Amount,
        by_rank: Flag,
        largest_claim: Amount,
        total_claims: Ratio,
      },
      {},
    ),
    rank_weight: orNull(Amount),
    claim: Amount,
    burn_percentage: Percentage,
  },
  {},
)
export type PathwayDetails = t.TypeOf<typeof PathwayDetails>

/**
 * The record. Its period is the longest window of a task; contributions and ranks are by task; `submitted_weight` is in parts
 * of 65535, `submitted_share` is the part of the whole, rounded once. Without `detailed_pathways` there are no details.
 */
export const PathwayTrace = struct(
  'a trace of a weight',
  {
    miner_uid: Count,
    miner_hotkey: Text,
    period_start: Text,
    period_end: Text,
    period_type: Text,
    raw_calculated_weight: Amount,
    excellence_weight: Amount,
    diversity_weight: Amount,
    scoring_pathway: Pathway,
    pathway_details: orNull(PathwayDetails),
    excellence_qualified_tasks: listOf(Text, 'a list of tasks'),
    multi_task_bonus: Amount,
    weight_contributions: t.readonly(t.record(t.string, Amount, 'a table of contributions')),
    percentile_ranks: t.readonly(t.record(t.string, orNull(Percentile), 'a table of ranks')),
    submitted_weight: Count,
    submitted_share: Amount,
    document: NoDocument,
  },
  {},
)
export type PathwayTrace = MinerTrace & t.TypeOf<typeof PathwayTrace>

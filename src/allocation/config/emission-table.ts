/** The TOML table `[emission]`: the codec and the default of each key. The comments on the keys are the table of docs/config.md. */
import type * as t from 'io-ts'
import { Decimal } from '../../units/exact/decimal.js'
import { leaf } from '../../units/codec/leaf.js'
import type { Percent } from '../../units/exact/percent.js'
import { UnitScore } from '../../units/exact/score.js'
import { closedStruct } from '../../units/codec/struct.js'
import { tableOf } from '../../units/codec/table.js'
import { keyName } from '../../units/codec/text.js'
import { PoolRule } from './pool-rule.js'
import { SHARED_DEFAULTS, SHARED_KEYS } from '../../policy/shared-keys.js'
import { Count } from '../../units/codec/count.js'
import { oneOf } from '../../units/codec/one-of.js'

const isSkew = (u: unknown): u is number => typeof u === 'number' && u >= 0 && u <= 3600
const isPositive = (u: unknown): u is number => typeof u === 'number' && u > 0 && u < Infinity

/** Every key of `[emission]`; any of them may be missing, and no other may be there. */
export const EmissionTable = closedStruct(
  'a table [emission]',
  {},
  {
    ...SHARED_KEYS,
    /** the pools: category to percentage, or to a table of the keys below; the percentages sum to exactly 100 */
    gpu_allocations: tableOf('a table of pools, category = percentage', keyName, PoolRule),
    /** model to category; an entry overrides the built-in category of the model */
    categories: tableOf('a table model = category', keyName, keyName),
    /** a pool with fewer claims than this is unpaid */
    min_miners_per_category: Count,
    /** a smoothed score below this claims nothing */
    min_score_threshold: UnitScore,
    /** whether the part of an unpaid pool burns or goes to the paid pools */
    unpaid_pool: oneOf('burn', 'redistribute'),
    /** whether a pool in which every claim is 0 is unpaid or split equally */
    zero_scores: oneOf('unpaid', 'equal'),
    /** the score of a miner: the ratio of valid results, or this ratio times the mean hardware score of the valid results */
    verification: oneOf('ratio', 'hardware'),
    /** the weight of the new score in the moving average */
    ema_alpha: leaf<number, number>('a number above 0, at most 1', (u): u is number => isPositive(u) && u <= 1),
    /** use this instead of `ema_alpha`: the weight of the new score follows from the elapsed time */
    ema_half_life_seconds: leaf<number, number>('a number of seconds above 0', isPositive),
    /** whether a miner that now shows other GPUs loses its scores of other categories or keeps them */
    on_gpu_change: oneOf('reset', 'carry'),
    /** whether a miner has one score for all its GPUs or one score for each category */
    verification_scope: oneOf('miner', 'category'),
    /** a result may be made this long after the snapshot, because clocks differ */
    clock_skew_seconds: leaf<number, number>('a number of seconds from 0 to 3600', isSkew),
    /** whether a miner needs an axon that serves; `"known"` asks for one if any neuron of the snapshot has the key `axon` */
    require_axon: oneOf('known', 'always', 'never'),
    /** the greatest age of a result, in hours */
    cutoff_hours: leaf<number, number>('a number of hours above 0', isPositive),
  },
)

export type EmissionKeys = t.TypeOf<typeof EmissionTable>
export type OptionalKey = 'burn_uid' | 'burn_hotkey' | 'ema_alpha' | 'ema_half_life_seconds'

const percent = (n: number): Percent => new Decimal(n) as Percent

export const DEFAULTS: Required<Omit<EmissionKeys, OptionalKey>> = {
  ...SHARED_DEFAULTS,
  gpu_allocations: new Map([
    ['H100', { weight: percent(40), min_gpu_count: 1 }],
    ['H200', { weight: percent(60), min_gpu_count: 1 }],
  ]),
  categories: new Map(),
  min_miners_per_category: 1,
  min_score_threshold: 0 as UnitScore,
  unpaid_pool: 'burn',
  zero_scores: 'unpaid',
  verification: 'ratio',
  on_gpu_change: 'carry',
  verification_scope: 'miner',
  clock_skew_seconds: 30,
  require_axon: 'known',
  cutoff_hours: 3,
}
export const DEFAULT_ALPHA = 0.3

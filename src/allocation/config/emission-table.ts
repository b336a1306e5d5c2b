/** The TOML table `[emission]`: its keys, what each of them may be, and what it is when it is missing. */
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
    gpu_allocations: tableOf('a table of pools, category = percentage', keyName, PoolRule),
    categories: tableOf('a table model = category', keyName, keyName),
    min_miners_per_category: Count,
    min_score_threshold: UnitScore,
    unpaid_pool: oneOf('burn', 'redistribute'),
    zero_scores: oneOf('unpaid', 'equal'),
    verification: oneOf('ratio', 'hardware'),
    ema_alpha: leaf<number, number>('a number above 0, at most 1', (u): u is number => isPositive(u) && u <= 1),
    ema_half_life_seconds: leaf<number, number>('a number of seconds above 0', isPositive),
    on_gpu_change: oneOf('reset', 'carry'),
    verification_scope: oneOf('miner', 'category'),
    clock_skew_seconds: leaf<number, number>('a number of seconds from 0 to 3600', isSkew),
    require_axon: oneOf('known', 'always', 'never'),
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

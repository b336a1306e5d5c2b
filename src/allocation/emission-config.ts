/**
 * How a validator wants its weights: what burns, which pools there are, and who may claim in them.
 *
 * The keys are those of the TOML table `[emission]`, so that a name found in a config file is found here.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type * as t from 'io-ts'
import { Decimal } from '../units/decimal.js'
import { faultsOf } from '../units/fault.js'
import { Hotkey } from '../units/hotkey.js'
import { isIntegerIn, leaf } from '../units/leaf.js'
import { Percent } from '../units/percent.js'
import { UnitScore } from '../units/score.js'
import { closedStruct, isTable, struct } from '../units/struct.js'
import { tableOf } from '../units/table.js'
import { keyName } from '../units/text.js'
import { U64 } from '../units/u64.js'
import { Uid } from '../units/uid.js'
import type { ConfigError } from './config-error.js'
import { allocationErrors } from './gpu-allocations.js'
import { PoolRule, PositiveInteger } from './pool-rule.js'

const isCount = isIntegerIn(0, Number.MAX_SAFE_INTEGER)
const isPositive = (u: unknown): u is number => typeof u === 'number' && u > 0 && u < Infinity

const oneOf = <A extends string>(...choices: readonly A[]): t.Type<A, A> =>
  leaf<A, A>(choices.map((c) => `"${c}"`).join(' or '), (u): u is A => choices.some((choice) => choice === u))

/** Every key of `[emission]`; any of them may be missing, and no other may be there. */
const Partial = closedStruct('a table [emission]', {}, {
  burn_percentage: Percent,
  burn_uid: Uid,
  burn_hotkey: Hotkey,
  gpu_allocations: tableOf('a table of pools, category = percentage', keyName, PoolRule),
  categories: tableOf('a table model = category', keyName, keyName),
  weight_set_interval_blocks: PositiveInteger,
  min_miners_per_category: leaf<number, number>('an integer of at least 0', (u): u is number => isCount(u)),
  min_score_threshold: UnitScore,
  weight_version_key: U64,
  unpaid_pool: oneOf('burn', 'redistribute'),
  zero_scores: oneOf('unpaid', 'equal'),
  verification: oneOf('ratio', 'hardware'),
  ema_alpha: leaf<number, number>('a number above 0, at most 1', (u): u is number => isPositive(u) && u <= 1),
  ema_half_life_seconds: leaf<number, number>('a number of seconds above 0', isPositive),
  on_gpu_change: oneOf('reset', 'carry'),
  cutoff_hours: leaf<number, number>('a number of hours above 0', isPositive),
})

type Partial = t.TypeOf<typeof Partial>
type Optional = 'burn_uid' | 'burn_hotkey' | 'ema_alpha' | 'ema_half_life_seconds'

/** How scores are smoothed: by a fixed weight of the new sample, or by elapsed time. Never both. */
type Smoothing =
  | { readonly ema_alpha: number; readonly ema_half_life_seconds?: never }
  | { readonly ema_half_life_seconds: number; readonly ema_alpha?: never }

/**
 * A whole, valid config. `gpu_allocations` is sorted by category and its percentages sum to exactly 100. Percentages are
 * decimals of the total, `cutoff_hours` is in hours, `weight_set_interval_blocks` in blocks.
 */
export type EmissionConfig = Required<Omit<Partial, Optional>> & Pick<Partial, 'burn_uid' | 'burn_hotkey'> & Smoothing

/** As it stands in a file: numbers, strings and tables. */
export type EmissionTable = t.OutputOf<typeof Partial>

const percent = (n: number): Percent => new Decimal(n) as Percent

const DEFAULTS: Required<Omit<Partial, Optional>> = {
  burn_percentage: percent(0),
  gpu_allocations: new Map([
    ['H100', { weight: percent(40), min_gpu_count: 1 }],
    ['H200', { weight: percent(60), min_gpu_count: 1 }],
  ]),
  categories: new Map(),
  weight_set_interval_blocks: 360,
  min_miners_per_category: 1,
  min_score_threshold: 0 as UnitScore,
  weight_version_key: 0n as U64,
  unpaid_pool: 'burn',
  zero_scores: 'unpaid',
  verification: 'ratio',
  on_gpu_change: 'reset',
  cutoff_hours: 3,
}
const DEFAULT_ALPHA = 0.3

/** What no single key can tell; looked at even where other keys are wrong, so that every error comes at once. */
const acrossKeys = (path: string, table: Readonly<Record<string, unknown>>): readonly ConfigError[] => {
  const allocations = Partial.decode({ gpu_allocations: table['gpu_allocations'] })
  const under = (key: string): string => (path === '' ? key : `${path}.${key}`)
  return [
    ...(isRight(allocations) && allocations.right.gpu_allocations !== undefined
      ? allocationErrors(under('gpu_allocations'), allocations.right.gpu_allocations)
      : []),
    ...(table['ema_alpha'] !== undefined && table['ema_half_life_seconds'] !== undefined
      ? [{ _tag: 'BothSmoothings', path: under('ema_half_life_seconds') } as const]
      : []),
  ]
}

const complete = ({ ema_alpha, ema_half_life_seconds, ...given }: Partial): EmissionConfig => ({
  ...DEFAULTS,
  ...given,
  ...(ema_half_life_seconds === undefined ? { ema_alpha: ema_alpha ?? DEFAULT_ALPHA } : { ema_half_life_seconds }),
})

const read = (path: string, table: unknown, decoded: t.Validation<Partial>): Either<ReadonlyNonEmptyArray<ConfigError>, EmissionConfig> => {
  const errors: readonly ConfigError[] = [
    ...(isLeft(decoded) ? faultsOf(decoded.left) : []),
    ...(isTable(table) ? acrossKeys(path, table) : []),
  ]
  return isLeft(decoded) || errors.length > 0 ? left(errors as ReadonlyNonEmptyArray<ConfigError>) : right(complete(decoded.right))
}

/**
 * A config from the keys that are given, the default for each key that is not. Every error is collected, with its path.
 *
 * @example
 * ```ts
 * import { map, mapLeft } from 'fp-ts/lib/Either.js'
 * import { mergeWithDefaults } from 'steelyard/allocation'
 * map((config) => config.cutoff_hours)(mergeWithDefaults({ burn_percentage: 5, burn_uid: 0 })) // => { _tag: 'Right', right: 3 }
 * mapLeft((errors) => errors.map(({ path }) => path))(mergeWithDefaults({ burn_uid: -1, cutoff_hours: 0 })) // => { _tag: 'Left', left: ['burn_uid', 'cutoff_hours'] }
 * ```
 */
export const mergeWithDefaults = (table: unknown): Either<ReadonlyNonEmptyArray<ConfigError>, EmissionConfig> =>
  read('', table, Partial.decode(table))

const Document = struct('a document with a table [emission]', { emission: Partial }, {})

/**
 * The config in a parsed TOML or JSON document: its table `emission`. Other tables are none of our business.
 *
 * @example
 * ```ts
 * import { readEmissionConfig, showConfigError } from 'steelyard/allocation'
 * readEmissionConfig({ emission: { burn_uid: 0 }, network: {} }).right.burn_uid // => 0
 * readEmissionConfig({ emission: { burn_iud: 0 } }).left.map(showConfigError) // => ['emission.burn_iud: no such key; did you mean burn_uid?']
 * ```
 */
export const readEmissionConfig = (document: unknown): Either<ReadonlyNonEmptyArray<ConfigError>, EmissionConfig> => {
  const decoded = Document.decode(document)
  const table = isTable(document) ? document['emission'] : undefined
  return read('emission', table, isLeft(decoded) ? decoded : right(decoded.right.emission))
}

/**
 * The config as a plain table of numbers, strings and tables, every key spelt out: `mergeWithDefaults` reads it back.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults, writeEmissionConfig } from 'steelyard/allocation'
 * writeEmissionConfig(mergeWithDefaults({ burn_percentage: '12.50' }).right).burn_percentage // => 12.5
 * ```
 */
export const writeEmissionConfig = (config: EmissionConfig): EmissionTable => Partial.encode(config)

/**
 * A config in force with some keys changed, validated whole before it replaces anything. A table that is given replaces
 * the one in force; naming one way of smoothing drops the other.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults, showConfigError, updateEmissionConfig } from 'steelyard/allocation'
 * const inForce = mergeWithDefaults({ burn_percentage: 5 }).right
 * updateEmissionConfig(inForce)({ burn_percentage: 10 }).right.burn_percentage.toNumber() // => 10
 * updateEmissionConfig(inForce)({ burn_percentage: 101 }).left.map(showConfigError) // => ['burn_percentage: expected a percentage from 0 to 100: a number, or a string of at most 128 plain digits, found 101']
 * ```
 */
export const updateEmissionConfig =
  (inForce: EmissionConfig) =>
  (changes: unknown): Either<ReadonlyNonEmptyArray<ConfigError>, EmissionConfig> => {
    if (!isTable(changes)) return mergeWithDefaults(changes)
    const { ema_alpha, ema_half_life_seconds, ...kept } = writeEmissionConfig(inForce)
    const smoothing = 'ema_alpha' in changes || 'ema_half_life_seconds' in changes ? {} : { ema_alpha, ema_half_life_seconds }
    return mergeWithDefaults({ ...kept, ...smoothing, ...changes })
  }

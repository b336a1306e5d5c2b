/**
 * How a validator wants its weights: what burns, which pools there are, and who may claim in them.
 *
 * The keys are those of the TOML table `[emission]`, so that a name found in a config file is found here.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type * as t from 'io-ts'
import { faultsOf } from '../../units/codec/fault.js'
import { isTable, struct } from '../../units/codec/struct.js'
import { updateConfigBy } from '../../policy/update-config.js'
import type { ConfigError } from './config-error.js'
import type { EmissionKeys, OptionalKey } from './emission-table.js'
import { DEFAULTS, DEFAULT_ALPHA, EmissionTable } from './emission-table.js'
import { allocationErrors } from './gpu-allocations.js'

const SMOOTHING_KEYS: readonly string[] = ['ema_alpha', 'ema_half_life_seconds']

/** How scores are smoothed: by a fixed weight of the new sample, or by elapsed time. Never both. */
type Smoothing =
  | { readonly ema_alpha: number; readonly ema_half_life_seconds?: never }
  | { readonly ema_half_life_seconds: number; readonly ema_alpha?: never }

/**
 * A whole, valid config. `gpu_allocations` is sorted by category and its percentages sum to exactly 100. Percentages are
 * decimals of the total, `cutoff_hours` is in hours, `weight_set_interval_blocks` in blocks.
 */
export type EmissionConfig = Required<Omit<EmissionKeys, OptionalKey>> & Pick<EmissionKeys, 'burn_uid' | 'burn_hotkey'> & Smoothing

/** As it stands in a file: numbers, strings and tables. */
export type EmissionDocument = t.OutputOf<typeof EmissionTable>

/** What no single key can tell; looked at even where other keys are wrong, so that every error comes at once. */
const acrossKeys = (path: string, table: Readonly<Record<string, unknown>>): readonly ConfigError[] => {
  const under = (key: string): string => (path === '' ? key : `${path}.${key}`)
  return [
    ...allocationErrors(under('gpu_allocations'), table['gpu_allocations']),
    ...(table['ema_alpha'] !== undefined && table['ema_half_life_seconds'] !== undefined
      ? [{ _tag: 'BothSmoothings', path: under('ema_half_life_seconds') } as const]
      : []),
  ]
}

const complete = ({ ema_alpha, ema_half_life_seconds, ...given }: EmissionKeys): EmissionConfig => ({
  ...DEFAULTS,
  ...given,
  ...(ema_half_life_seconds === undefined ? { ema_alpha: ema_alpha ?? DEFAULT_ALPHA } : { ema_half_life_seconds }),
})

const read = (
  path: string,
  table: unknown,
  decoded: t.Validation<EmissionKeys>,
): Either<ReadonlyNonEmptyArray<ConfigError>, EmissionConfig> => {
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
  read('', table, EmissionTable.decode(table))

const Document = struct('a document with a table [emission]', { emission: EmissionTable }, {})

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
export const writeEmissionConfig = (config: EmissionConfig): EmissionDocument => EmissionTable.encode(config)

/**
 * A config in force with some keys changed, validated whole before it replaces anything. A table that is given replaces
 * the one in force; naming one way of smoothing drops the other. A key can't be taken away (there is no null): for that,
 * hand in the whole table through `mergeWithDefaults`.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults, showConfigError, updateEmissionConfig } from 'steelyard/allocation'
 * const inForce = mergeWithDefaults({ burn_percentage: 5 }).right
 * updateEmissionConfig(inForce)({ burn_percentage: 10 }).right.burn_percentage.toNumber() // => 10
 * updateEmissionConfig(inForce)({ burn_percentage: 101 }).left.map(showConfigError) // => ['burn_percentage: expected a percentage from 0 to 100: a number, or a string of at most 128 plain digits, found 101']
 * ```
 */
export const updateEmissionConfig = updateConfigBy(writeEmissionConfig, mergeWithDefaults, (document, changes) => {
  const smoothed = 'ema_alpha' in changes || 'ema_half_life_seconds' in changes
  return Object.fromEntries(Object.entries(document).filter(([key]) => !(smoothed && SMOOTHING_KEYS.includes(key))))
})

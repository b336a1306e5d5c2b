/**
 * The config of a validator: how much burns, the pools, and the rules for claims.
 *
 * The keys have the same names as in the TOML table `[emission]`.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type * as t from 'io-ts'
import { capped } from '../../units/capped/capped.js'
import { faultsOf } from '../../units/codec/fault.js'
import { isTable, struct } from '../../units/codec/struct.js'
import { updateConfigBy } from '../../policy/update-config.js'
import type { ConfigError } from './config-error.js'
import type { EmissionKeys, OptionalKey } from './emission-table.js'
import { DEFAULTS, DEFAULT_ALPHA, EmissionTable } from './emission-table.js'
import { allocationErrors } from './gpu-allocations.js'

const SMOOTHING_KEYS: readonly string[] = ['ema_alpha', 'ema_half_life_seconds']

/** The new sample has a fixed weight, or a weight that follows from the elapsed time. A config has one of the two. */
type Smoothing =
  | { readonly ema_alpha: number; readonly ema_half_life_seconds?: never }
  | { readonly ema_half_life_seconds: number; readonly ema_alpha?: never }

/**
 * A complete, valid config. `gpu_allocations` is sorted by category, and its percentages sum to exactly 100. Percentages are
 * decimals of the total, `cutoff_hours` is in hours, `weight_set_interval_blocks` in blocks.
 */
export type EmissionConfig = Required<Omit<EmissionKeys, OptionalKey>> & Pick<EmissionKeys, 'burn_uid' | 'burn_hotkey'> & Smoothing

/** A config as it is written in a file: numbers, strings and tables. */
export type EmissionDocument = t.OutputOf<typeof EmissionTable>

/** Errors that concern several keys. They are reported even if single keys are wrong, so that all errors come at once. */
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
  const errors: readonly ConfigError[] = capped([
    ...(isLeft(decoded) ? faultsOf(decoded.left) : []),
    ...(isTable(table) ? acrossKeys(path, table) : []),
  ])
  return isLeft(decoded) || errors.length > 0 ? left(errors as ReadonlyNonEmptyArray<ConfigError>) : right(complete(decoded.right))
}

/**
 * Makes a config of the given keys, and of the default of each missing key. All errors are collected, with their paths, up to 20 of a kind.
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
 * Reads the config in the table `emission` of a parsed TOML or JSON document. Other tables are ignored.
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
 * Writes a config as a table of numbers, strings and tables, with every key. `mergeWithDefaults` reads it back.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults, writeEmissionConfig } from 'steelyard/allocation'
 * writeEmissionConfig(mergeWithDefaults({ burn_percentage: '12.50' }).right).burn_percentage // => 12.5
 * ```
 */
export const writeEmissionConfig = (config: EmissionConfig): EmissionDocument => EmissionTable.encode(config)

/**
 * Changes some keys of a config. The new config is validated as a whole. A given table replaces the old table. If one of the two
 * smoothing keys is given, the other one is dropped. A key cannot be removed, because null is not a value; to remove a key, make a new
 * config with `mergeWithDefaults`.
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

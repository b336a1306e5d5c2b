/** Configs as TOML, the format in which validators keep them. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chainW, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { TomlError, parse, stringify } from 'smol-toml'
import { isTable } from '../units/codec/struct.js'
import type { ConfigError } from '../allocation/config/config-error.js'
import { showConfigError } from '../allocation/config/config-error.js'
import type { EmissionConfig } from '../allocation/config/emission-config.js'
import { readEmissionConfig, writeEmissionConfig } from '../allocation/config/emission-config.js'
import { oneLine } from '../units/text/one-line.js'

/** Why a text is not a config. */
export type TomlConfigError =
  /** The text is not TOML; `line` and `column` count from 1. */
  | { readonly _tag: 'TomlSyntax'; readonly line: number; readonly column: number; readonly problem: string }
  /** The text is TOML, but not a config; every error in it. */
  | { readonly _tag: 'InvalidConfig'; readonly errors: readonly ConfigError[] }

const syntaxError = ({ line, column, message }: TomlError): TomlConfigError => {
  // The rest of the parser's message is an excerpt of the source.
  const problem = message.split('\n')[0]!.replace('Invalid TOML document: ', '')
  return { _tag: 'TomlSyntax', line, column, problem }
}

/** The parser has a limit of its own on how deep tables and lists stand in one another, so this may call itself. */
const withoutBigints = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(withoutBigints)
  // Dates are objects with a meaning of their own.
  if (!isTable(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigints(item)]))
}

/**
 * A TOML document as plain tables, which a policy's `readConfig` and `run` take. An integer beyond 2^53 - 1 becomes a text of its digits:
 * a document is JSON, which has no such integers, and the codec of a u64 reads a text.
 *
 * @example
 * ```ts
 * import { pathways } from 'steelyard/policies'
 * import { parseToml } from 'steelyard/adapters/toml'
 * const document = parseToml('[pathways.tasks.soil]\nweight = 1\nwindow_hours = 168').right
 * pathways().pace(pathways().readConfig(document.pathways).right).window_hours // => 168
 * parseToml('version_key = 18446744073709551615').right.version_key // => '18446744073709551615'
 * parseToml('[pathways').left // => { _tag: 'TomlSyntax', line: 1, column: 2, problem: 'incomplete key-value: cannot find end of key' }
 * ```
 */
export const parseToml = (text: string): Either<TomlConfigError, unknown> => {
  try {
    return right(withoutBigints(parse(text, { integersAsBigInt: 'asNeeded' })))
  } catch (error) {
    if (error instanceof TomlError) return left(syntaxError(error))
    throw error
  }
}

/**
 * The config in a TOML document: its table `[emission]`; other tables are ignored.
 *
 * @example
 * ```ts
 * import { isRight } from 'fp-ts/lib/Either.js'
 * import { readEmissionToml } from 'steelyard/adapters/toml'
 * const config = readEmissionToml('[emission]\nburn_percentage = 5.0\nburn_uid = 0\n[emission.gpu_allocations]\nH100 = 40.0\nH200 = 60.0')
 * isRight(config) && config.right.burn_percentage.toFixed() // => '5'
 * readEmissionToml('[emission') // => { _tag: 'Left', left: { _tag: 'TomlSyntax', line: 1, column: 2, problem: 'incomplete key-value: cannot find end of key' } }
 * ```
 */
export const readEmissionToml = (text: string): Either<TomlConfigError, EmissionConfig> =>
  pipe(
    parseToml(text),
    chainW((document) =>
      pipe(
        readEmissionConfig(document),
        mapLeft((errors): TomlConfigError => ({ _tag: 'InvalidConfig', errors })),
      ),
    ),
  )

/**
 * A config as a TOML document with every key; `readEmissionToml` reads back the same config.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults } from 'steelyard/allocation'
 * import { writeEmissionToml } from 'steelyard/adapters/toml'
 * writeEmissionToml(mergeWithDefaults({ burn_percentage: 12.5 }).right).split('\n').slice(0, 2) // => ['[emission]', 'burn_percentage = 12.5']
 * ```
 */
export const writeEmissionToml = (config: EmissionConfig): string => stringify({ emission: writeEmissionConfig(config) })

/**
 * The error as messages, one line each.
 *
 * @example
 * ```ts
 * import { showTomlConfigError } from 'steelyard/adapters/toml'
 * showTomlConfigError({ _tag: 'TomlSyntax', line: 2, column: 9, problem: 'missing value' }) // => ['line 2, column 9: missing value']
 * ```
 */
export const showTomlConfigError = (error: TomlConfigError): readonly string[] => {
  switch (error._tag) {
    case 'TomlSyntax':
      return [`line ${error.line}, column ${error.column}: ${oneLine(error.problem)}`]
    case 'InvalidConfig':
      return error.errors.map(showConfigError)
  }
}

/** Reads configs and snapshots from files of limited size. Every failure is a typed error. */
import { extname } from 'node:path'
import type { Either } from 'fp-ts/lib/Either.js'
import { bimap, chain, chainW, isLeft, left, map, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { JsonDocument } from '../../adapters/json/json.js'
import { parseJson } from '../../adapters/json/json.js'
import { parseToml } from '../../adapters/toml.js'
import type { ConfigError } from '../../allocation/config/config-error.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import { readEmissionConfig } from '../../allocation/config/emission-config.js'
import { readSnapshot, requireEveryRow } from '../../allocation/snapshot/read-snapshot.js'
import type { Snapshot } from '../../allocation/snapshot/snapshot.js'
import { capped } from '../../units/capped/capped.js'
import type { Fault } from '../../units/codec/fault.js'
import type { InputError } from './input-error.js'
import { showInputError } from './input-error.js'
import type { Terminal } from '../output/terminal.js'
import { shownFile } from '../output/shown-argument.js'

const MOST_OF_A_CONFIG = 1_000_000
export const MOST_OF_A_SNAPSHOT = 400_000_000

/** Messages about mistakes, one per line, each with the name of the file. */
export type Problems = readonly string[]

/** The text of a file, or the error. */
export const readText = async ({ readBytes }: Terminal, path: string, limit: number): Promise<Either<InputError, string>> => {
  try {
    const bytes = await readBytes(path, limit)
    if (bytes === null) return left({ _tag: 'TooLarge', limit })
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.trim() === '' ? left({ _tag: 'Empty' }) : right(text)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return left(code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? { _tag: 'NotUtf8' } : { _tag: 'Unreadable', code: code ?? String(error) })
  }
}

/** The document in the text of a config: TOML, or JSON when the name of the file ends in `.json`. */
const parseConfig =
  (path: string) =>
  (text: string): Either<InputError, JsonDocument> =>
    extname(path) === '.json'
      ? parseJson(text)
      : pipe(
          parseToml(text),
          map((value) => ({ value, faults: [] })),
        )

/** The faulty keys of one table; faults in other tables are ignored. */
export const faultsUnder = (table: string, { faults }: JsonDocument): readonly Fault[] =>
  faults.filter(({ path }) => path === table || path.startsWith(`${table}.`) || path.startsWith(`${table}[`))

/** The table `[emission]` of a document. */
export const readEmission = (document: JsonDocument): Either<InputError, EmissionConfig> => {
  const config = readEmissionConfig(document.value)
  const errors: readonly ConfigError[] = capped<ConfigError>([...faultsUnder('emission', document), ...(isLeft(config) ? config.left : [])])
  return isLeft(config) || errors.length > 0 ? left({ _tag: 'InvalidConfig', errors }) : config
}

/** A snapshot, and the document from which it was read, which may have more keys. */
interface SnapshotFile {
  readonly snapshot: Snapshot
  readonly document: unknown
}

const readSnapshotJson = (strict: boolean, text: string): Either<InputError, SnapshotFile> =>
  pipe(
    parseJson(text),
    chainW(({ value, faults }) =>
      pipe(
        readSnapshot(value, faults),
        chainW((snapshot) => (strict ? requireEveryRow(snapshot) : right(snapshot))),
        bimap(
          (errors): InputError => ({ _tag: 'InvalidSnapshot', errors }),
          (snapshot) => ({ snapshot, document: value }),
        ),
      ),
    ),
  )

/** The error as lines, each with the name of the file. */
export const inFile =
  (path: string) =>
  (error: InputError): Problems =>
    showInputError(error).map((problem) => `${shownFile(path)}: ${problem}`)

/** What a reader returns for a config file. */
export const readConfigWith =
  <A>(read: (document: JsonDocument) => Either<InputError, A>) =>
  async (terminal: Terminal, path: string): Promise<Either<Problems, A>> =>
    pipe(await readText(terminal, path, MOST_OF_A_CONFIG), chain(parseConfig(path)), chain(read), mapLeft(inFile(path)))

const readEmissionFile = readConfigWith(readEmission)

/** Reads a snapshot from a JSON file. With `strict`, a snapshot with malformed results is refused. */
const readSnapshotFile = async (terminal: Terminal, path: string, strict: boolean): Promise<Either<Problems, SnapshotFile>> =>
  pipe(
    await readText(terminal, path, MOST_OF_A_SNAPSHOT),
    chainW((text) => readSnapshotJson(strict, text)),
    mapLeft(inFile(path)),
  )

export interface Paths {
  readonly config: string
  readonly snapshot: string
  readonly strict: boolean
}

export interface Both extends SnapshotFile {
  readonly config: EmissionConfig
}

/** Both results, or the errors of both, so that one run names the mistakes in both files. */
export const readBoth = async (terminal: Terminal, paths: Paths): Promise<Either<Problems, Both>> => {
  const config = await readEmissionFile(terminal, paths.config)
  const snapshot = await readSnapshotFile(terminal, paths.snapshot, paths.strict)
  if (isLeft(config)) return left([...config.left, ...(isLeft(snapshot) ? snapshot.left : [])])
  return pipe(
    snapshot,
    map((file) => ({ config: config.right, ...file })),
  )
}

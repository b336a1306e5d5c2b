/** Configs and snapshots from files, with every way that this fails in words that name the file. */
import { extname } from 'node:path'
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { readEmissionToml, showTomlConfigError } from '../adapters/toml.js'
import { showConfigError } from '../allocation/config-error.js'
import type { EmissionConfig } from '../allocation/emission-config.js'
import { readEmissionConfig } from '../allocation/emission-config.js'
import { readSnapshot, requireEveryRow } from '../allocation/read-snapshot.js'
import type { Snapshot } from '../allocation/snapshot.js'
import { showSnapshotError } from '../allocation/snapshot-error.js'
import type { Terminal } from './terminal.js'

/** One line for each thing that is wrong. */
type Problems = readonly string[]

const inFile = (path: string) => (problems: Problems): Problems => problems.map((problem) => `${path}: ${problem}`)

const readText = async ({ readText: read }: Terminal, path: string): Promise<Either<Problems, string>> => {
  try {
    return right(await read(path))
  } catch (error) {
    return left([`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`])
  }
}

const parseJson = (text: string): Either<Problems, unknown> => {
  try {
    return right(JSON.parse(text))
  } catch (error) {
    return left([`not JSON: ${(error as SyntaxError).message}`])
  }
}

const parseConfig = (path: string, text: string): Either<Problems, EmissionConfig> => {
  if (extname(path) !== '.json') return pipe(readEmissionToml(text), mapLeft(showTomlConfigError))
  const document = parseJson(text)
  return isLeft(document) ? document : pipe(readEmissionConfig(document.right), mapLeft((errors) => errors.map(showConfigError)))
}

/** A config from a TOML file, or from a JSON file of the same shape when the name ends in `.json`. */
export const readConfigFile = async (terminal: Terminal, path: string): Promise<Either<Problems, EmissionConfig>> => {
  const text = await readText(terminal, path)
  return pipe(isLeft(text) ? text : parseConfig(path, text.right), mapLeft(inFile(path)))
}

const parseSnapshot = (strict: boolean, text: string): Either<Problems, Snapshot> => {
  const document = parseJson(text)
  if (isLeft(document)) return document
  const snapshot = readSnapshot(document.right)
  return pipe(
    isLeft(snapshot) || !strict ? snapshot : requireEveryRow(snapshot.right),
    mapLeft((errors) => errors.map(showSnapshotError)),
  )
}

/** A snapshot from a JSON file; with `strict`, malformed results refuse it. */
export const readSnapshotFile = async (terminal: Terminal, path: string, strict: boolean): Promise<Either<Problems, Snapshot>> => {
  const text = await readText(terminal, path)
  return pipe(isLeft(text) ? text : parseSnapshot(strict, text.right), mapLeft(inFile(path)))
}

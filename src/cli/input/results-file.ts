/**
 * Validation results from files, for a chain that is not simulated: a JSON list of results, an object with `results` (a snapshot is one), or
 * a folder of such files, which are read in the order of their names.
 *
 * Whoever checks the miners writes a new file under another name and renames it, so that no half of a file is read. A row in which a key
 * occurs twice is left out.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Either } from 'fp-ts/lib/Either.js'
import { chainW, isLeft, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { JsonDocument } from '../../adapters/json/json.js'
import { parseJson } from '../../adapters/json/json.js'
import { isTable } from '../../units/codec/struct.js'
import type { Prover } from '../../validator/ports.js'
import type { Terminal } from '../output/terminal.js'
import { shownFile } from '../output/shown-argument.js'
import type { Problems } from './read-input.js'
import { inFile, MOST_OF_A_SNAPSHOT, readText } from './read-input.js'

/** The rows of results, and how many were left out because a key occurs twice in them. */
export interface ResultRows {
  readonly rows: readonly unknown[]
  readonly spoilt: number
}

const rowsOf = ({ value, faults }: JsonDocument): ResultRows | null => {
  const list: unknown = Array.isArray(value) ? value : isTable(value) ? value['results'] : undefined
  if (!Array.isArray(list)) return null
  const before = Array.isArray(value) ? '' : 'results'
  const inRow = (path: string): string | undefined =>
    path.startsWith(`${before}[`) ? /^\[(\d+)\]/.exec(path.slice(before.length))?.[1] : undefined
  const faulty = new Set(faults.flatMap(({ path }) => inRow(path) ?? []))
  // A fault outside of the rows is one of the file.
  if (faults.some(({ path }) => inRow(path) === undefined && path === before)) return null
  return { rows: list.filter((_, i) => !faulty.has(`${i}`)), spoilt: faulty.size }
}

const readFile = async (terminal: Terminal, path: string): Promise<Either<Problems, ResultRows>> =>
  pipe(
    await readText(terminal, path, MOST_OF_A_SNAPSHOT),
    chainW(parseJson),
    mapLeft(inFile(path)),
    chainW((document) => {
      const rows = rowsOf(document)
      return rows === null ? left([`${shownFile(path)}: expected a list of results, or an object with the list \`results\``]) : right(rows)
    }),
  )

/** The files of a folder; the path itself where it is no folder. Hidden files are left out: they are those that are being written. */
const filesAt = async (path: string): Promise<readonly string[]> => {
  const names = await readdir(path).catch(() => null)
  if (names === null) return [path]
  return names
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
    .map((name) => join(path, name))
}

/** Reads the results, or says which files can't be read. */
export const readResults = async (terminal: Terminal, path: string): Promise<Either<Problems, ResultRows>> => {
  const rows: unknown[][] = []
  let spoilt = 0
  for (const file of await filesAt(path)) {
    const read = await readFile(terminal, file)
    if (isLeft(read)) return read
    rows.push([...read.right.rows])
    spoilt += read.right.spoilt
  }
  return right({ rows: rows.flat(), spoilt })
}

/** The files as a prover, which reads them again whenever it is asked. Its promise rejects where one of them can't be read. */
export const resultsProver = (terminal: Terminal, path: string, onSpoilt: (rows: number) => void): Prover => ({
  results: async () => {
    const read = await readResults(terminal, path)
    if (isLeft(read)) throw new Error(read.left.join('; '))
    if (read.right.spoilt > 0) onSpoilt(read.right.spoilt)
    return read.right.rows
  },
})

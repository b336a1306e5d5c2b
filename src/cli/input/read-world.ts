/**
 * Reads a snapshot as the world of any policy. Each policy reads the rows of `results` in its own way. Rows whose text is faulty (a key
 * that is given twice) are not given to a policy.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { bimap, chainW, isLeft, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { JsonDocument } from '../../adapters/json/json.js'
import { parseJson } from '../../adapters/json/json.js'
import type { Policy } from '../../policy/policy.js'
import type { World } from '../../policy/world.js'
import { rowProblem } from '../../policy/row-problem.js'
import { faultsInPlace } from '../../allocation/snapshot/rejected-row.js'
import { readSnapshot } from '../../allocation/snapshot/read-snapshot.js'
import { MOST_TOLD } from '../../units/capped/capped.js'
import type { Fault } from '../../units/codec/fault.js'
import { showFault } from '../../units/codec/fault.js'
import type { InputError } from './input-error.js'
import type { Problems } from './read-input.js'
import { inFile, MOST_OF_A_SNAPSHOT, readText } from './read-input.js'
import type { Terminal } from '../output/terminal.js'

/** A row, its index in the results, and the faults that only its text shows. */
interface Row {
  readonly place: number
  readonly document: unknown
  readonly faults: readonly Fault[]
}

/** A snapshot: its world without the results, and the rows of the results. */
export interface WorldFile {
  readonly world: Omit<World, 'results'>
  readonly rows: readonly Row[]
}

const isOfText = ({ _tag }: Fault): boolean => _tag === 'RepeatedKey' || _tag === 'ForbiddenKey'

const readWorld = ({ value, faults }: JsonDocument): Either<InputError, WorldFile> =>
  pipe(
    readSnapshot(value, faults),
    bimap(
      (errors): InputError => ({ _tag: 'InvalidSnapshot', errors }),
      ({ at, rejected }) => {
        const {
          at: _,
          results,
          previous = [],
          ...network
        } = value as World['network'] & Pick<World, 'results'> & Partial<Pick<World, 'previous'>>
        const spoilt = new Map(rejected.map((row) => [row.index, faultsInPlace(row).filter(isOfText)]))
        const rows = results.map((document, place) => ({ place, document, faults: spoilt.get(place) ?? [] }))
        return { world: { network, at: at.text, previous, profiles: [] }, rows }
      },
    ),
  )

export const readWorldFile = async (terminal: Terminal, path: string): Promise<Either<Problems, WorldFile>> =>
  pipe(await readText(terminal, path, MOST_OF_A_SNAPSHOT), chainW(parseJson), chainW(readWorld), mapLeft(inFile(path)))

/** The results that a policy can read, one line for each of the first 20 other rows, and how many more there are. */
export interface Sorted {
  readonly results: readonly unknown[]
  readonly malformed: readonly string[]
  readonly more: number
}

export const sortRows = <C>({ readEvidence }: Policy<C>, rows: readonly Row[]): Sorted => {
  const results: unknown[] = []
  const malformed: string[] = []
  let more = 0
  for (const { place, document, faults } of rows) {
    const read = readEvidence(document)
    if (faults.length === 0 && !isLeft(read)) results.push(document)
    else if (malformed.length === MOST_TOLD) more++
    else {
      const problems = isLeft(read) ? read.left.map((problem) => rowProblem(place, problem).message) : []
      malformed.push([...faults.map(showFault), ...problems].join('; '))
    }
  }
  return { results, malformed, more }
}

/** Reads a snapshot from parsed JSON and checks it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { ValidationResult } from '../../gpu/validation-result.js'
import type { Fault } from '../../units/codec/fault.js'
import { faultsOf } from '../../units/codec/fault.js'
import { isTable } from '../../units/codec/struct.js'
import { repeated, repeatedNeurons } from '../../network/repeated.js'
import type { RejectedRow, ScoreState, Snapshot } from './snapshot.js'
import type { Neuron } from '../../network/subnet.js'
import { SnapshotDocument } from './snapshot.js'
import type { SnapshotError } from '../../network/snapshot-error.js'

type Refused = ReadonlyNonEmptyArray<SnapshotError>

const repetitions = (neurons: readonly Neuron[], previous: readonly ScoreState[]): readonly SnapshotError[] => [
  ...repeatedNeurons(neurons),
  ...repeated(
    previous,
    ({ hotkey, category }) => `${hotkey} in ${category}`,
    (i) => `previous[${i}]`,
  ),
]

const inRow =
  (index: number) =>
  (fault: Fault): Fault => ({ ...fault, path: `results[${index}]${fault.path === '' ? '' : '.'}${fault.path}` })

const rejectedRow = (row: unknown, index: number, faults: readonly Fault[]): RejectedRow => {
  const hotkey = isTable(row) ? row['miner_hotkey'] : undefined
  const readable = typeof hotkey === 'string' && !faults.some(({ path }) => path === `results[${index}].miner_hotkey`)
  return { index, hotkey: readable ? hotkey : null, faults }
}

/** The row of `results` that a path is in, or null if the path is not in `results`. */
const rowOf = (path: string): number | null => {
  const match = /^results\[(\d+)\]/.exec(path)
  return match === null ? null : Number(match[1])
}

const faultsByRow = (faults: readonly Fault[]): ReadonlyMap<number | null, readonly Fault[]> => {
  const rows = new Map<number | null, Fault[]>()
  for (const fault of faults) {
    const row = rowOf(fault.path)
    rows.set(row, [...(rows.get(row) ?? []), fault])
  }
  return rows
}

/**
 * Reads a snapshot. A malformed row of `results` is set aside in `rejected`. If anything else is malformed, the snapshot is refused,
 * with every error and its path. Unknown keys are ignored. `documentFaults` are faults of keys that the reader of the text found (such
 * as a repeated key). A fault in a row makes the row malformed, another fault makes the snapshot malformed.
 *
 * @example
 * ```ts
 * import { readSnapshot } from 'steelyard/allocation'
 * import { showSnapshotError } from 'steelyard/network'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [], results: [{ gpu_model: 'H100' }] }
 * readSnapshot(document).right.rejected.length // => 1
 * readSnapshot({ ...document, netuid: -1 }).left.map(showSnapshotError) // => ['netuid: expected an integer from 0 to 65535, found -1']
 * ```
 */
export const readSnapshot = (document: unknown, documentFaults: readonly Fault[] = []): Either<Refused, Snapshot> => {
  const decoded = SnapshotDocument.decode(document)
  const spoilt = faultsByRow(documentFaults)
  const outside: readonly SnapshotError[] = spoilt.get(null) ?? []
  if (isLeft(decoded)) return left([...outside, ...faultsOf(decoded.left)] as readonly SnapshotError[] as Refused)
  const { previous = [], results: rows, ...rest } = decoded.right
  const errors = [...outside, ...repetitions(rest.neurons, previous)]
  if (errors.length > 0) return left(errors as readonly SnapshotError[] as Refused)
  const results: ValidationResult[] = []
  const rejected: RejectedRow[] = []
  rows.forEach((row, index) => {
    const result = ValidationResult.decode(row)
    const faults = [...(spoilt.get(index) ?? []), ...(isLeft(result) ? faultsOf(result.left).map(inRow(index)) : [])]
    if (isRight(result) && faults.length === 0) results.push(result.right)
    else rejected.push(rejectedRow(row, index, faults))
  })
  return right({ ...rest, previous, results, rejected })
}

/**
 * The snapshot if it has no malformed rows, otherwise the faults of these rows. Use it to stop at a malformed row.
 *
 * @example
 * ```ts
 * import { readSnapshot, requireEveryRow } from 'steelyard/allocation'
 * import { showSnapshotError } from 'steelyard/network'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [], results: [{ gpu_model: 'H100' }] }
 * showSnapshotError(requireEveryRow(readSnapshot(document).right).left[0]) // => 'results[0].miner_hotkey: missing: expected a string of 1 to 256 characters'
 * ```
 */
export const requireEveryRow = (snapshot: Snapshot): Either<Refused, Snapshot> => {
  const faults = snapshot.rejected.flatMap((row) => row.faults)
  return faults.length > 0 ? left(faults as readonly SnapshotError[] as Refused) : right(snapshot)
}

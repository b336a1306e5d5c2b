/** Reads a snapshot from parsed JSON and checks it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { ValidationResult } from '../../gpu/validation-result.js'
import type { Fault } from '../../units/codec/fault.js'
import { faultsOf } from '../../units/codec/fault.js'
import { capped, isMore, told } from '../../units/capped/capped.js'
import { repeated, repeatedNeurons } from '../../network/repeated.js'
import type { RejectedRow, ScoreState, Snapshot } from './snapshot.js'
import type { Neuron } from '../../network/subnet.js'
import { faultsInPlace, rejectRow } from './rejected-row.js'
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

const ROW = /^results\[(\d+)\]\.?/

/** Faults by the row of `results` that they are in, with paths that start at the row; those outside of `results` under null. */
const faultsByRow = (faults: readonly Fault[]): ReadonlyMap<number | null, readonly Fault[]> => {
  const rows = new Map<number | null, Fault[]>()
  for (const fault of faults) {
    const match = ROW.exec(fault.path)
    const row = match === null ? null : Number(match[1])
    const own = rows.get(row) ?? []
    rows.set(row, own)
    own.push(match === null || fault._tag === 'More' ? fault : { ...fault, path: fault.path.slice(match[0].length) })
  }
  return rows
}

const refused = (errors: readonly SnapshotError[]): Either<Refused, never> => left(capped(errors) as readonly SnapshotError[] as Refused)

/**
 * Reads a snapshot. A malformed row of `results` is set aside in `rejected`. If anything else is malformed, the snapshot is refused,
 * with at most 20 errors of a kind, their paths, and how many more there are. Unknown keys are ignored. `documentFaults` are faults of keys that the reader of the text found (such
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
  if (isLeft(decoded)) return refused([...outside, ...faultsOf(decoded.left)])
  const { previous = [], results: rows, ...rest } = decoded.right
  const errors = [...outside, ...repetitions(rest.neurons, previous)]
  if (errors.length > 0) return refused(errors)
  const results: ValidationResult[] = []
  const rejected: RejectedRow[] = []
  const reject = rejectRow()
  rows.forEach((row, index) => {
    const result = ValidationResult.decode(row)
    const ofText = spoilt.get(index) ?? []
    if (isRight(result) && ofText.length === 0) results.push(result.right)
    else rejected.push(reject(row, index, capped([...ofText, ...(isLeft(result) ? faultsOf(result.left) : [])])))
  })
  return right({ ...rest, previous, results, rejected })
}

/**
 * The snapshot if it has no malformed rows, otherwise the faults of these rows, at most 20 of a kind. Use it to stop at a malformed row.
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
  if (snapshot.rejected.length === 0) return right(snapshot)
  const faults = told<Fault>()
  for (const { index, faults: own } of snapshot.rejected)
    for (const fault of own) {
      if (isMore(fault)) faults.count(fault.of, fault.count)
      else faults.tell(fault._tag, () => faultsInPlace({ index, faults: [fault] })[0]!)
    }
  return refused(faults.all())
}

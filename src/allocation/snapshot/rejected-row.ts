/**
 * Malformed rows of `results`: what is wrong with them, in little memory, and in its place.
 *
 * A snapshot can have a hundred million empty rows. The paths of faults start at the row, so rows that lack the same keys share one list of
 * faults.
 */
import type { Fault } from '../../units/codec/fault.js'
import { isTable } from '../../units/codec/struct.js'
import type { RejectedRow } from './snapshot.js'

/**
 * Makes rejected rows. Make a new function for every snapshot, because it remembers lists of faults: those of rows that only lack keys,
 * of which there are few different ones.
 */
export const rejectRow = (): ((row: unknown, index: number, faults: readonly Fault[]) => RejectedRow) => {
  const known = new Map<string, readonly Fault[]>()
  const shared = (faults: readonly Fault[]): readonly Fault[] => {
    if (!faults.every(({ _tag }) => _tag === 'Missing')) return faults
    const key = faults.map(({ path }) => path).join()
    const before = known.get(key)
    if (before === undefined) known.set(key, faults)
    return before ?? faults
  }
  return (row, index, faults) => {
    const hotkey = isTable(row) ? row['miner_hotkey'] : undefined
    const isReadable = typeof hotkey === 'string' && !faults.some(({ path }) => path === 'miner_hotkey')
    return { index, hotkey: isReadable ? hotkey : null, faults: shared(faults) }
  }
}

/**
 * The faults of a malformed row with paths that start at the snapshot.
 *
 * @example
 * ```ts
 * import { faultsInPlace } from 'steelyard/allocation'
 * faultsInPlace({ index: 7, faults: [{ _tag: 'RepeatedKey', path: 'gpu_count' }] }) // => [{ _tag: 'RepeatedKey', path: 'results[7].gpu_count' }]
 * ```
 */
export const faultsInPlace = ({ index, faults }: Pick<RejectedRow, 'index' | 'faults'>): readonly Fault[] =>
  faults.map((fault) =>
    fault._tag === 'More' ? fault : { ...fault, path: `results[${index}]${fault.path === '' ? '' : `.${fault.path}`}` },
  )

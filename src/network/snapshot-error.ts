/** What can be wrong with a snapshot, as data and as messages. */
import type { Fault } from '../units/codec/fault.js'
import { showFault } from '../units/codec/fault.js'
import { plain } from '../units/text/plain.js'
import { oneLine } from '../units/text/one-line.js'

/** A mistake in a snapshot, with its path. */
export type SnapshotError =
  | Fault
  /** Two entries that must differ are the same; `first` is the path of the earlier one. */
  | { readonly _tag: 'Duplicate'; readonly path: string; readonly value: string | number; readonly first: string }

/**
 * A snapshot error as a message on one line, with its path.
 *
 * @example
 * ```ts
 * import { showSnapshotError } from 'steelyard/network'
 * const error = { _tag: 'Duplicate', path: 'neurons[4].uid', value: 7, first: 'neurons[1].uid' }
 * showSnapshotError(error) // => 'neurons[4].uid: 7 is already at neurons[1].uid'
 * ```
 */
export const showSnapshotError = (error: SnapshotError): string =>
  error._tag === 'Duplicate'
    ? `${oneLine(error.path)}: ${typeof error.value === 'string' ? plain(error.value) : error.value} is already at ${oneLine(error.first)}`
    : showFault(error)

/** From parsed JSON to a checked subnet. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { faultsOf } from '../units/codec/fault.js'
import { repeatedNeurons } from './repeated.js'
import type { SnapshotError } from './snapshot-error.js'
import type { Subnet } from './subnet.js'
import { SubnetDocument } from './subnet.js'

/**
 * Reads a subnet: netuid, block, instant, neurons and, where it is known, the owner. Malformed input is refused, with every error and
 * its path. Other keys are ignored.
 *
 * @example
 * ```ts
 * import { readSubnet, showSnapshotError } from 'steelyard/network'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [] }
 * readSubnet(document).right.netuid // => 39
 * readSubnet({ ...document, netuid: -1 }).left.map(showSnapshotError) // => ['netuid: expected an integer from 0 to 65535, found -1']
 * ```
 */
export const readSubnet = (document: unknown): Either<ReadonlyNonEmptyArray<SnapshotError>, Subnet> => {
  const decoded = SubnetDocument.decode(document)
  if (isLeft(decoded)) return left(faultsOf(decoded.left) as ReadonlyNonEmptyArray<SnapshotError>)
  const errors = repeatedNeurons(decoded.right.neurons)
  return errors.length > 0 ? left(errors as readonly SnapshotError[] as ReadonlyNonEmptyArray<SnapshotError>) : right(decoded.right)
}

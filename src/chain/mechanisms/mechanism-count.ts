/** How many mechanisms a subnet may have. Source: subtensor, since spec 320. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { YumaErrors } from '../yuma/epoch.js'
import { MOST_MECHANISMS } from './mechanism-index.js'

/** All mechanisms of a subnet together have at most so many uids. */
export const MOST_UIDS_OF_MECHANISMS = 256

/** Whether so many mechanisms may have so many uids each. */
export const haveRoom = (count: number, uids: number): boolean => count * uids <= MOST_UIDS_OF_MECHANISMS

/** A number of mechanisms, and what limits it. */
export interface MechanismCount {
  readonly count: number
  /** The uids that the subnet may have, `MaxAllowedUids`. */
  readonly max_uids: number
  /** The chain's limit for all subnets; without this key 2, the default. It is never above 16. */
  readonly max_count?: number
}

/**
 * The count, if a subnet may have so many mechanisms: at least 1, at most `max_count`, and the count times the uids at most 256. A subnet
 * that never set a count has 1.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { checkMechanismCount, showYumaError } from 'steelyard/chain'
 * checkMechanismCount({ count: 2, max_uids: 128 }) // => right(2)
 * checkMechanismCount({ count: 3, max_uids: 64 }).left.map(showYumaError) // => ['count: expected an integer from 1 to 2, found 3']
 * checkMechanismCount({ count: 2, max_uids: 256 }).left.map(showYumaError) // => ['max_uids: expected at most 128 for 2 mechanisms, found 256']
 * ```
 */
export const checkMechanismCount = ({ count, max_uids, max_count = 2 }: MechanismCount): Either<YumaErrors, number> => {
  if (!Number.isInteger(max_count) || max_count < 1)
    return left([{ _tag: 'Unexpected', path: 'max_count', value: max_count, expected: 'an integer from 1' }])
  const most = Math.min(MOST_MECHANISMS, max_count)
  if (!Number.isInteger(count) || count < 1 || count > most)
    return left([{ _tag: 'Unexpected', path: 'count', value: count, expected: `an integer from 1 to ${most}` }])
  if (!Number.isInteger(max_uids) || max_uids < 0)
    return left([{ _tag: 'Unexpected', path: 'max_uids', value: max_uids, expected: 'an integer from 0' }])
  if (haveRoom(count, max_uids)) return right(count)
  const expected = `at most ${Math.floor(MOST_UIDS_OF_MECHANISMS / count)} for ${count} mechanisms`
  return left([{ _tag: 'Unexpected', path: 'max_uids', value: max_uids, expected }])
}

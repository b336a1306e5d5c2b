/** Whether what burns really burns, as policies judge it: paying a stranger is an error unless it is meant. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Problem, Refused } from '../allocation/policy.js'
import type { BurnSettings } from '../allocation/single-pool.js'
import type { Snapshot } from '../allocation/snapshot.js'
import type { BurnDestinationError, BurnDestinationWarning } from './burn-destination.js'
import { checkBurnDestination, showBurnDestination } from './burn-destination.js'

const problem = (issue: BurnDestinationError | BurnDestinationWarning): Problem => ({
  _tag: issue._tag,
  path: '',
  message: showBurnDestination(issue),
})

/**
 * The verdict on a burn; `burns`: whether anything does. What can't be told, and a stranger that is meant to be paid, are warnings.
 *
 * @example
 * ```ts
 * import { judgeBurn } from 'steelyard/chain'
 * const subnet = { neurons: [{ uid: 1, hotkey: '5B', coldkey: '5D' }], owner: { hotkey: '5X', coldkey: '5C' } }
 * judgeBurn({ burn_uid: 1 }, subnet, true, false).left[0]._tag // => 'BurnDestinationForeign'
 * judgeBurn({ burn_uid: 1 }, subnet, true, true).right[0]._tag // => 'BurnDestinationForeign'
 * judgeBurn({ burn_uid: 1 }, subnet, false, false).right // => []
 * ```
 */
export const judgeBurn = (
  settings: Pick<BurnSettings, 'burn_uid' | 'burn_hotkey'>,
  subnet: Pick<Snapshot, 'neurons' | 'owner'>,
  burns: boolean,
  allowForeign: boolean,
): Either<Refused, readonly Problem[]> => {
  const verdict = checkBurnDestination(settings)(subnet)(burns)
  if (!isLeft(verdict)) return right(verdict.right.map(problem))
  const found = problem(verdict.left)
  return allowForeign && verdict.left._tag === 'BurnDestinationForeign' ? right([found]) : left([found])
}

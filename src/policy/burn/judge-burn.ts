/** The check of the burn target for policies, with every problem in the form that policies share. */
import type { Either } from 'fp-ts/lib/Either.js'
import { bimap, chain } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Subnet } from '../../network/subnet.js'
import type { Fraction } from '../../units/exact/fraction.js'
import type { Problem, Refused } from '../problem.js'
import type { BurnTargetKeys } from './burn-target.js'
import { findBurnTarget, judgeBurnTarget } from './burn-target.js'
import { burnTargetProblem } from './burn-target-error.js'

/**
 * Finds the target and checks it; `quota` is the exact part of the 65535 units that burns. A foreign target that is allowed, and a
 * subnet without an owner, give warnings. Errors: those of `findBurnTarget` and `judgeBurnTarget`.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { judgeBurn } from 'steelyard/policy'
 * const subnet = { neurons: [{ uid: 1, hotkey: '5B', coldkey: '5D' }], owner: { hotkey: '5X', coldkey: '5C' } }
 * const [some, none] = [Fractions.fraction(3277n), Fractions.fraction(0n)]
 * judgeBurn({ burn_uid: 1 }, subnet, some, false).left[0]._tag // => 'BurnDestinationForeign'
 * judgeBurn({ burn_uid: 1 }, subnet, some, true).right[0]._tag // => 'BurnDestinationForeign'
 * judgeBurn({ burn_uid: 1 }, subnet, none, false).right // => []
 * ```
 */
export const judgeBurn = (
  keys: BurnTargetKeys,
  subnet: Pick<Subnet, 'neurons' | 'owner'>,
  quota: Fraction,
  allowForeignBurn: boolean,
): Either<Refused, readonly Problem[]> =>
  pipe(
    findBurnTarget(keys)(subnet.neurons),
    chain((target) => judgeBurnTarget(keys, { allowForeignBurn })(subnet)(target, quota)),
    bimap(
      (error) => [burnTargetProblem(error)],
      (warnings) => warnings.map(burnTargetProblem),
    ),
  )

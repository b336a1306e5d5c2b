/** Two policies, or two configs of one, on the same world. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type { Comparison, Side, SidedProblem } from './compare-decisions.js'
import { compareDecisions } from './compare-decisions.js'
import type { Policy } from '../policy.js'
import type { Decision } from '../decision.js'
import type { Refused } from '../problem.js'
import { cappedProblems } from '../problem.js'
import type { World } from '../world.js'

const refusals = (side: Side, decided: Either<Refused, Decision>): readonly SidedProblem[] =>
  isLeft(decided) ? cappedProblems(decided.left).map((problem) => ({ ...problem, side })) : []

/**
 * What the second policy would pay differently from the first. Each policy is given with its config. Errors: if a policy refuses to decide,
 * there is no comparison, but the problems of both, each with its side: `a` for the first, `b` for the second.
 *
 * @example
 * ```ts
 * import { comparePolicies } from 'steelyard/policy'
 * import { gpuPools } from 'steelyard/policies'
 * const policy = gpuPools()
 * const config = (burn_uid) => policy.readConfig({ burn_uid }).right
 * const hotkey = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const network = { netuid: 39, block: 5400000, owner: { hotkey, coldkey: hotkey }, neurons: [{ uid: 7, hotkey, coldkey: hotkey, registered_at_block: 1 }] }
 * const world = { network, at: '2026-11-20T06:00:00Z', results: [], previous: [], profiles: [] }
 * comparePolicies(policy, config(7))(policy, config(7))(world).right.total_variation.exact // => '0/1'
 * comparePolicies(policy, config(7))(policy, config(8))(world).left.map(({ side, _tag }) => [side, _tag]) // => [['b', 'BurnTargetMissing']]
 * ```
 */
export const comparePolicies =
  <A>(policyA: Policy<A>, configA: A) =>
  <B>(policyB: Policy<B>, configB: B) =>
  (world: World): Either<readonly SidedProblem[], Comparison> => {
    const [a, b] = [policyA.decide(configA)(world), policyB.decide(configB)(world)]
    return isRight(a) && isRight(b) ? right(compareDecisions(a.right, b.right)) : left([...refusals('a', a), ...refusals('b', b)])
  }

/** The ways in which a cycle ends without weights: somebody is told why, who waits is let go, and it is tried again later. */
import type { Policy } from '../../policy/policy.js'
import type { Problem } from '../../policy/problem.js'
import type { Failure } from '../failures.js'
import { waitAfter } from '../failures.js'
import { openGates } from '../lanes/gates.js'
import type { Move } from '../move.js'
import { andThen, log, measure, raise } from '../move.js'
import { intervalSeconds } from '../pace.js'
import type { ValidatorState } from '../state.js'

const giveUp = <C>(policy: Policy<C>, [state, told]: Move, failure: Failure, at: string): Move =>
  andThen(
    andThen([state, [...told, measure({ _tag: 'WeightsFailed', origin: failure.port })]], (s) =>
      openGates(s, { _tag: 'NotPublished', reason: failure.message }),
    ),
    (s) => waitAfter(s, failure, { _tag: 'Look' }, at, intervalSeconds(policy, s)),
  )

/** The chain refuses these weights, or would. */
export const refused = <C>(policy: Policy<C>, state: ValidatorState, errors: readonly string[], at: string): Move => {
  const told: Move = [state, [log({ _tag: 'Refused', errors }), raise({ _tag: 'WeightsRefused', errors })]]
  return giveUp(policy, told, { port: 'publishing', error: 'Refused', message: errors.join('; ') }, at)
}

/** The policy has no answer to the world as it is. */
export const notDecided = <C>(policy: Policy<C>, state: ValidatorState, reasons: readonly Problem[], at: string): Move => {
  const told: Move = [state, [log({ _tag: 'NotDecided', reasons }), raise({ _tag: 'CalculationFailed', reasons })]]
  return giveUp(policy, told, { port: 'policy', error: 'NotDecided', message: reasons.map(({ message }) => message).join('; ') }, at)
}

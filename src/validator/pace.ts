/** When weights may be set, and when they should be. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Pace, Policy } from '../policy/policy.js'
import type { Refused } from '../policy/problem.js'
import type { U64 } from '../units/integer/u64.js'
import type { ValidatorState } from './state.js'

const UNKNOWN: Pace = { interval_blocks: 360, version_key: 0n as U64, window_hours: 3 }

/** The config in force, before there is one the config that was handed in. */
export const configInForce = <C>(policy: Policy<C>, { config, given }: Pick<ValidatorState, 'config' | 'given'>): Either<Refused, C> =>
  policy.readConfig(config?.document ?? given)

/** The pace of the config in force. */
export const paceOf = <C>(policy: Policy<C>, state: Pick<ValidatorState, 'config' | 'given'>): Pace => {
  const read = configInForce(policy, state)
  return isLeft(read) ? UNKNOWN : policy.pace(read.right)
}

/**
 * The first block that may include weights, as far as the rate limit goes. A fork may take them into a lower block than the one they
 * were sent for, so there is room for that.
 */
export const firstAllowed = ({ seen, settings }: Pick<ValidatorState, 'seen' | 'settings'>): number =>
  seen === null || seen.last_update === 0 ? 0 : seen.last_update + seen.rate_limit + settings.confirmations

/** The first block that should include weights: an interval after the last ones, and never too fast. */
export const firstDue = <C>(policy: Policy<C>, state: ValidatorState): number => {
  const { seen } = state
  if (seen === null || seen.last_update === 0) return 0
  return Math.max(seen.last_update + paceOf(policy, state).interval_blocks, firstAllowed(state))
}

/** The seconds between two settings of weights: no wait for another try may be longer. */
export const intervalSeconds = <C>(policy: Policy<C>, state: ValidatorState): number =>
  paceOf(policy, state).interval_blocks * state.settings.block_seconds

/** The first block that should include weights where someone may be waiting for them. */
export const firstWanted = <C>(policy: Policy<C>, state: ValidatorState): number =>
  state.gates.length > 0 ? firstAllowed(state) : firstDue(policy, state)

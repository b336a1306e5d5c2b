/** Failures in a row are counted for each port. An alert is raised at the third failure, and when the port works again. */
import type { Origin } from './alert.js'
import { backoff } from './backoff.js'
import type { Next } from './move.js'
import { raise, stay } from './move.js'
import type { Backoff, Settings } from './settings.js'
import type { ValidatorState } from './state.js'
import { secondsLater } from '../units/time/timestamp.js'

/** From this failure in a row on, nobody is left waiting for the port. */
export const TOO_MANY = 3

/** Which port failed: `error` is the name of the failure, `message` says it in words. */
export interface Failure {
  readonly port: Origin
  readonly error: string
  readonly message: string
}

/** Counts a failure. */
export const failed =
  ({ port, error }: Failure): Next =>
  (state) => {
    const failures = state.failures[port] + 1
    return stay(
      { ...state, failures: { ...state.failures, [port]: failures } },
      ...(failures === TOO_MANY ? [raise({ _tag: 'PortFailing', port, error, failures, over: false })] : []),
    )
  }

/** A port works again: the next failure is the first one. */
export const succeeded =
  (port: Origin): Next =>
  (state) => {
    const failures = state.failures[port]
    if (failures === 0) return stay(state)
    return stay(
      { ...state, failures: { ...state.failures, [port]: 0 } },
      ...(failures >= TOO_MANY ? [raise({ _tag: 'PortFailing', port, error: '', failures, over: true })] : []),
    )
  }

const backoffOf = ({ retry }: Settings, port: Origin): Backoff =>
  port === 'chain' ? retry.chain : port === 'storage' ? retry.storage : retry.publishing

/** When to try again: after which port's failures, counted from which instant, and at most how many seconds later. */
export interface Retry {
  readonly port: Origin
  readonly at: string
  readonly within: number
}

/** The instant at which to try again after the failures in a row of a port, and the state with the next seed. */
export const retryAt =
  ({ port, at, within }: Retry) =>
  (state: ValidatorState): readonly [at: string, state: ValidatorState] => {
    const [seconds, seed] = backoff(backoffOf(state.settings, port), state.failures[port], state.seed)
    return [secondsLater(Math.min(seconds, Math.max(1, within)))(at), { ...state, seed }]
  }

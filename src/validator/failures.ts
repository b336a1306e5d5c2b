/** Failures in a row are counted for each port; someone is told at the third, and when it is over. */
import type { Origin } from './alert.js'
import { backoff } from './backoff.js'
import type { Move } from './move.js'
import { log, raise, stay } from './move.js'
import type { Backoff, Settings } from './settings.js'
import type { Again, ValidatorState } from './state.js'
import { secondsLater } from '../units/time/timestamp.js'

export const TOO_MANY = 3

/** What failed, in words. */
export interface Failure {
  readonly port: Origin
  readonly error: string
  readonly message: string
}

/** Counts a failure. */
export const failed = (state: ValidatorState, { port, error }: Failure): Move => {
  const failures = state.failures[port] + 1
  return stay(
    { ...state, failures: { ...state.failures, [port]: failures } },
    ...(failures === TOO_MANY ? [raise({ _tag: 'PortFailing', port, error, failures, over: false })] : []),
  )
}

/** Ends a row of failures. */
export const succeeded = (state: ValidatorState, port: Origin): Move => {
  const failures = state.failures[port]
  if (failures === 0) return stay(state)
  return stay(
    { ...state, failures: { ...state.failures, [port]: 0 } },
    ...(failures >= TOO_MANY ? [raise({ _tag: 'PortFailing', port, error: '', failures, over: true })] : []),
  )
}

const backoffOf = ({ retry }: Settings, port: Origin): Backoff =>
  port === 'chain' ? retry.chain : port === 'storage' ? retry.storage : retry.publishing

/** The instant at which to try again after the failures in a row of a port; `within` seconds at most, so that no interval is missed. */
export const retryAt = (state: ValidatorState, port: Origin, at: string, within: number): readonly [at: string, state: ValidatorState] => {
  const [seconds, seed] = backoff(backoffOf(state.settings, port), state.failures[port], state.seed)
  return [secondsLater(Math.min(seconds, Math.max(1, within)))(at), { ...state, seed }]
}

/** The cycle stops until it is time to try again. */
export const waitAfter = (state: ValidatorState, failure: Failure, again: Again, at: string, within: number): Move => {
  const { port } = failure
  const [counted, told] = failed(state, failure)
  const [time, drawn] = retryAt(counted, port, at, within)
  const retrying = log({ _tag: 'Retrying', lane: 'cycle', ...failure, at: time, failures: counted.failures[port] })
  return [{ ...drawn, stage: { _tag: 'Waiting', at: time, again } }, [...told, retrying, { _tag: 'RetryAt', lane: 'cycle', at: time }]]
}

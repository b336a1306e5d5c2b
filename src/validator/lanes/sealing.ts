/**
 * Whether weights can be encrypted, found out as soon as the subnet wants commits. Where they can't be and the validator has just started, it
 * stops and says why; later an alert says it, since commit-reveal may be switched off again.
 */
import type { Failure } from '../failures.js'
import type { Next } from '../move.js'
import { ask, log, raise, stay } from '../move.js'
import type { Registered } from '../network.js'
import { end } from '../cycle/stop.js'

/** Asks where the subnet wants commits and it is not known. Call it before the state notes what the chain shows. */
export const prepareSeal =
  ({ metagraph: { hyperparameters } }: Registered): Next =>
  (state) => {
    if (!hyperparameters.commit_reveal_weights_enabled || state.sealing._tag !== 'Unknown') return stay(state)
    return ask(
      (id) => ({ _tag: 'PrepareSeal', id }),
      (s, id) => ({ ...s, sealing: { _tag: 'Asked', id, atStart: s.seen === null } }),
    )(state)
  }

export const sealReady: Next = (state) => stay({ ...state, sealing: { _tag: 'Ready' } })

/** It could not be found out, or weights can't be encrypted. */
export const sealFailed =
  ({ port, error, message }: Failure): Next =>
  (state) => {
    // A busy machine is no missing package: the next look asks again.
    if (error !== 'TimelockMissing')
      return stay({ ...state, sealing: { _tag: 'Unknown' } }, log({ _tag: 'LateFailure', port, error, message }))
    const missing = { ...state, sealing: { _tag: 'Missing' } as const }
    return state.sealing._tag === 'Asked' && state.sealing.atStart
      ? end({ _tag: 'TimelockMissing', message })(missing)
      : stay(missing, raise({ _tag: 'TimelockMissing', message }))
  }

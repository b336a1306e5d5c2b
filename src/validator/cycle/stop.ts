/** The validator stops, and answers whoever asks for something after that. */
import { pipe } from 'fp-ts/lib/function.js'
import type { ValidatorEvent } from '../event.js'
import { openAllGates } from '../lanes/gates.js'
import { releasing } from '../lease.js'
import type { Next } from '../move.js'
import { andThen, log, raise, stay } from '../move.js'
import type { Ended } from '../state.js'

const STOPPED = 'the validator has stopped'

/**
 * Stops, and gives the lease back. Requests to publish are answered; requests to change the config are not, since only the store knows
 * whether it has the change.
 */
export const stopped: Next = (state) => {
  const open = 'submission' in state.stage ? state.stage.submission.id : null
  const writes = releasing(state)
  return pipe(
    stay({ ...state, stage: { _tag: 'Stopped' } }, log({ _tag: 'Stopped', open })),
    andThen(openAllGates(STOPPED)),
    andThen((s) => stay({ ...s, lease: null }, ...(writes.length === 0 ? [] : [{ _tag: 'Release', writes } as const]))),
  )
}

/** Stops by itself, since another process has the lease. */
export const end =
  (ended: Ended): Next =>
  (state) =>
    pipe(stay({ ...state, lease: null, ended }, raise(ended)), andThen(stopped))

/** An event after the stop. A request is refused; everything else changes nothing. */
export const afterStop =
  (event: ValidatorEvent): Next =>
  (state) => {
    switch (event._tag) {
      case 'PublishRequested':
        return stay(state, { _tag: 'OpenGate', requests: [event.request], outcome: { _tag: 'NotPublished', reason: STOPPED } })
      case 'ConfigUpdateRequested': {
        const reasons = [{ _tag: 'Stopped', path: '', message: STOPPED }]
        return stay(state, { _tag: 'AnswerConfig', request: event.request, outcome: { _tag: 'Refused', reasons } })
      }
      default:
        return stay(state)
    }
  }

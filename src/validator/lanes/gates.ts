/** Requests to publish: each has a gate that opens once, when a cycle that began after the request is done. */
import type { PublishOutcome } from '../command.js'
import type { Move } from '../move.js'
import { stay } from '../move.js'
import type { ValidatorState } from '../state.js'

const MOST = 1000

export const closeGate = (state: ValidatorState, request: string): Move =>
  state.gates.length >= MOST
    ? stay(state, { _tag: 'OpenGate', requests: [request], outcome: { _tag: 'NotPublished', reason: 'too many requests wait already' } })
    : stay({ ...state, gates: [...state.gates, { request, taken: false }] })

/** Opens every gate, where it can't be said when there will be weights. */
export const openAllGates = (state: ValidatorState, reason: string): Move => {
  const requests = state.gates.map(({ request }) => request)
  if (requests.length === 0) return stay(state)
  return stay({ ...state, gates: [] }, { _tag: 'OpenGate', requests, outcome: { _tag: 'NotPublished', reason } })
}

/** Opens the gates that the cycle has taken on. */
export const openGates = (state: ValidatorState, outcome: PublishOutcome): Move => {
  const requests = state.gates.filter(({ taken }) => taken).map(({ request }) => request)
  if (requests.length === 0) return stay(state)
  return stay({ ...state, gates: state.gates.filter(({ taken }) => !taken) }, { _tag: 'OpenGate', requests, outcome })
}

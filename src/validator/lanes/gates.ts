/**
 * Requests to publish. Each has a gate that opens once: when a cycle that began after the request is done, or when nobody can say whether
 * there will be weights.
 */
import { pipe } from 'fp-ts/lib/function.js'
import type { PublishOutcome } from '../command.js'
import { look } from '../cycle/enter.js'
import type { Next } from '../move.js'
import { andThen, stay } from '../move.js'
import { firstWanted, waitUntil } from '../pace.js'

/** As many requests may wait at a time. */
const MOST = 1000

const closeGate =
  (request: string): Next =>
  (state) =>
    state.gates.length >= MOST
      ? stay(state, { _tag: 'OpenGate', requests: [request], outcome: { _tag: 'NotPublished', reason: 'too many requests wait already' } })
      : stay({ ...state, gates: [...state.gates, { request, taken: false, weighed: false }] })

/** A validator that waits for its next epoch looks at the chain at once. */
const hurry: Next = (state) => {
  if (state.stage._tag !== 'Idle' || state.gates.length === 0) return stay(state)
  const until = Math.max(0, firstWanted(state) - 1)
  if (state.head !== null && state.head >= until) return look(state)
  return stay({ ...state, stage: { _tag: 'Idle', until } }, waitUntil(until)(state))
}

/** Weights are wanted now. */
export const publishRequested =
  (request: string): Next =>
  (state) =>
    pipe(state, closeGate(request), andThen(hurry))

/** What the gates of this cycle wait for is new, and the chain does not take it yet. */
export const weighGates: Next = (state) =>
  stay({ ...state, gates: state.gates.map((gate) => ({ ...gate, weighed: gate.weighed || gate.taken })) })

/** Opens every gate. */
export const openAllGates =
  (reason: string): Next =>
  (state) => {
    const requests = state.gates.map(({ request }) => request)
    if (requests.length === 0) return stay(state)
    return stay({ ...state, gates: [] }, { _tag: 'OpenGate', requests, outcome: { _tag: 'NotPublished', reason } })
  }

/** Opens the gates of the requests that came before this cycle began to collect. */
export const openGates =
  (outcome: PublishOutcome): Next =>
  (state) => {
    const requests = state.gates.filter(({ taken }) => taken).map(({ request }) => request)
    if (requests.length === 0) return stay(state)
    return stay({ ...state, gates: state.gates.filter(({ taken }) => !taken) }, { _tag: 'OpenGate', requests, outcome })
  }

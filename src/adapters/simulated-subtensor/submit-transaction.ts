/** Sends a transaction to the pool, which refuses it or accepts it. */
import type { ReadCall } from './read-call.js'
import { refusalOf } from './refusal.js'
import type { SubtensorState } from './subtensor-state.js'
import { headOf } from './subtensor-state.js'

/** A signed call that is sent. It waits for `delay` blocks before a block may include it. */
export interface Sent {
  readonly signer: string
  readonly call: ReadCall
  readonly valid_until: number
  readonly delay: number
}

/** The pool's answer. When it refuses, the state is unchanged. */
export type PoolAnswer =
  | { readonly _tag: 'Taken'; readonly id: number; readonly state: SubtensorState }
  | { readonly _tag: 'Refused'; readonly error: string }

/** The signature of a call whose last block has passed is no longer valid. */
const PAST = 'Invalid.BadProof'

export const submitTransaction = (state: SubtensorState, { delay, ...sent }: Sent): PoolAnswer => {
  const { height, ledger } = headOf(state)
  if (sent.valid_until <= height) return { _tag: 'Refused', error: PAST }
  const refusal = refusalOf(ledger, sent, height + 1, state.runtime)
  if (refusal?.byPool === true) return { _tag: 'Refused', error: refusal.error }
  const id = state.taken
  const waiting = { transaction: { id, ...sent }, not_before: height + 1 + delay }
  return { _tag: 'Taken', id, state: { ...state, pool: [...state.pool, waiting], taken: id + 1 } }
}

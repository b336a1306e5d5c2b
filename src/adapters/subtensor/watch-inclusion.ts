/** Broadcasts a transaction and waits for the block that includes it, by the best blocks. */
import type { SubmitAnswer } from '../../validator/ports.js'
import type { TransactionNews } from './papi.js'
import { quietly } from './quietly.js'
import { dispatchErrorName, refusesCall, typesIn, validityErrorName } from './refusal-name.js'
import type { Session } from './session.js'
import { wordsOf } from './subtensor-error.js'
import { SubtensorFailure } from './subtensor-failure.js'

/** A signed transaction, and the last block that can include it. */
export interface Signed {
  readonly transaction: Uint8Array
  readonly last: number
}

/** So many best blocks later an inclusion in `last` has been told. */
const LAG = 2

/** Whether the events of a transaction end with its success. */
const hasSucceeded = (events: unknown): boolean => {
  const last: unknown = Array.isArray(events) ? events.at(-1) : undefined
  const { types } = typesIn(last)
  return types[0] === 'System' && types[1] === 'ExtrinsicSuccess'
}

/** The answer of the block that includes the transaction, or null while there is none. */
const answerIn = ({ type, found, ok, events, block, dispatchError }: TransactionNews): SubmitAnswer | SubtensorFailure | null => {
  const isIn = type === 'finalized' || (type === 'txBestBlocksState' && found === true)
  if (!isIn || block === undefined) return null
  // polkadot-api says ok where the last event is not the failure: also where a node leaves events out.
  if (ok === true)
    return hasSucceeded(events) ? { _tag: 'Included', block: block.number } : unknownOutcome('its events say nothing of its end')
  return { _tag: 'Refused', error: dispatchErrorName(dispatchError) ?? 'an error that can’t be read', block: block.number }
}

/** polkadot-api checks the transaction again before it broadcasts it. A refusal of that check is the pool's, and nothing was sent. */
const answerOf = (thrown: unknown): SubmitAnswer | SubtensorFailure => {
  const name = typeof thrown === 'object' && thrown !== null && 'error' in thrown ? validityErrorName(thrown.error) : null
  if (name !== null && refusesCall(name)) return { _tag: 'Refused', error: name, block: null }
  return unknownOutcome(name ?? wordsOf(thrown))
}

/** The failure of a call that may or may not be included. */
export const unknownOutcome = (reason: string): SubtensorFailure => new SubtensorFailure({ _tag: 'OutcomeUnknown', reason })

/**
 * The answer to a transaction. Rejects with `OutcomeUnknown` where nobody knows: polkadot-api gives up, or the last block has passed without
 * an answer. `onSent` is told when the transaction leaves this machine.
 */
export const watchInclusion = (
  { client, head, onHead, onEnd }: Session,
  { transaction, last }: Signed,
  onSent: () => void,
): Promise<SubmitAnswer> =>
  new Promise((resolve, reject) => {
    let isSent = false
    let undo: readonly (() => void)[] = []
    const settle = (answer: SubmitAnswer | SubtensorFailure): void => {
      for (const stop of undo) quietly(stop)
      if (answer instanceof SubtensorFailure) reject(answer)
      else resolve(answer)
    }
    const passed = ({ number }: { readonly number: number }): void => {
      if (number > last + LAG) settle(unknownOutcome(`no block up to ${last} was seen to include it`))
    }
    undo = [onHead(passed), onEnd(() => settle(unknownOutcome('the connection ended')))]
    const watching = client.submitAndWatch(transaction).subscribe({
      next: (news) => {
        if (news.type === 'broadcasted') {
          isSent = true
          onSent()
        }
        const answer = answerIn(news)
        if (answer !== null) settle(answer)
      },
      error: (thrown) => settle(isSent ? unknownOutcome(wordsOf(thrown)) : answerOf(thrown)),
      complete: () => settle(unknownOutcome('polkadot-api stopped watching')),
    })
    // It may have been settled before there was something to stop.
    undo = [...undo, () => watching.unsubscribe()]
    passed(head())
  })

/**
 * What became of a submission is found out from the chain alone, never from an answer: whether the signer's weights are newer than
 * they were when it was decided, deep enough under the head that a fork won't take them back.
 *
 * A submission that isn't there is lost only when no block may include it any more. Until then nothing else is sent, so there
 * are never two inside the rate limit.
 */
import { inquireFrom, settle } from '../asking.js'
import type { Move } from '../move.js'
import { log, stay, andThen } from '../move.js'
import type { Network } from '../network.js'
import { sawNetwork } from '../network.js'
import type { Stage, ValidatorState } from '../state.js'

type Inquiring = Extract<Stage, { readonly _tag: 'Inquiring' }>

/** What the chain says: it has it since a block, it never will, or ask again at a block. */
export type Verdict =
  | { readonly _tag: 'Confirmed'; readonly block: number }
  | { readonly _tag: 'Gone' }
  | { readonly _tag: 'AskAgain'; readonly at: number }

/**
 * The verdict at a head, with `confirmations` blocks wanted on top.
 *
 * @example
 * ```ts
 * import { verdictOf } from 'steelyard/validator'
 * const submission = { last_update: 1000, valid_until: 1376 }
 * verdictOf(submission, 1361, 1363, 2) // => { _tag: 'Confirmed', block: 1361 }
 * verdictOf(submission, 1361, 1362, 2) // => { _tag: 'AskAgain', at: 1363 }
 * verdictOf(submission, 1000, 1362, 2) // => { _tag: 'AskAgain', at: 1363 }
 * verdictOf(submission, 1000, 1379, 2) // => { _tag: 'Gone' }
 * ```
 */
export const verdictOf = (
  { last_update, valid_until }: { readonly last_update: number; readonly valid_until: number },
  found: number,
  head: number,
  confirmations: number,
): Verdict => {
  if (found > last_update)
    return head >= found + confirmations ? { _tag: 'Confirmed', block: found } : { _tag: 'AskAgain', at: found + confirmations }
  return head > valid_until + confirmations ? { _tag: 'Gone' } : { _tag: 'AskAgain', at: head + 1 }
}

export const inquired = (state: ValidatorState, { submission, error, began }: Inquiring, network: Network, at: string): Move =>
  andThen(sawNetwork(state, network), (s) => {
    // A signer that was registered anew has a new last update by that alone; and an intent that came late into the store, and was
    // never sent, may be older than weights that were confirmed since.
    const before = { ...submission, last_update: Math.max(submission.last_update, network.signer.registered_at_block, s.last?.block ?? 0) }
    const verdict = verdictOf(before, network.signer.last_update, network.metagraph.block, s.settings.confirmations)
    switch (verdict._tag) {
      case 'Confirmed':
        return settle(s, { ...submission, status: 'confirmed', block: verdict.block, error: null, settled_at: at }, began)
      case 'Gone':
        return settle(s, { ...submission, status: error === null ? 'lost' : 'refused', error, settled_at: at }, began)
      case 'AskAgain': {
        const waiting = log({
          _tag: 'WaitingForChain',
          submission: submission.id,
          head: network.metagraph.block,
          until: submission.valid_until,
        })
        return andThen(stay(s, waiting), (waited) => inquireFrom(waited, submission, verdict.at, error, began))
      }
    }
  })

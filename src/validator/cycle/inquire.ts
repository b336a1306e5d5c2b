/**
 * What became of a submission is found out from the chain alone, and never from an answer: the signer's weights are newer than they were
 * when the submission was decided, and so deep under the head that a fork won't take them back.
 *
 * A submission that isn't there is lost only when no block may include it any more. Until then nothing else is sent, so there
 * are never two inside the rate limit.
 */
import { pipe } from 'fp-ts/lib/function.js'
import type { When } from '../cycle.js'
import type { Next } from '../move.js'
import { andThen, log, stay } from '../move.js'
import type { Network } from '../network.js'
import type { Stage } from '../state.js'
import { inquireFrom, settle } from './enter.js'

type Inquiring = Extract<Stage, { readonly _tag: 'Inquiring' }>

/** What the chain says of a submission: it has it since a block, it will never have it, or ask again at a block. */
export type Verdict =
  | { readonly _tag: 'Confirmed'; readonly block: number }
  | { readonly _tag: 'Gone' }
  | { readonly _tag: 'AskAgain'; readonly at: number }

/**
 * What the chain shows of a submission: `last_update` and `valid_until` are those of the submission, `found` is the signer's last update now,
 * `head` the newest block.
 */
export type Sighting = {
  readonly last_update: number
  readonly valid_until: number
  readonly found: number
  readonly head: number
}

/**
 * The verdict on a submission, with `confirmations` blocks wanted on top of the one that includes it.
 *
 * @example
 * ```ts
 * import { verdictOf } from 'steelyard/validator'
 * const submission = { last_update: 1000, valid_until: 1376 }
 * verdictOf(2)({ ...submission, found: 1361, head: 1363 }) // => { _tag: 'Confirmed', block: 1361 }
 * verdictOf(2)({ ...submission, found: 1361, head: 1362 }) // => { _tag: 'AskAgain', at: 1363 }
 * verdictOf(2)({ ...submission, found: 1000, head: 1362 }) // => { _tag: 'AskAgain', at: 1363 }
 * verdictOf(2)({ ...submission, found: 1000, head: 1379 }) // => { _tag: 'Gone' }
 * ```
 */
export const verdictOf =
  (confirmations: number) =>
  ({ last_update, valid_until, found, head }: Sighting): Verdict => {
    if (found > last_update)
      return head >= found + confirmations ? { _tag: 'Confirmed', block: found } : { _tag: 'AskAgain', at: found + confirmations }
    return head > valid_until + confirmations ? { _tag: 'Gone' } : { _tag: 'AskAgain', at: head + 1 }
  }

/** The chain was asked: the submission is settled, or the chain is asked again later. */
export const inquired =
  ({ began, at }: When, { submission, error }: Inquiring) =>
  ({ metagraph, signer }: Network): Next =>
  (state) => {
    // A signer that was registered again has a new last update by that alone. And an intent that came late into the store, and was
    // never sent, may be older than weights that were confirmed since.
    const last_update = Math.max(submission.last_update, signer.registered_at_block, state.last?.block ?? 0)
    const { valid_until } = submission
    const head = metagraph.block
    const verdict = verdictOf(state.settings.confirmations)({ last_update, valid_until, found: signer.last_update, head })
    switch (verdict._tag) {
      case 'Confirmed':
        return settle({ ...submission, status: 'confirmed', block: verdict.block, error: null, settled_at: at }, { began })(state)
      case 'Gone':
        return settle({ ...submission, status: error === null ? 'lost' : 'refused', error, settled_at: at }, { began })(state)
      case 'AskAgain':
        return pipe(
          stay(state, log({ _tag: 'WaitingForChain', submission: submission.id, head, until: valid_until })),
          andThen(inquireFrom({ submission, from: verdict.at, error, began })),
        )
    }
  }

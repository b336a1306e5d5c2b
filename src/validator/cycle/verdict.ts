/**
 * What became of a submission, by what the chain shows of its signer.
 *
 * Laws: confirmed is only what the stored row shows, so deep under the head that a fork won't take it back; as long as a block may still
 * include the submission it is not given up; where the row is another, somebody else has set weights with this key. Where the row can't be
 * read, newer weights count as ours.
 */

/**
 * What the chain shows: `last_update` and `valid_until` are those of the submission, `found` is the signer's last update now, `head` the
 * newest block. `isOurs`: whether the stored row is what was sent, null where it can't be read.
 */
export type Evidence = {
  readonly last_update: number
  readonly valid_until: number
  readonly found: number
  readonly head: number
  readonly isOurs: boolean | null
}

/** The submission is in force since a block, another one is, no block has it or will, or ask again at a block. */
export type Verdict =
  | { readonly _tag: 'Confirmed'; readonly block: number }
  | { readonly _tag: 'Superseded'; readonly block: number }
  | { readonly _tag: 'Gone' }
  | { readonly _tag: 'AskAgain'; readonly at: number }

/**
 * The verdict on a submission, with `confirmations` blocks wanted on top of the one that includes it.
 *
 * @example
 * ```ts
 * import { verdictOf } from 'steelyard/validator'
 * const submission = { last_update: 1000, valid_until: 1376, isOurs: true }
 * verdictOf(2)({ ...submission, found: 1361, head: 1363 }) // => { _tag: 'Confirmed', block: 1361 }
 * verdictOf(2)({ ...submission, found: 1361, head: 1362 }) // => { _tag: 'AskAgain', at: 1363 }
 * verdictOf(2)({ ...submission, found: 1000, head: 1362 }) // => { _tag: 'AskAgain', at: 1363 }
 * verdictOf(2)({ ...submission, found: 1000, head: 1379 }) // => { _tag: 'Gone' }
 * verdictOf(2)({ ...submission, isOurs: false, found: 1361, head: 1379 }) // => { _tag: 'Superseded', block: 1361 }
 * ```
 */
export const verdictOf =
  (confirmations: number) =>
  ({ last_update, valid_until, found, head, isOurs }: Evidence): Verdict => {
    const isNewer = found > last_update
    const isDeep = head >= found + confirmations
    if (isNewer && isOurs !== false) return isDeep ? { _tag: 'Confirmed', block: found } : { _tag: 'AskAgain', at: found + confirmations }
    // A block may still include it, and after other weights too.
    if (head <= valid_until + confirmations) return { _tag: 'AskAgain', at: head + 1 }
    if (!isNewer) return { _tag: 'Gone' }
    return isDeep ? { _tag: 'Superseded', block: found } : { _tag: 'AskAgain', at: found + confirmations }
  }

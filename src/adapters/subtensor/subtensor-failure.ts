/** What the promises of the adapter reject with: an error that carries a `SubtensorError` as data. */
import type { SubtensorError } from './subtensor-error.js'
import { showSubtensorError, wordsOf } from './subtensor-error.js'

/**
 * A failure of the adapter, thrown; `error` says which.
 *
 * @example
 * ```ts
 * import { SubtensorFailure } from 'steelyard/adapters/subtensor'
 * new SubtensorFailure({ _tag: 'Closed' }).message // => 'the chain was closed'
 * ```
 */
export class SubtensorFailure extends Error {
  override readonly name = 'SubtensorFailure'
  readonly error: SubtensorError

  // Without a cause: what libraries throw may hold what is signed.
  constructor(error: SubtensorError) {
    super(showSubtensorError(error))
    this.error = error
  }
}

/** What was thrown as a failure of the adapter: itself where it is one, else an error of the node in `doing`. */
export const failureOf = (doing: string, thrown: unknown): SubtensorFailure =>
  thrown instanceof SubtensorFailure ? thrown : new SubtensorFailure({ _tag: 'NodeError', doing, message: wordsOf(thrown) })

/** Throws an item of the chain that can't be read. */
export const unreadable = (item: string, message: string): never => {
  throw new SubtensorFailure({ _tag: 'Unreadable', item, message })
}

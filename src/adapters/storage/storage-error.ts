/**
 * What the promises of a store reject with: an error that carries the failure as data.
 */
import type { StorageFailure } from '../../storage/port.js'
import { withoutCredentials } from '../../units/text/without-credentials.js'

/**
 * A failure of a store, thrown; `failure` says which.
 *
 * @example
 * ```ts
 * import { StorageError } from 'steelyard/adapters/storage'
 * new StorageError({ _tag: 'Busy', message: 'database is locked' }).message // => 'Busy: database is locked'
 * ```
 */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly failure: StorageFailure

  constructor(failure: StorageFailure, options?: { readonly cause?: unknown }) {
    super(`${failure._tag}: ${failure.message}`, options)
    this.failure = failure
  }
}

const TAGS: { readonly [T in StorageFailure['_tag']]: true } = {
  Conflict: true,
  Busy: true,
  Full: true,
  Unavailable: true,
  Invalid: true,
  NewerSchema: true,
  Failed: true,
}

// By shape, not by class: the ESM and CommonJS builds have a class each.
const isFailure = (value: unknown): value is StorageFailure =>
  typeof value === 'object' &&
  value !== null &&
  '_tag' in value &&
  typeof value._tag === 'string' &&
  Object.hasOwn(TAGS, value._tag) &&
  'message' in value &&
  typeof value.message === 'string'

const thrown = (error: unknown): StorageFailure => {
  if (typeof error === 'object' && error !== null && 'failure' in error && isFailure(error.failure)) return error.failure
  return {
    _tag: 'Failed',
    message: error instanceof Error ? error.message : typeof error === 'object' ? Object.prototype.toString.call(error) : String(error),
  }
}

/**
 * The failure of anything thrown: its own, if it carries one; else `Failed`, with its message. Addresses in a message lose their user
 * information and query, since failures are logged and drivers may repeat an address.
 *
 * @example
 * ```ts
 * import { storageFailure } from 'steelyard/adapters/storage'
 * storageFailure({ failure: { _tag: 'Full', message: 'no room' } }) // => { _tag: 'Full', message: 'no room' }
 * storageFailure(new Error('of some kind')) // => { _tag: 'Failed', message: 'of some kind' }
 * storageFailure(new Error('no route to postgres://u:secret@db/x')).message // => 'no route to postgres://…'
 * ```
 */
export const storageFailure = (error: unknown): StorageFailure => {
  const failure = thrown(error)
  const message = withoutCredentials(failure.message)
  return message === failure.message ? failure : { _tag: failure._tag, message }
}

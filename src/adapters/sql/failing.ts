/** Work whose every rejection is a `StorageError`, with what was thrown as its cause. */
import { StorageError } from '../storage/storage-error.js'
import { withoutCredentials } from '../../units/text/without-credentials.js'
import type { Engine } from './engine.js'
import { errorFields } from './error-fields.js'

const storageError = ({ _tag, message }: ReturnType<Engine['failureOf']>, cause: unknown): StorageError => {
  const failure = { _tag, message: withoutCredentials(message) }
  // If something was left out of the words, the cause still has it. Whoever prints an error prints its cause too.
  return new StorageError(failure, failure.message.startsWith(errorFields(cause).message) ? { cause } : undefined)
}

export const failing =
  ({ failureOf }: Pick<Engine, 'failureOf'>) =>
  async <A>(work: () => Promise<A>): Promise<A> => {
    try {
      return await work()
    } catch (cause) {
      throw cause instanceof StorageError ? cause : storageError(failureOf(cause), cause)
    }
  }

/** Work whose every rejection is a `StorageError`, with what was thrown as its cause. */
import { StorageError } from '../storage/storage-error.js'
import type { Engine } from './engine.js'

export const failing =
  ({ failureOf }: Pick<Engine, 'failureOf'>) =>
  async <A>(work: () => Promise<A>): Promise<A> => {
    try {
      return await work()
    } catch (cause) {
      throw cause instanceof StorageError ? cause : new StorageError(failureOf(cause), { cause })
    }
  }

/** A store whose failures do not show the secrets of its name. */
import { StorageError, storageFailure } from '../../adapters/storage/storage-error.js'
import type { Storage, StorageFailure } from '../../storage/port.js'
import type { StoreSecrets } from './store-secrets.js'
import { withoutSecrets } from './store-secrets.js'

/** The failure of anything that a driver threw, without the secrets. */
export const failureWithout = (secrets: StoreSecrets, error: unknown): StorageFailure => {
  const { _tag, message } = storageFailure(error)
  return { _tag, message: withoutSecrets(secrets)(message) }
}

/** The same store. A driver may repeat an address in any of its errors, and a validator logs them while it runs. */
export const hidingStorage = (secrets: StoreSecrets, { read, write, close }: Storage): Storage => {
  const rethrow = (error: unknown): never => {
    throw new StorageError(failureWithout(secrets, error))
  }
  return {
    read: (query) => read(query).catch(rethrow),
    write: (batch) => write(batch).catch(rethrow),
    close: () => close().catch(rethrow),
  }
}

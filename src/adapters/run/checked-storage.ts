/**
 * A store whose records are checked when they are read: another program may have written them, and a validator works with what they say. A
 * record that does not fit its table is a failure of the store.
 */
import type { Storage } from '../../storage/port.js'
import { recordFault } from '../../storage/check-record.js'
import { StorageError } from '../storage/storage-error.js'

const invalid = (message: string): never => {
  throw new StorageError({ _tag: 'Invalid', message })
}

export const checkedStorage = (storage: Storage): Storage => ({
  read: async (query) => {
    const records: unknown = await storage.read(query)
    if (!Array.isArray(records)) return invalid(`the store gave no list of ${query.table}`)
    for (const record of records) {
      const fault = recordFault(query.table, record as never)
      if (fault !== null) return invalid(fault)
    }
    return records as never
  },
  write: (batch) => storage.write(batch),
  close: () => storage.close(),
})

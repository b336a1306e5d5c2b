/**
 * Takes a backup of any store, and fills any other from it. The form of the document is in `src/storage/backup-form.ts`.
 *
 * A backup is of one moment: the store is read until two readings in a row are the same, so between the two the store held just that.
 * Not promised: that a backup shows a change which was made and undone between the readings.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Backup } from '../../storage/backup-form.js'
import { backupOf, readBackup, showBackupError } from '../../storage/backup-form.js'
import type { Storage, StorageFailure } from '../../storage/port.js'
import { BACKED_UP } from '../../storage/tables.js'
import { StorageError } from './storage-error.js'

export type { Backup }

/** A validator writes a few batches in ten minutes, so a store that changes during each of ten readings is not a validator's. */
const MOST_READINGS = 10

const fails = (_tag: StorageFailure['_tag'], message: string): never => {
  throw new StorageError({ _tag, message })
}

const readAll = async (storage: Storage): Promise<Backup['tables']> => {
  const tables: Record<string, unknown> = {}
  for (const table of BACKED_UP) tables[table] = await storage.read({ table })
  return tables as unknown as Backup['tables']
}

/**
 * A backup of all that a store holds, to be kept as JSON. Rejects with `Busy` where the store doesn't hold still.
 *
 * @example
 * ```ts
 * import { backup } from 'steelyard/adapters/storage'
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * backup(memoryStorage()) instanceof Promise // => true
 * ```
 */
export const backup = async (storage: Storage): Promise<Backup> => {
  let before = ''
  for (let i = 0; i < MOST_READINGS; i++) {
    const tables = await readAll(storage)
    const now = JSON.stringify(tables)
    if (now === before) return backupOf(tables)
    before = now
  }
  return fails('Busy', 'the store changes faster than it can be read')
}

/**
 * Fills an empty store from a backup, all of it or nothing, and gives the number of records. A table that the backup has not stays empty.
 * Rejects with `Conflict` where the store is not empty, with `NewerSchema` where a later version of the package made the backup, and
 * with `Invalid` where the document is no backup, has a table that is not known, or has a record that does not fit.
 *
 * @example
 * ```ts
 * import { restore } from 'steelyard/adapters/storage'
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * typeof restore(memoryStorage()) // => 'function'
 * ```
 */
export const restore =
  (storage: Storage) =>
  async (document: unknown): Promise<number> => {
    const read = readBackup(document)
    if (isLeft(read)) return fails(read.left._tag === 'NewerBackup' ? 'NewerSchema' : 'Invalid', showBackupError(read.left))
    const batch = read.right
    for (const table of BACKED_UP)
      if ((await storage.read({ table, limit: 1 })).length > 0) fails('Conflict', `the store has records of ${table}`)
    await storage.write(batch)
    return batch.reduce((sum, write) => sum + (write._tag === 'Add' ? write.records.length : 0), 0)
  }

/**
 * Everything in a store as one JSON document, and a store filled from it, whatever engines the two are.
 *
 * A backup is of one moment: the store is read until two readings in a row are the same, so that between them it was just that.
 * Not promised: that a change which came and was undone between the readings shows.
 */
import { isTable } from '../../units/codec/struct.js'
import type { Storage, StorageFailure, Write } from '../../storage/port.js'
import type { TableName, Tables } from '../../storage/tables.js'
import { TABLES } from '../../storage/tables.js'
import { recordFault } from '../../storage/check-record.js'
import { StorageError } from './storage-error.js'

/** All tables of a store. `version` is that of the document's form. */
export interface Backup {
  readonly format: 'steelyard-backup'
  readonly version: 1
  readonly tables: { readonly [T in TableName]: readonly Tables[T][] }
}

const VERSION = 1

/** A validator writes a few batches in ten minutes; a store that is never still for two readings is not one of those. */
const MOST_READINGS = 10

// History comes after the metrics that it needs.
const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[]

const fails = (_tag: StorageFailure['_tag'], message: string): never => {
  throw new StorageError({ _tag, message })
}

const readAll = async (storage: Storage): Promise<Backup['tables']> => {
  const tables: Partial<Record<TableName, unknown>> = {}
  for (const table of TABLE_NAMES) tables[table] = await storage.read({ table })
  return tables as Backup['tables']
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
    if (now === before) return { format: 'steelyard-backup', version: VERSION, tables }
    before = now
  }
  return fails('Busy', 'the store changes faster than it can be read')
}

const addsOf = (tables: Readonly<Record<string, unknown>>): readonly Write[] => {
  const stranger = Object.keys(tables).find((name) => !Object.hasOwn(TABLES, name))
  if (stranger !== undefined) fails('Invalid', `there is no table ${JSON.stringify(stranger)}`)
  return TABLE_NAMES.map((table): Write => {
    const records: unknown = tables[table]
    if (!Array.isArray(records)) return fails('Invalid', `the backup has no records of ${table}`)
    records.forEach((record: Tables[TableName], i) => {
      const fault = recordFault(table, record)
      if (fault !== null) fails('Invalid', `record ${i} of ${table}: ${fault}`)
    })
    return { _tag: 'Add', table, records: records as readonly unknown[] as readonly never[] }
  })
}

const batchOf = (document: unknown): readonly Write[] => {
  if (!isTable(document) || document['format'] !== 'steelyard-backup') return fails('Invalid', 'this is no backup')
  const { version, tables } = document
  if (typeof version === 'number' && version > VERSION)
    return fails('NewerSchema', `the backup has version ${version}; this package knows ${VERSION}`)
  if (version !== VERSION || !isTable(tables)) return fails('Invalid', 'this is no backup')
  return addsOf(tables)
}

/**
 * Fills an empty store from a backup, all of it or nothing, and says how many records there are. Rejects with `Conflict` where the
 * store is not empty, `NewerSchema` where a later version made the backup, `Invalid` where it is none or a record in it is wrong.
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
    const batch = batchOf(document)
    for (const table of TABLE_NAMES)
      if ((await storage.read({ table, limit: 1 })).length > 0) fails('Conflict', `the store has records of ${table}`)
    await storage.write(batch)
    return batch.reduce((sum, write) => sum + (write._tag === 'Add' ? write.records.length : 0), 0)
  }

/**
 * The form of a backup: everything in a store as one JSON document, and the writes that fill an empty store from it.
 *
 * Laws: the writes that are read from a backup have exactly its records. A table that is missing in the backup is left empty, and a missing
 * column that may be null is null, so older backups stay readable. An unknown table, or a record that does not fit, is an error.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { isTable } from '../units/codec/struct.js'
import { recordFault } from './check-record.js'
import type { Write } from './port.js'
import type { BackedUp, TableName, Tables } from './tables.js'
import { BACKED_UP, TABLE_NAMES, describedTable } from './tables.js'
import { quote } from '../units/text/quote.js'
import { oneLine } from '../units/text/one-line.js'

const FORMAT = 'steelyard-backup'
const VERSION = 1

/** What a store holds, without the tables that say what runs now. `version` is that of the document's form. */
export interface Backup {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  readonly tables: { readonly [T in BackedUp]: readonly Tables[T][] }
}

/** Why a document cannot be restored. */
export type BackupError =
  /** It is no backup. */
  | { readonly _tag: 'NoBackup' }
  /** A later version of the package made it. */
  | { readonly _tag: 'NewerBackup'; readonly version: number; readonly known: number }
  /** It has a table that is not known. */
  | { readonly _tag: 'UnknownTable'; readonly table: string }
  /** What stands under the name of a table is no list. */
  | { readonly _tag: 'NoRecords'; readonly table: TableName }
  /** A record of a table does not fit it; `place` counts from 0. */
  | { readonly _tag: 'RecordDoesNotFit'; readonly table: TableName; readonly place: number; readonly fault: string }

/** The document of what the tables hold. */
export const backupOf = (tables: Backup['tables']): Backup => ({ format: FORMAT, version: VERSION, tables })

/** A record from before a column was added: the column is null, where it may be. */
const withNewColumns = (table: TableName, record: unknown): unknown => {
  if (!isTable(record)) return record
  const added = Object.entries(describedTable(table).columns).filter(
    ([name, { nullable }]) => nullable === true && !Object.hasOwn(record, name),
  )
  return added.length === 0 ? record : { ...Object.fromEntries(added.map(([name]) => [name, null])), ...record }
}

const readTable = (table: TableName, records: unknown): Either<BackupError, Write> => {
  if (!Array.isArray(records)) return left({ _tag: 'NoRecords', table })
  const whole = records.map((record: unknown) => withNewColumns(table, record)) as readonly Tables[TableName][]
  for (const [place, record] of whole.entries()) {
    const fault = recordFault(table, record)
    if (fault !== null) return left({ _tag: 'RecordDoesNotFit', table, place, fault })
  }
  return right({ _tag: 'Add', table, records: whole as readonly unknown[] as readonly never[] })
}

/** The writes that fill an empty store from a document, in an order in which they can be carried out. It stops at the first error. */
export const readBackup = (document: unknown): Either<BackupError, readonly Write[]> => {
  if (!isTable(document) || document['format'] !== FORMAT) return left({ _tag: 'NoBackup' })
  const { version, tables } = document
  if (typeof version === 'number' && version > VERSION) return left({ _tag: 'NewerBackup', version, known: VERSION })
  if (version !== VERSION || !isTable(tables)) return left({ _tag: 'NoBackup' })
  const stranger = Object.keys(tables).find((name) => !TABLE_NAMES.some((known) => known === name))
  if (stranger !== undefined) return left({ _tag: 'UnknownTable', table: stranger })
  const writes: Write[] = []
  for (const table of BACKED_UP.filter((name) => Object.hasOwn(tables, name))) {
    const read = readTable(table, tables[table])
    if (read._tag === 'Left') return read
    writes.push(read.right)
  }
  return right(writes)
}

/** The error in words, on one line. */
export const showBackupError = (error: BackupError): string => {
  switch (error._tag) {
    case 'NoBackup':
      return 'this is not a backup'
    case 'NewerBackup':
      return `the backup has version ${error.version}; this package knows ${error.known}`
    case 'UnknownTable':
      return `there is no table ${quote(error.table)}`
    case 'NoRecords':
      return `the backup has no list of records of ${error.table}`
    case 'RecordDoesNotFit':
      return `record ${error.place} of ${error.table}: ${oneLine(error.fault)}`
  }
}

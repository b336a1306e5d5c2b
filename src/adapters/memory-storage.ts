/**
 * A store in memory, for tests, simulations and first trials.
 *
 * It keeps the whole contract of `Storage` except one point: nothing outlives the process. A read looks at every record of the table,
 * which is quick for some ten thousands of them. The rules between records are those of the descriptions of the tables.
 */
import type { Query, Storage, StorageFailure, Write } from '../storage/port.js'
import type { TableName, Tables } from '../storage/tables.js'
import { TABLE_NAMES, describedTable } from '../storage/tables.js'
import { recordFault } from '../storage/check-record.js'
import { StorageError } from './storage/storage-error.js'

type Row = Readonly<Record<string, unknown>>
type Rows = Map<string, Row>
type Filter = Pick<Query<TableName>, 'where' | 'range'>
type Value = string | number

const valuesOf = (columns: readonly string[], row: Row): string => JSON.stringify(columns.map((column) => row[column]))

const keyOf = (table: TableName, row: Row): string => valuesOf(describedTable(table).key, row)

const fails = (_tag: StorageFailure['_tag'], message: string): never => {
  throw new StorageError({ _tag, message })
}

const matches = ({ where = {}, range }: Filter): ((row: Row) => boolean) => {
  const equal = Object.entries(where)
  return (row) => {
    if (!equal.every(([column, value]) => row[column] === value)) return false
    if (range === undefined) return true
    const value = row[range.column] as Value | null
    return value !== null && (range.from === undefined || value >= range.from) && (range.below === undefined || value < range.below)
  }
}

const inOrderOf =
  (columns: readonly string[]) =>
  (a: Row, b: Row): number => {
    const column = columns.find((name) => a[name] !== b[name])
    if (column === undefined) return 0
    return (a[column] as Value) < (b[column] as Value) ? -1 : 1
  }

/**
 * An empty store in memory. Its content is lost when the process ends.
 *
 * @example
 * ```ts
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * Object.keys(memoryStorage()).sort() // => ['close', 'read', 'write']
 * ```
 */
export const memoryStorage = (): Storage => {
  const emptyTables = () =>
    Object.fromEntries(TABLE_NAMES.map((table) => [table, new Map()])) as unknown as Readonly<Record<TableName, Rows>>
  const tables = emptyTables()

  // The records that fall under `atMostOne`. They are kept apart, so that a long journal is not searched at each write.
  const singles = emptyTables()

  const fallsUnderAtMostOne = (table: TableName, row: Row): boolean => {
    const { atMostOne } = describedTable(table)
    return atMostOne !== undefined && row[atMostOne.column] === atMostOne.text
  }

  const place = (table: TableName, key: string, row: Row | undefined): void => {
    if (row === undefined) tables[table].delete(key)
    else tables[table].set(key, row)
    if (row !== undefined && fallsUnderAtMostOne(table, row)) singles[table].set(key, row)
    else singles[table].delete(key)
  }

  const needsItsOwner = (table: TableName, row: Row): void => {
    const { belongsTo } = describedTable(table)
    if (belongsTo === undefined) return
    const id = row[belongsTo.column]
    if (!tables[belongsTo.table as TableName].has(JSON.stringify([id])))
      fails('Invalid', `${belongsTo.table} has no record ${JSON.stringify(id)}`)
  }

  const needsToBeTheOnlyOne = (table: TableName, key: string, row: Row): void => {
    const { atMostOne } = describedTable(table)
    if (atMostOne === undefined || !fallsUnderAtMostOne(table, row)) return
    const { of, text } = atMostOne
    const hasOther = [...singles[table]].some(([other, beside]) => other !== key && valuesOf(of, beside) === valuesOf(of, row))
    if (hasOther) fails('Conflict', `${table} has an ${text} record beside ${key}`)
  }

  /** A batch in progress. Each change records how it can be undone. */
  const batchOf = (undo: (() => void)[]) => {
    const set = (table: TableName, key: string, row: Row | undefined): void => {
      const before = tables[table].get(key)
      undo.push(() => place(table, key, before))
      place(table, key, row)
    }
    const store = (table: TableName, row: Row, replace: boolean): void => {
      const key = keyOf(table, row)
      if (!replace && tables[table].has(key)) fails('Conflict', `${table} has a record with the key ${key}`)
      needsItsOwner(table, row)
      needsToBeTheOnlyOne(table, key, row)
      set(table, key, structuredClone(row))
    }
    /** Removes what is found, and what belongs to it. */
    const remove = (table: TableName, isFound: (row: Row) => boolean): number => {
      const found = [...tables[table]].filter(([, row]) => isFound(row))
      if (found.length === 0) return 0
      for (const [key] of found) set(table, key, undefined)
      const removed = new Set(found.map(([key]) => key))
      for (const other of TABLE_NAMES) {
        const { belongsTo } = describedTable(other)
        if (belongsTo?.table === table) remove(other, (row) => removed.has(JSON.stringify([row[belongsTo.column]])))
      }
      return found.length
    }
    return (write: Write): number => {
      const { table } = write
      if (write._tag === 'Remove') return remove(table, matches(write as Filter))
      for (const record of write.records) {
        const fault = recordFault(table, record)
        if (fault !== null) fails('Invalid', fault)
        store(table, record as unknown as Row, write._tag === 'Put')
      }
      return 0
    }
  }

  return {
    write: async (batch) => {
      const undo: (() => void)[] = []
      try {
        return batch.map(batchOf(undo)).reduce((sum, removed) => sum + removed, 0)
      } catch (error) {
        for (const step of undo.reverse()) step()
        throw error
      }
    },
    read: async <T extends TableName>(query: Query<T>): Promise<readonly Tables[T][]> => {
      const { key, order } = describedTable(query.table)
      const found = [...tables[query.table].values()]
        .filter(matches(query as unknown as Filter))
        .sort(inOrderOf([query.range?.column ?? order, ...key]))
      if (query.descending === true) found.reverse()
      return structuredClone(found.slice(0, query.limit)) as unknown as readonly Tables[T][]
    },
    close: async () => undefined,
  }
}

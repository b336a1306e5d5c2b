/**
 * A store in memory, for tests, simulations and first trials.
 *
 * It keeps the contract of `Storage`, except that nothing outlives the process. A read looks at every record of a table,
 * which is quick for a few ten thousand records.
 */
import type { Query, Storage, StorageFailure, Write } from '../storage/port.js'
import type { TableName, Tables } from '../storage/tables.js'
import { TABLES } from '../storage/tables.js'
import { recordFault } from '../storage/check-record.js'
import { StorageError } from './storage/storage-error.js'

type Row = Readonly<Record<string, unknown>>
type Rows = Map<string, Row>
type Filter = Pick<Query<TableName>, 'where' | 'range'>
type Value = string | number

const keyOf = (table: TableName, row: Row): string => JSON.stringify(TABLES[table].key.map((column) => row[column]))

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
  const tables = Object.fromEntries(Object.keys(TABLES).map((table) => [table, new Map()])) as unknown as Readonly<Record<TableName, Rows>>

  // Kept in addition to the tables, so that a long journal is not searched at each write.
  const open: Rows = new Map()

  const hasMetrics = (row: Row): boolean => tables.emission_metrics.has(JSON.stringify([row['emission_metrics_id']]))
  const hasOpenBeside = ({ id, netuid, validator_hotkey }: Row): boolean => {
    const isBeside = matches({ where: { netuid, validator_hotkey } } as Filter)
    return [...open.values()].some((other) => other['id'] !== id && isBeside(other))
  }

  const place = (table: TableName, key: string, row: Row | undefined): void => {
    if (row === undefined) tables[table].delete(key)
    else tables[table].set(key, row)
    if (table !== 'weight_submissions') return
    if (row?.['status'] === 'open') open.set(key, row)
    else open.delete(key)
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
      if (table === 'weight_allocation_history' && !hasMetrics(row))
        fails('Invalid', `emission_metrics has no record ${JSON.stringify(row['emission_metrics_id'])}`)
      if (table === 'weight_submissions' && row['status'] === 'open' && hasOpenBeside(row))
        fails('Conflict', `weight_submissions has an open record beside ${key}`)
      set(table, key, structuredClone(row))
    }
    const remove = (table: TableName, isFound: (row: Row) => boolean): readonly Row[] => {
      const found = [...tables[table]].filter(([, row]) => isFound(row))
      for (const [key] of found) set(table, key, undefined)
      return found.map(([, row]) => row)
    }
    return (write: Write): number => {
      const { table } = write
      if (write._tag === 'Remove') {
        const removed = remove(table, matches(write as Filter))
        const ids = new Set(removed.map((row) => row['id']))
        if (table === 'emission_metrics' && ids.size > 0) remove('weight_allocation_history', (row) => ids.has(row['emission_metrics_id']))
        return removed.length
      }
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
      const { key, order } = TABLES[query.table]
      const found = [...tables[query.table].values()]
        .filter(matches(query as unknown as Filter))
        .sort(inOrderOf([query.range?.column ?? order, ...key]))
      if (query.descending === true) found.reverse()
      return structuredClone(found.slice(0, query.limit)) as unknown as readonly Tables[T][]
    },
    close: async () => undefined,
  }
}

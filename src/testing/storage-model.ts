/**
 * What a store should hold and answer, in the simplest form: lists of records, searched from end to end. It is slow, and it is written
 * apart from the adapters, so that both are wrong in the same way only where the descriptions of the tables are.
 */
import type { Query, Write } from '../storage/port.js'
import type { TableName } from '../storage/tables.js'
import { TABLE_NAMES, describedTable } from '../storage/tables.js'

/** A record of any table. */
export type AnyRecord = { readonly [column: string]: unknown }

/** The records of every table, in no order. */
export type Model = { readonly [T in TableName]: readonly AnyRecord[] }

/** A query of any table. */
export type AnyQuery = Pick<Query<TableName>, 'table' | 'descending' | 'limit'> & {
  readonly where?: AnyRecord
  readonly range?: { readonly column: string; readonly from?: string | number; readonly below?: string | number }
}

/** A batch ends with what it makes of the tables and how many records its removals found, or it fails. */
export type Outcome = { readonly model: Model; readonly removed: number } | 'Conflict' | 'Invalid'

/** No records at all. */
export const EMPTY = Object.fromEntries(TABLE_NAMES.map((table) => [table, []])) as unknown as Model

const isFound =
  ({ where, range }: Pick<AnyQuery, 'where' | 'range'>) =>
  (record: AnyRecord): boolean => {
    for (const column in where) if (record[column] !== where[column]) return false
    if (range === undefined) return true
    const value = record[range.column] as string | number | null
    if (value === null) return false
    if (range.from !== undefined && value < range.from) return false
    return !(range.below !== undefined && value >= range.below)
  }

const haveSameKey =
  (table: TableName) =>
  (a: AnyRecord, b: AnyRecord): boolean =>
    describedTable(table).key.every((column) => a[column] === b[column])

/** What a read should answer. */
export const modelRead = (model: Model, query: AnyQuery): readonly AnyRecord[] => {
  const { table, range, descending, limit } = query
  const columns = [range?.column ?? describedTable(table).order, ...describedTable(table).key]
  const isBefore = (a: AnyRecord, b: AnyRecord): boolean => {
    for (const column of columns) {
      const [left, right] = [a[column] as string | number, b[column] as string | number]
      if (left !== right) return left < right !== (descending === true)
    }
    return false
  }
  const sorted: AnyRecord[] = []
  for (const record of model[table].filter(isFound(query))) {
    const at = sorted.findIndex((other) => isBefore(record, other))
    sorted.splice(at === -1 ? sorted.length : at, 0, record)
  }
  return limit === undefined ? sorted : sorted.slice(0, limit)
}

/** The records of a table whose owners are there. */
const withOwners = (model: Model, table: TableName): readonly AnyRecord[] => {
  const { belongsTo } = describedTable(table)
  if (belongsTo === undefined) return model[table]
  const owner = belongsTo.table as TableName
  const [id] = describedTable(owner).key as readonly [string]
  return model[table].filter((record) => model[owner].some((other) => other[id] === record[belongsTo.column]))
}

const hasOrphans = (model: Model): boolean => TABLE_NAMES.some((table) => withOwners(model, table).length < model[table].length)

// A table stands after the one that its records belong to, so one pass is enough.
const withoutOrphans = (model: Model): Model =>
  TABLE_NAMES.reduce<Model>((left, table) => ({ ...left, [table]: withOwners(left, table) }), model)

const hasTwo = (model: Model): boolean =>
  TABLE_NAMES.some((table) => {
    const { atMostOne } = describedTable(table)
    if (atMostOne === undefined) return false
    const { of, column, text } = atMostOne
    const under = model[table].filter((record) => record[column] === text)
    return under.some((a, i) => under.slice(i + 1).some((b) => of.every((name) => a[name] === b[name])))
  })

const step = (model: Model, write: Write): Outcome => {
  const { table } = write
  const same = haveSameKey(table)
  if (write._tag === 'Remove') {
    const gone = model[table].filter(isFound(write as AnyQuery))
    const left: Model = { ...model, [table]: model[table].filter((record) => !gone.includes(record)) }
    return { model: withoutOrphans(left), removed: gone.length }
  }
  let records = model[table]
  for (const record of write.records as readonly AnyRecord[]) {
    if (write._tag === 'Add' && records.some((other) => same(other, record))) return 'Conflict'
    records = [...records.filter((other) => !same(other, record)), record]
  }
  const written: Model = { ...model, [table]: records }
  if (hasOrphans(written)) return 'Invalid'
  return hasTwo(written) ? 'Conflict' : { model: written, removed: 0 }
}

/** What a batch of records that fit their tables should come to. */
export const modelWrite = (model: Model, batch: readonly Write[]): Outcome => {
  let outcome: Outcome = { model, removed: 0 }
  for (const write of batch) {
    const next = step(outcome.model, write)
    if (typeof next === 'string') return next
    outcome = { model: next.model, removed: outcome.removed + next.removed }
  }
  return outcome
}

/** Stores with one fault each, made of a good one: what the contract suite has to catch, and by which law. */
import { TABLES } from '../../src/storage/tables.js'
import type { TableName, Tables } from '../../src/storage/tables.js'
import type { Query, Storage, Write, WriteOf } from '../../src/storage/port.js'

type Row = Readonly<Record<string, unknown>>
type Fault = (good: Storage) => Pick<Storage, 'read'> | Pick<Storage, 'write'> | Storage
type AnyQuery = Query<TableName>

const OUTLINE = 'a read finds what equals and lies in the range, in order, at most as many as wanted'
const HISTORY = 'any history of batches leaves what the model holds: each batch whole, in its order, or nothing of it'

const reading =
  (answer: (good: Storage, query: AnyQuery) => Promise<readonly unknown[]>): Fault =>
  (good) =>
    ({ read: (query: AnyQuery) => answer(good, query) }) as Pick<Storage, 'read'>
const writing =
  (act: (good: Storage, batch: readonly Write[]) => Promise<number>): Fault =>
  (good) => ({ write: (batch) => act(good, batch) })

const without = (query: AnyQuery, ...names: readonly (keyof AnyQuery)[]): AnyQuery =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name as keyof AnyQuery))) as AnyQuery

const stepOf = (write: Write, changes: object): Write => ({ ...write, ...changes }) as Write
const tick = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** A range judged anew, over all that equals. */
const inRange = (
  isIn: (value: string | number | null, range: { readonly from?: string | number; readonly below?: string | number }) => boolean,
): Fault =>
  reading(async (good, query) => {
    const { range, limit, descending } = query
    if (range === undefined) return good.read(query)
    const all = (await good.read(without(query, 'range', 'limit', 'descending'))) as unknown as readonly Row[]
    const found = all.filter((row) => isIn(row[range.column] as string | number | null, range))
    const columns = [range.column, ...TABLES[query.table].key]
    found.sort((a, b) => {
      const column = columns.find((name) => a[name] !== b[name])
      return column === undefined ? 0 : (a[column] as string) < (b[column] as string) ? -1 : 1
    })
    return (descending === true ? found.reverse() : found).slice(0, limit)
  })

/** Each fault with the law that has to catch it. */
export const FAULTS: Readonly<Record<string, readonly [law: string, fault: Fault]>> = {
  'a write is lost': [
    HISTORY,
    writing((good, batch) =>
      good.write(batch.map((write) => (write._tag === 'Put' ? stepOf(write, { records: write.records.slice(0, 3) }) : write))),
    ),
  ],
  'steps are written one by one, and those before the one that fails stay': [
    'a batch that fails leaves everything as it was',
    writing(async (good, batch) => {
      let removed = 0
      for (const write of batch) removed += await good.write([write])
      return removed
    }),
  ],
  'a batch is taken back by hand, and seen until then': [
    'batches at the same time are each whole, and no read sees half of one',
    writing(async (good, batch) => {
      for (const write of batch) {
        await good.write([write])
        await tick()
      }
      return 0
    }),
  ],
  'a batch that fails is said to be written': [HISTORY, writing((good, batch) => good.write(batch).catch(() => 0))],
  'the beginning of a range is not in it': [
    'a range has its beginning in it and its end not, to the nanosecond',
    inRange((value, { from, below }) => value !== null && (from === undefined || value > from) && (below === undefined || value < below)),
  ],
  'the end of a range is in it': [
    'a range has its beginning in it and its end not, to the nanosecond',
    inRange((value, { from, below }) => value !== null && (from === undefined || value >= from) && (below === undefined || value <= below)),
  ],
  'instants are compared to the millisecond': [
    'a range has its beginning in it and its end not, to the nanosecond',
    inRange((value, { from, below }) => {
      const cut = (v: string | number): string | number => (typeof v === 'string' ? v.slice(0, 23) : v)
      return value !== null && (from === undefined || cut(value) >= cut(from)) && (below === undefined || cut(value) < cut(below))
    }),
  ],
  'null lies below everything': [
    'null equals null and lies in no range',
    inRange((value, { from, below }) =>
      value === null ? from === undefined : (from === undefined || value >= from) && (below === undefined || value < below),
    ),
  ],
  'null equals nothing': [
    'null equals null and lies in no range',
    reading(async (good, query) => (Object.values(query.where ?? {}).includes(null as never) ? [] : good.read(query))),
  ],
  'texts are compared as people do': [
    'texts are compared by code units',
    reading(async (good, query) => {
      const rows = [...(await good.read(query))] as unknown as Row[]
      return query.table === 'validator_state' ? rows.sort((a, b) => (a['name'] as string).localeCompare(b['name'] as string)) : rows
    }),
  ],
  'reads are remembered': [
    'what was written is seen by the next read',
    (good) => {
      const remembered = new Map<string, Promise<readonly unknown[]>>()
      const read = (query: AnyQuery): Promise<readonly unknown[]> => {
        const key = JSON.stringify(query)
        if (!remembered.has(key)) remembered.set(key, good.read(query))
        return remembered.get(key)!
      }
      return { read } as Pick<Storage, 'read'>
    },
  ],
  'a put keeps what was there': [
    'a put takes the place of the record with its key, whole, and the last of two in one put stands',
    writing(async (good, batch) => {
      let removed = 0
      for (const write of batch) {
        if (write._tag !== 'Put') removed += await good.write([write])
        else for (const record of write.records) await good.write([stepOf(write, { _tag: 'Add', records: [record] })]).catch(() => 0)
      }
      return removed
    }),
  ],
  'the first of two in one put stands': [
    'a put takes the place of the record with its key, whole, and the last of two in one put stands',
    writing((good, batch) =>
      good.write(batch.map((write) => (write._tag === 'Put' ? stepOf(write, { records: [...write.records].reverse() }) : write))),
    ),
  ],
  'an add takes the place of what was there': [
    'adding a key that is there is a conflict, in another batch, step or place of the same step',
    writing((good, batch) => good.write(batch.map((write) => (write._tag === 'Add' ? stepOf(write, { _tag: 'Put' }) : write)))),
  ],
  'an add passes over what is there': [
    'of those who add one key at the same time one succeeds',
    writing((good, batch) =>
      good.write(batch).catch(async (error: unknown) => {
        if (batch.length === 1 && batch[0]?._tag === 'Add') return 0
        throw error
      }),
    ),
  ],
  'descending leaves ties as they were': [
    'records of one instant come in the order of their keys, and descending is all of it reversed',
    reading(async (good, query) => {
      const rows = [...(await good.read(without(query, 'descending', 'limit')))] as unknown as readonly Row[]
      const column = query.range?.column ?? TABLES[query.table].order
      const sorted =
        query.descending === true
          ? [...rows].sort((a, b) => (a[column] === b[column] ? 0 : (a[column] as string) < (b[column] as string) ? 1 : -1))
          : rows
      return sorted.slice(0, query.limit)
    }),
  ],
  'the column of the range does not order': [
    'records of one instant come in the order of their keys, and descending is all of it reversed',
    reading(async (good, query) => {
      const order = await good.read(without(query, 'range', 'limit'))
      const found = new Set((await good.read(without(query, 'limit'))).map((row) => JSON.stringify(row)))
      return order.filter((row) => found.has(JSON.stringify(row))).slice(0, query.limit)
    }),
  ],
  'the limit is taken before the order': [
    'a limit takes the first of the order',
    reading(async (good, query) => {
      const rows = [...(await good.read(without(query, 'descending')))]
      return query.descending === true ? rows.reverse() : rows
    }),
  ],
  'the limit 0 is none': [OUTLINE, reading((good, query) => good.read(query.limit === 0 ? without(query, 'limit') : query))],
  'what is read is shared': [
    'records belong to the caller: changing them changes nothing that is kept',
    (good) => {
      const shared = new Map<string, unknown>()
      const read = async (query: AnyQuery): Promise<readonly unknown[]> =>
        (await good.read(query)).map((row) => {
          const key = JSON.stringify(row)
          if (!shared.has(key)) shared.set(key, row)
          return shared.get(key)
        })
      return { read } as Pick<Storage, 'read'>
    },
  ],
  'what is put is kept as it is, not copied': [
    'records belong to the caller: changing them changes nothing that is kept',
    (good) => {
      let last: readonly Write[] = []
      const write = async (batch: readonly Write[]): Promise<number> => {
        last = batch.filter(({ _tag }) => _tag === 'Put')
        return good.write(batch)
      }
      const read = async (query: AnyQuery): Promise<readonly unknown[]> => {
        await good.write(last)
        return good.read(query)
      }
      return { write, read, close: good.close } as Storage
    },
  ],
  'a remove forgets its range': [
    HISTORY,
    writing((good, batch) =>
      good.write(batch.map((write) => (write._tag === 'Remove' ? (without(write as never, 'range') as unknown as Write) : write))),
    ),
  ],
  'removed metrics leave their history': [
    'history belongs to metrics: it is invalid without them, goes with them, and stays when they are put again',
    writing(async (good, batch) => {
      const history = await good.read({ table: 'weight_allocation_history' })
      const metrics = await good.read({ table: 'emission_metrics' })
      const removed = await good.write(batch)
      if (!batch.some(({ _tag, table }) => _tag === 'Remove' && table === 'emission_metrics')) return removed
      const there = new Set((await good.read({ table: 'emission_metrics' })).map(({ id }) => id))
      const orphans = history.filter(({ emission_metrics_id: id }) => !there.has(id))
      const orphaned = new Set(orphans.map(({ emission_metrics_id: id }) => id))
      await good.write([
        { _tag: 'Put', table: 'emission_metrics', records: metrics.filter(({ id }) => orphaned.has(id)) },
        { _tag: 'Put', table: 'weight_allocation_history', records: orphans },
      ])
      return removed
    }),
  ],
  'history that is removed with its metrics is counted': [
    'history belongs to metrics: it is invalid without them, goes with them, and stays when they are put again',
    writing(async (good, batch) => {
      const before = (await good.read({ table: 'weight_allocation_history' })).length
      const removed = await good.write(batch)
      const after = (await good.read({ table: 'weight_allocation_history' })).length
      return batch.length === 1 && batch[0]?._tag === 'Remove' && batch[0].table === 'emission_metrics' ? removed + before - after : removed
    }),
  ],
  'metrics that are put again lose their history, as by INSERT OR REPLACE': [
    'history belongs to metrics: it is invalid without them, goes with them, and stays when they are put again',
    writing((good, batch) =>
      good.write(
        batch.flatMap((write): readonly Write[] =>
          write._tag === 'Put' && write.table === 'emission_metrics'
            ? [
                ...write.records.map(
                  ({ id }): WriteOf<'emission_metrics'> => ({ _tag: 'Remove', table: 'emission_metrics', where: { id } }),
                ),
                write,
              ]
            : [write],
        ),
      ),
    ),
  ],
  'any number of submissions may be open': [
    'a signer has one open submission on a subnet at most',
    writing((good, batch) =>
      good.write(batch).catch(async (error: unknown) => {
        const [only] = batch
        if (only?.table !== 'weight_submissions' || only._tag === 'Remove') throw error
        return good.write([stepOf(only, { records: only.records.map((record) => ({ ...record, status: 'lost' })) })])
      }),
    ),
  ],
  'numbers in texts are taken for numbers': [
    'a value that does not fit its column is invalid, and spoils the batch',
    writing((good, batch) =>
      good.write(
        batch.map((write) =>
          write._tag === 'Remove'
            ? write
            : stepOf(write, {
                records: (write.records as readonly Tables[TableName][]).map((record) =>
                  'netuid' in record && typeof record.netuid === 'string' ? { ...record, netuid: Number(record.netuid) } : record,
                ),
              }),
        ),
      ),
    ),
  ],
  'doubles are kept as floats': [
    'every record comes back as it was put',
    reading(async (good, query) =>
      (await good.read(query)).map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? Math.fround(value) : value])),
      ),
    ),
  ],
  'a step without records is an error, as an INSERT without rows is': [
    'steps without records do nothing',
    writing(async (good, batch) => {
      if (batch.some((write) => write._tag !== 'Remove' && write.records.length === 0)) throw new Error('syntax error')
      return good.write(batch)
    }),
  ],
  'a batch is cut to one statement': [
    'a batch may be larger than a statement',
    writing((good, batch) =>
      good.write(batch.map((write) => (write._tag === 'Remove' ? write : stepOf(write, { records: write.records.slice(0, 5000) })))),
    ),
  ],
}

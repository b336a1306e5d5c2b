/**
 * Records, queries and batches of every table, made of what `TABLES` says of its columns: few keys, so that records meet; bounds,
 * instants a nanosecond apart, the ends of the doubles; JSON with all that JSON can hold.
 *
 * Not among them: characters beyond the basic plane in texts, whose order differs between UTF-16 and UTF-8 (in JSON they are).
 */
import fc from 'fast-check'
import type { Column, TableName, Tables } from '../../storage/tables.js'
import { TABLES } from '../../storage/tables.js'
import type { Query, Write, WriteOf } from '../../storage/port.js'
import { STATUSES } from '../../storage/check-record.js'

const TABLE_NAMES = Object.keys(TABLES) as TableName[]

const key = fc.constantFrom('a', 'b', 'B', 'é')
const text = fc.oneof(key, fc.constantFrom('', ' ', "o'k", '"', '%', '_', '\\', '\n', 'null', '漢字', 'ﬀ'))
const integer = fc.oneof(fc.nat(2), fc.constantFrom(65535, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER))
const decimal = fc.constantFrom('0', '100', '5', '12.5', '0.000000000000000001', '99.999999999999999999', '33.333333333333333333')
const timestamp = fc.constantFrom(
  '1970-01-01T00:00:00.000000000Z',
  '2026-11-20T05:59:59.999999999Z',
  '2026-11-20T06:00:00.000000000Z',
  '2026-11-20T06:00:00.000000001Z',
  '2026-11-20T06:00:00.100000000Z',
  '9999-12-31T23:59:59.999999999Z',
)

const real = ({ least = 0, most = Number.MAX_VALUE }: Column): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(least, most, 0.1, 0.5, 1 - 2 ** -53, 5e-324), fc.double({ min: least, max: most, noNaN: true }))

// What JSON keeps: -0 is written as 0.
const json = fc
  .oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('😀', '\u0000', '\ud800', 1e21, 5e-324, 2 ** 53, [], {}, null))
  .map((value): unknown => JSON.parse(JSON.stringify(value)))

/** Columns of JSON that their types say more of. */
const LISTS: Readonly<Record<string, fc.Arbitrary<readonly unknown[]>>> = {
  uids: fc.array(fc.nat(65535), { maxLength: 3 }),
  weights: fc.array(fc.nat(65535), { maxLength: 3 }),
  hotkeys: fc.array(text, { maxLength: 3 }),
  reasons: fc.array(fc.record({ _tag: text, path: text, message: text }, { noNullPrototype: true }), { maxLength: 2 }),
}

const valueOf = (table: TableName, name: string, column: Column): fc.Arbitrary<unknown> => {
  switch (column.type) {
    case 'text':
      if (name === 'status') return fc.constantFrom(...STATUSES[table]!)
      return (TABLES[table].key as readonly string[]).includes(name) || name.endsWith('hotkey') ? key : text
    case 'timestamp':
      return timestamp
    case 'integer':
      return integer
    case 'real':
      return real(column)
    case 'decimal':
      return decimal
    case 'flag':
      return fc.boolean()
    case 'json':
      return LISTS[name] ?? json
  }
}

const columnsOf = (table: TableName): readonly (readonly [string, Column])[] => Object.entries(TABLES[table].columns)

const orNull = (table: TableName, name: string, column: Column): fc.Arbitrary<unknown> =>
  column.nullable === true ? fc.option(valueOf(table, name, column), { freq: 3 }) : valueOf(table, name, column)

/**
 * Records that fit a table.
 *
 * @example
 * ```ts
 * import { recordArbitrary } from 'steelyard/testing'
 * typeof recordArbitrary('validator_state').generate // => 'function'
 * ```
 */
export const recordArbitrary = <T extends TableName>(table: T): fc.Arbitrary<Tables[T]> =>
  fc.record(Object.fromEntries(columnsOf(table).map(([name, column]) => [name, orNull(table, name, column)])), {
    noNullPrototype: true,
  }) as unknown as fc.Arbitrary<Tables[T]>

const whereArbitrary = (table: TableName): fc.Arbitrary<object> =>
  fc
    .subarray(
      columnsOf(table).filter(([, { type }]) => type !== 'json'),
      { maxLength: 2 },
    )
    .chain((columns) =>
      fc.record(Object.fromEntries(columns.map(([name, column]) => [name, orNull(table, name, column)])), { noNullPrototype: true }),
    )

// How decimals and flags are ordered is no business of the contract.
const rangeArbitrary = (table: TableName): fc.Arbitrary<object> =>
  fc
    .constantFrom(...columnsOf(table).filter(([, { type }]) => type !== 'json' && type !== 'flag' && type !== 'decimal'))
    .chain(([column, shape]) =>
      fc.record(
        { column: fc.constant(column), from: valueOf(table, column, shape), below: valueOf(table, column, shape) },
        { requiredKeys: ['column'], noNullPrototype: true },
      ),
    )

const filters = (table: TableName) => ({ where: whereArbitrary(table), range: rangeArbitrary(table) })

/**
 * Queries of a table, whose values are those that its records have.
 *
 * @example
 * ```ts
 * import { queryArbitrary } from 'steelyard/testing'
 * typeof queryArbitrary('validator_state').generate // => 'function'
 * ```
 */
export const queryArbitrary = <T extends TableName>(table: T): fc.Arbitrary<Query<T>> =>
  fc.record(
    { table: fc.constant(table), ...filters(table), descending: fc.boolean(), limit: fc.nat(4) },
    { requiredKeys: ['table'], noNullPrototype: true },
  ) as unknown as fc.Arbitrary<Query<T>>

const writeArbitrary = <T extends TableName>(table: T): fc.Arbitrary<WriteOf<T>> => {
  // Whether two open submissions may pass each other within one step is left to the store.
  const records = fc.array(recordArbitrary(table), { maxLength: table === 'weight_submissions' ? 1 : 4 })
  const step = (tag: string): fc.Arbitrary<unknown> =>
    fc.record({ _tag: fc.constant(tag), table: fc.constant(table), records }, { noNullPrototype: true })
  const remove = fc.record(
    { _tag: fc.constant('Remove'), table: fc.constant(table), ...filters(table) },
    { requiredKeys: ['_tag', 'table'], noNullPrototype: true },
  )
  return fc.oneof(
    { weight: 4, arbitrary: step('Put') },
    { weight: 1, arbitrary: step('Add') },
    { weight: 2, arbitrary: remove },
  ) as fc.Arbitrary<WriteOf<T>>
}

/**
 * Batches over all tables, of which some fail: a key that is there, history without metrics, a second open submission.
 *
 * @example
 * ```ts
 * import { batchArbitrary } from 'steelyard/testing'
 * typeof batchArbitrary.generate // => 'function'
 * ```
 */
export const batchArbitrary: fc.Arbitrary<readonly Write[]> = fc.array(
  fc.constantFrom(...TABLE_NAMES).chain((table): fc.Arbitrary<Write> => writeArbitrary(table) as unknown as fc.Arbitrary<Write>),
  { maxLength: 4 },
)

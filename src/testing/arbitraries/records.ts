/**
 * Records, queries and batches of every table, made of the descriptions of its columns: few keys, so that records often have the same;
 * bounds, instants a nanosecond apart, the smallest and largest doubles; JSON with all that JSON can hold.
 *
 * Not among them: characters beyond the basic plane in texts, whose order differs between UTF-16 and UTF-8 (JSON has them).
 */
import fc from 'fast-check'
import type { Column, Item, TableName, Tables } from '../../storage/tables.js'
import { TABLE_NAMES, describedTable } from '../../storage/tables.js'
import type { Query, Write, WriteOf } from '../../storage/port.js'

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

const itemOf = (items: Item): fc.Arbitrary<unknown> => {
  if (items === 'u16') return fc.oneof(fc.nat(65_535), fc.constantFrom(0, 65_535))
  if (items === 'string') return text
  return fc.record(Object.fromEntries(Object.keys(items).map((key) => [key, text])), { noNullPrototype: true })
}

const valueOf = (table: TableName, name: string, column: Column): fc.Arbitrary<unknown> => {
  switch (column.type) {
    case 'text':
      if (column.oneOf !== undefined) return fc.constantFrom(...column.oneOf)
      return column.isHotkey === true || describedTable(table).key.includes(name) ? key : text
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
      return column.items === undefined ? json : fc.array(itemOf(column.items), { maxLength: 3 })
  }
}

const columnsOf = (table: TableName): readonly (readonly [string, Column])[] => Object.entries(describedTable(table).columns)

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

// The contract does not say how decimals and flags are ordered.
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
  // Two records under `atMostOne` in one step may take each other's place; whether a store allows that is not in the contract.
  const records = fc.array(recordArbitrary(table), { maxLength: describedTable(table).atMostOne === undefined ? 4 : 1 })
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

const batchOf = (tables: readonly TableName[]): fc.Arbitrary<readonly Write[]> =>
  fc.array(
    fc.constantFrom(...tables).chain((table): fc.Arbitrary<Write> => writeArbitrary(table) as unknown as fc.Arbitrary<Write>),
    { maxLength: 4 },
  )

/**
 * Batches over all tables. Some fail: a key is there already, history has no metrics, a second submission is open.
 *
 * @example
 * ```ts
 * import { batchArbitrary } from 'steelyard/testing'
 * typeof batchArbitrary.generate // => 'function'
 * ```
 */
export const batchArbitrary: fc.Arbitrary<readonly Write[]> = batchOf(TABLE_NAMES)

const withOwners = (tables: readonly TableName[]): readonly TableName[] =>
  TABLE_NAMES.filter((name) => tables.some((table) => table === name || describedTable(table).belongsTo?.table === name))

/** Batches one after the other over one table or two: so few that many steps find records, however many tables there are. */
export const historyArbitrary: fc.Arbitrary<readonly (readonly Write[])[]> = fc
  .subarray([...TABLE_NAMES], { minLength: 1, maxLength: 2 })
  .chain((tables) => fc.array(batchOf(withOwners(tables)), { maxLength: 5 }))

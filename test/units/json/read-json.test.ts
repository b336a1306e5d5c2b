/**
 * The reader of JSON: it accepts what JSON writes and reads back unchanged, and gives a reason with a path for everything else.
 */
import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { showJsonFault } from '../../../src/units/json/json-fault.js'
import { isJson, readJson } from '../../../src/units/json/read-json.js'
import { expectLeft, expectRight } from '../../either.js'

const nested = (levels: number, make: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = make(value)
  return value
}
const inList = (inner: unknown): unknown => [inner]
const inTable = (inner: unknown): unknown => ({ a: inner })

/** JSON with difficult cases for readers: `__proto__` as a key, tables without a prototype, one object in several places, -0. */
const json: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.jsonValue().map((value) => JSON.parse(`{"__proto__":${JSON.stringify(value)},"constructor":1}`) as unknown),
  fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: false }),
  fc.jsonValue().map((value) => [value, { again: value }, value]),
  fc.constant(-0),
)

const written = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

describe('what is JSON', () => {
  test('is read to an equal copy, and isJson accepts the copy', () => {
    fc.assert(
      fc.property(json, (value) => {
        const read = expectRight(readJson(value))
        return written(read) === written(value) && isJson(read) && isJson(value)
      }),
    )
  })
  test('is copied: later changes of the input do not change the result', () => {
    const given = { list: [1], table: { a: 1 } }
    const read = expectRight(readJson(given))
    given.list.push(2)
    given.table.a = 2
    expect(read).toEqual({ list: [1], table: { a: 1 } })
  })
  test('of a table, only the own enumerable keys are read', () => {
    const table = Object.defineProperty(Object.create({ inherited: 1 }, {}), 'hidden', { value: 1 }) as unknown
    expect(expectLeft(readJson(table))._tag).toBe('NotJson')
    const plain = Object.defineProperty({ a: 1 }, 'hidden', { value: 1n })
    expect(expectRight(readJson(plain))).toEqual({ a: 1 })
  })
  test('a key whose value is undefined is left out, and isJson refuses a table with such a key', () => {
    expect(expectRight(readJson({ a: undefined, b: 1 }))).toEqual({ b: 1 })
    expect(isJson({ a: undefined, b: 1 })).toBe(false)
  })
})

const CYCLE: { readonly a: unknown[] } = { a: [] }
CYCLE.a.push({ back: CYCLE })

const NOT_JSON: readonly (readonly [name: string, value: unknown, path: string, tag: string])[] = [
  ['undefined', undefined, '', 'NotJson'],
  ['a bigint', { a: 1n }, 'a', 'NotJson'],
  ['NaN', [NaN], '[0]', 'NotJson'],
  ['an infinity', { a: [Infinity] }, 'a[0]', 'NotJson'],
  ['a function', { toJSON: () => 1 }, 'toJSON', 'NotJson'],
  ['a symbol', [Symbol('s')], '[0]', 'NotJson'],
  ['a date', { at: new Date(0) }, 'at', 'NotJson'],
  ['a map', new Map([['a', 1]]), '', 'NotJson'],
  ['a set', [new Set([1])], '[0]', 'NotJson'],
  ['a typed array', { uids: Uint16Array.of(1) }, 'uids', 'NotJson'],
  ['a buffer', { raw: Buffer.from('a') }, 'raw', 'NotJson'],
  ['a boxed number', [Object(1)], '[0]', 'NotJson'],
  ['an error', new Error('no'), '', 'NotJson'],
  [
    'an instance of a class',
    {
      a: new (class Box {
        readonly a = 1
      })(),
    },
    'a',
    'NotJson',
  ],
  ['a hole', { a: [1, , 2] }, 'a[1]', 'NotJson'], // eslint-disable-line no-sparse-arrays
  ['a list of nothing but holes', new Array(4_000_000_000), '', 'TooLarge'],
  ['undefined in a list', [undefined], '[0]', 'NotJson'],
  ['a circle', CYCLE, 'a[0].back', 'Circular'],
  ['a getter that throws', { get a(): number { throw new Error('no') } }, 'a', 'Unreadable'], // prettier-ignore
  ['a proxy that throws', new Proxy({}, { ownKeys: () => { throw new Error('no') } }), '', 'Unreadable'], // prettier-ignore
  ['201 lists', nested(201, inList), '[0]'.repeat(200), 'TooDeep'],
  ['300 tables', nested(300, inTable), Array(200).fill('a').join('.'), 'TooDeep'],
]

describe('a value that is not JSON gives a reason with its path', () => {
  test.each(NOT_JSON)('%s', (_, value, path, tag) => {
    const fault = expectLeft(readJson(value))
    expect([fault._tag, fault.path]).toEqual([tag, path])
    expect(showJsonFault(fault)).toMatch(path === '' ? /^[^:]+$/ : /^[^ ]+: /)
    expect(isJson(value)).toBe(false)
  })
  test('200 levels of lists, of tables, and of repeated values are JSON', () => {
    for (const make of [inList, inTable]) expect(isJson(nested(200, make))).toBe(true)
    const deep = nested(199, inList)
    expect(isRight(readJson([deep, deep]))).toBe(true)
    expect(expectLeft(readJson([deep, [deep]]))).toMatchObject({ _tag: 'TooDeep', path: '[1][0]' })
    expect(expectLeft(readJson(nested(5, inTable), { levels: 4 }))._tag).toBe('TooDeep')
  })
  test('20,000 levels, and 2^200 values in 200 lists, are answered', () => {
    expect(expectLeft(readJson(nested(20_000, inTable)))._tag).toBe('TooDeep')
    expect(expectLeft(readJson(nested(199, (inner) => [inner, inner])))._tag).toBe('TooLarge')
  })
  test('every value is answered, and JSON.stringify writes accepted values unchanged', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true }),
        (value) => {
          const read = readJson(value)
          return isLeft(read) || JSON.stringify(read.right) === JSON.stringify(value)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

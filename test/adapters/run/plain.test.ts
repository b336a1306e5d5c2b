import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDocument, plainRows } from '../../../src/adapters/run/plain.js'

const throwing = {
  get gpu(): string {
    throw new Error('no')
  },
}
const cyclic: { self?: unknown } = {}
cyclic.self = cyclic

describe('rows of a port', () => {
  test('are the same rows where they are JSON', () => {
    const documents = fc.array(fc.jsonValue()).map((rows) => JSON.stringify(rows))
    fc.assert(
      fc.property(documents, (text) => {
        // A key that is unsafe in JavaScript objects is no JSON here.
        fc.pre(!text.includes('__proto__'))
        expect(plainRows(JSON.parse(text))).toEqual(JSON.parse(text))
      }),
    )
  })
  test('a row that throws, or is no JSON, costs that row alone', () => {
    const holey: unknown[] = [{ a: 1 }]
    Object.defineProperty(holey, 1, {
      get: () => {
        throw new Error('no')
      },
      enumerable: true,
    })
    expect(plainRows([{ a: 1 }, throwing, 1n, cyclic, undefined, { b: 2 }])).toEqual([
      { a: 1 },
      undefined,
      undefined,
      undefined,
      undefined,
      { b: 2 },
    ])
    expect(plainRows(holey)).toEqual([{ a: 1 }, undefined])
  })
  test.each([undefined, null, 7, 'rows', {}, { length: 1e9 }])('%j is no list', (rows) => {
    expect(() => plainRows(rows)).toThrow('expected a list of rows')
  })
  test('what was read is a copy', () => {
    const row = { a: { b: 1 } }
    const [read] = plainRows([row])
    row.a.b = 2
    expect(read).toEqual({ a: { b: 1 } })
  })
})

describe('a document of a port', () => {
  test('is a copy, and null stays null', () => {
    expect(plainDocument({ a: [1] })).toEqual({ a: [1] })
    expect(plainDocument(null)).toBe(null)
  })
  test('that is no JSON is an error which names the place', () => {
    expect(() => plainDocument({ neurons: [{ stake: 5n }] })).toThrow('neurons[0].stake')
    expect(() => plainDocument(throwing)).toThrow('no JSON')
    expect(() => plainDocument(undefined)).toThrow('no JSON')
  })
})

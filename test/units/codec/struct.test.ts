import { isRight, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { expect, test } from 'vitest'
import { codeUnitOrder } from '../../../src/units/order/code-unit-order.js'
import { faultsOf, pathOf, showFault, showValue } from '../../../src/units/codec/fault.js'
import { leaf } from '../../../src/units/codec/leaf.js'
import { nearest } from '../../../src/units/text/nearest.js'
import { closedStruct, struct } from '../../../src/units/codec/struct.js'
import { tableOf } from '../../../src/units/codec/table.js'
import { text } from '../../../src/units/codec/text.js'
import { Uid } from '../../../src/units/integer/uid.js'
import { expectLeft, expectRight } from '../../either.js'

const name = leaf<string, string>('a name', (u): u is string => typeof u === 'string')
const Slot = struct('a slot', { uid: Uid }, { name })
const Closed = closedStruct('a config', { uid: Uid }, { threshold: Uid })
const errors = (codec: t.Mixed, value: unknown): readonly string[] => faultsOf(expectLeft(codec.decode(value))).map(showFault)

test('a struct reads its keys, ignores other keys, and does not add missing keys', () => {
  expect(Slot.decode({ uid: 1, other: 2 })).toEqual(right({ uid: 1 }))
  expect(Slot.decode({ uid: 1, name: 'x' })).toEqual(right({ uid: 1, name: 'x' }))
  expect(Slot.decode({ uid: 1, name: undefined })).toEqual(right({ uid: 1 }))
  expect(Slot.encode({ uid: 1 as Uid })).toEqual({ uid: 1 })
  expect(Slot.is({ uid: 1 }) && Slot.is({ uid: 1, name: 'x' })).toBe(true)
  expect(Slot.is({ uid: -1 }) || Slot.is({ uid: 1, name: 2 }) || Slot.is(null) || Slot.is([])).toBe(false)
})

test('null does not count as missing, and inherited keys do', () => {
  expect(errors(Slot, { uid: 1, name: null })).toEqual(['name: expected a name, found null'])
  expect(errors(Slot, Object.create({ uid: 1 }))).toEqual(['uid: missing: expected an integer from 0 to 65535'])
})

test('all mistakes are reported at once, with their paths', () => {
  const List = struct('a list of slots', { slots: t.readonlyArray(Slot, 'a list') }, {})
  expect(errors(List, { slots: [{ uid: 1 }, { uid: -1, name: 3 }, 7] })).toEqual([
    'slots[1].uid: expected an integer from 0 to 65535, found -1',
    'slots[1].name: expected a name, found 3',
    'slots[2]: expected a slot, found 7',
  ])
  expect(errors(List, [])).toEqual(['expected a list of slots, found a list'])
  expect(errors(List, undefined)).toEqual(['missing: expected a list of slots'])
})

test('for an unknown key, a closed struct names the known key that was most likely meant', () => {
  expect(errors(Closed, { uid: 1, treshold: 1, colour: 2 })).toEqual([
    'treshold: no such key; did you mean threshold?',
    'colour: no such key',
  ])
  expect(isRight(Closed.decode({ uid: 1, threshold: 2 }))).toBe(true)
  expect(Closed.encode({ uid: 1 as Uid, threshold: 2 as Uid })).toEqual({ uid: 1, threshold: 2 })
})

test('a table with very many unknown keys is refused quickly', () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`treshold${i}`, 1]))
  const said = errors(Closed, { uid: 1, ...many })
  expect([said.length, said.filter((line) => line.includes('did you mean')).length]).toEqual([21, 20])
  expect(said[20]).toBe('and 10 more (UnknownKey)')
})

test('tables keep every key, also __proto__, in code-unit order', () => {
  const Table = tableOf('a table', text(1, 3), Uid)
  const table = expectRight(Table.decode(JSON.parse('{"b":2,"a":1,"__p":3,"B":4}')))
  expect([...table]).toEqual([
    ['B', 4],
    ['__p', 3],
    ['a', 1],
    ['b', 2],
  ])
  const proto = expectRight(tableOf('a table', text(1, 9), Uid).decode(JSON.parse('{"__proto__":5}')))
  expect([...proto]).toEqual([['__proto__', 5]])
  expect(JSON.stringify(tableOf('a table', text(1, 9), Uid).encode(proto))).toBe('{"__proto__":5}')
  expect(isRight(Table.decode(table))).toBe(false)
  expect(Table.is(table)).toBe(true)
  expect(errors(Table, { long: -1, '': 1 })).toEqual([
    '[""]: expected a string of 1 to 3 characters, found ""',
    'long: expected a string of 1 to 3 characters, found "long"',
    'long: expected an integer from 0 to 65535, found -1',
  ])
  expect(errors(Table, 3)).toEqual(['expected a table, found 3'])
})

test('text counts characters, not code units', () => {
  const three = text(1, 3)
  expect(['a', 'abc', '😀😀😀'].every(three.is)).toBe(true)
  expect(['', 'abcd', '😀😀😀😀', 3, null].some(three.is)).toBe(false)
})

test('the nearest word is close, or there is no nearest word', () => {
  expect(nearest(['burn_uid', 'burn_hotkey'], 'burn_iud')).toBe('burn_uid')
  expect(nearest(['burn_uid', 'burn_hotkey'], 'BurnUid')).toBe('burn_uid')
  expect(nearest(['burn_uid'], 'zzz')).toBeUndefined()
  expect(nearest(['burn_uid'], 'x'.repeat(100_000))).toBeUndefined()
  expect(nearest([], 'x')).toBeUndefined()
})

test('values are shown on one short line, and paths as they would be written', () => {
  expect(showValue(undefined)).toBe('nothing')
  expect([null, 1n, 'a\nb', [1], { a: 1 }, NaN].map(showValue)).toEqual(['null', '1', '"a\\nb"', 'a list', 'a table', 'NaN'])
  expect(showValue('x'.repeat(1000)).length).toBe(81)
  expect(showValue(new Date(0))).toBe('a date')
  expect(showValue('\u009b\u202e\u2028\u007f\u0000é😀')).toBe('"\\u009b\\u202e\\u2028\\u007f\\u0000é😀"')
  expect(pathOf(['a', 3, 'RTX 4090', 'b-c'])).toBe('a[3]["RTX 4090"].b-c')
})

test('strings are ordered by code units, in every locale', () => {
  expect(['b', 'a', 'B', 'ä', 'a'].sort(codeUnitOrder.compare)).toEqual(['B', 'a', 'a', 'b', 'ä'])
  expect(codeUnitOrder.equals('a', 'a')).toBe(true)
})

import type { Either } from 'fp-ts/lib/Either.js'
import { isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Flag } from '../../../src/units/codec/flag.js'
import { faultsOf, showFault } from '../../../src/units/codec/fault.js'
import { listOf } from '../../../src/units/codec/list.js'
import { closedStruct } from '../../../src/units/codec/struct.js'
import { tableOf } from '../../../src/units/codec/table.js'
import { Text } from '../../../src/units/codec/text.js'
import { expectLeft, expectRight } from '../../either.js'

const Item = closedStruct('an item', { a: Flag, b: Flag }, {})
const Items = listOf(Item, 'a list of items')

test('a list of what the codec reads is read, written and recognised; another value is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ a: fc.boolean(), b: fc.boolean() }), { maxLength: 30 }), (items) => {
      const read = expectRight(Items.decode(items))
      return JSON.stringify(Items.encode(read)) === JSON.stringify(items) && Items.is(read) && Items.is([...items, null]) === false
    }),
  )
  expect(isRight(Items.decode({ length: 0 }))).toBe(false)
})

test('a flood of mistakes gives 20 faults of each kind and the number of the others, exactly, at any depth', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom({}, { a: 1, b: 1 }, { a: true, b: true, c: 1 }, 7), { maxLength: 120 }), (items) => {
      const lists: readonly Either<t.Errors, unknown>[] = [
        Items.decode(items),
        listOf(Items, 'lists').decode([items]),
        tableOf('a table', Text, Items).decode({ key: items }),
      ]
      const number = (kind: string): number =>
        items.reduce<number>((all, item: object | number) => {
          if (typeof item === 'number') return all + (kind === 'Unexpected' ? 1 : 0)
          if ('c' in item) return all + (kind === 'UnknownKey' ? 1 : 0)
          return all + (kind === ('a' in item ? 'Unexpected' : 'Missing') ? 2 : 0)
        }, 0)
      return lists.every((decoded) => {
        const faults = isRight(decoded) ? [] : faultsOf(decoded.left)
        return ['Unexpected', 'Missing', 'UnknownKey'].every((kind) => {
          const listed = faults.filter(({ _tag }) => _tag === kind).length
          const more = faults.reduce((all, fault) => all + (fault._tag === 'More' && fault.of === kind ? fault.count : 0), 0)
          return listed === Math.min(20, number(kind)) && listed + more === number(kind)
        })
      })
    }),
  )
})

test('a flood of one kind does not hide a mistake of another, and paths give the index', () => {
  const said = faultsOf(expectLeft(Items.decode([...Array.from({ length: 500 }, () => ({})), { a: true, b: 2 }]))).map(showFault)
  expect(said).toHaveLength(22)
  expect(said.slice(19)).toEqual([
    '[9].b: missing: expected true or false',
    '[500].b: expected true or false, found 2',
    'and 980 more (Missing)',
  ])
})

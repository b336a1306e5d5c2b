import fc from 'fast-check'
import { expect, test } from 'vitest'
import { showAllocationError } from '../../../src/allocation/allocation-error.js'
import type { Exclusion } from '../../../src/allocation/miners/exclusion.js'
import { exclusionOrder } from '../../../src/allocation/miners/exclusion.js'
import { PoolRule } from '../../../src/allocation/config/pool-rule.js'
import type { Uid } from '../../../src/units/integer/uid.js'
import { expectRight } from '../../either.js'

const fault = (path: string) => ({ _tag: 'Missing', path, expected: 'x' }) as const
const sorted: readonly Exclusion[] = [
  { uid: 1 as Uid, hotkey: 'a', category: null, reason: 'NoAxon' },
  { uid: 1 as Uid, hotkey: 'a', category: null, reason: 'NoAxon' },
  { uid: 1 as Uid, hotkey: 'a', category: null, reason: 'InvalidResult', row: 9, faults: [fault('a')] },
  { uid: 1 as Uid, hotkey: 'a', category: null, reason: 'InvalidResult', row: 2, faults: [fault('b')] },
  { uid: 1 as Uid, hotkey: 'a', category: 'H100', reason: 'NotRewarded', executor: 'x' },
  { uid: 1 as Uid, hotkey: 'a', category: 'H100', reason: 'NotRewarded', executor: 'y' },
  { uid: 2 as Uid, hotkey: 'a', category: null, reason: 'NoAxon' },
  { uid: null, hotkey: null, category: null, reason: 'InvalidResult', row: 0, faults: [] },
  { uid: null, hotkey: 'b', category: null, reason: 'NotRegistered' },
]

test('exclusions are sorted by uid (null last), hotkey, category, reason, and executor or fault', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...sorted], { minLength: sorted.length }),
      (list) => JSON.stringify(list.sort(exclusionOrder.compare)) === JSON.stringify(sorted),
    ),
  )
})

test('a pool rule is recognised, and a table without its default is not', () => {
  const rule = expectRight(PoolRule.decode(40))
  expect([PoolRule.is(rule), PoolRule.is({ weight: rule.weight }), PoolRule.is(40)]).toEqual([true, false, false])
})

test('an apportionment error has its own message', () => {
  expect(showAllocationError({ _tag: 'NoPositiveClaim' })).toContain('nobody')
})

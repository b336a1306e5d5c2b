import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NETUIDS, storageIndex } from '../../src/network/storage-index.js'

test('the index of the first mechanism is the netuid', () => {
  fc.assert(
    fc.property(fc.nat(NETUIDS - 1), (netuid) => storageIndex({ netuid }) === netuid && storageIndex({ netuid, mechanism: 0 }) === netuid),
  )
})
test('two mechanisms of any two subnets never have the same', () => {
  const place = fc.record({ netuid: fc.nat(NETUIDS - 1), mechanism: fc.nat(15) })
  fc.assert(
    fc.property(place, place, (a, b) => (storageIndex(a) === storageIndex(b)) === (a.netuid === b.netuid && a.mechanism === b.mechanism)),
  )
  // The largest that a chain has is a u16.
  expect(storageIndex({ netuid: NETUIDS - 1, mechanism: 15 })).toBe(65_535)
})

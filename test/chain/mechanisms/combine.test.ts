import { expect, test } from 'vitest'
import { addAmounts, combineEmission, combineShares, mechanismWeights } from '../../../src/chain/mechanisms/index.js'

const halves = mechanismWeights(2n)([1n, 1n])

test('a column that is too short, or missing, counts as 0', () => {
  expect(combineShares(halves)([Uint16Array.of(10, 20), Uint16Array.of(30)])).toEqual(Uint16Array.of(20, 10))
  expect(combineShares(halves)([Uint16Array.of(10)])).toEqual(Uint16Array.of(5))
  expect(combineEmission(halves)([BigUint64Array.of(4n, 8n), BigUint64Array.of()])).toEqual(BigUint64Array.of(2n, 4n))
  expect(combineEmission(halves)([BigUint64Array.of(4n)])).toEqual(BigUint64Array.of(2n))
  expect(addAmounts([BigUint64Array.of(4n, 8n), BigUint64Array.of(1n)])).toEqual(BigUint64Array.of(5n, 8n))
})

test('without mechanisms there is nothing', () => {
  expect([combineShares([])([]), combineEmission([])([]), addAmounts([])]).toEqual([
    new Uint16Array(0),
    new BigUint64Array(0),
    new BigUint64Array(0),
  ])
})

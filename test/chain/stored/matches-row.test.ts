import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OwnRow } from '../../../src/network/look.js'
import { matchesRow } from '../../../src/chain/stored/matches-row.js'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'

const NOBODY = (): boolean => false

const vectors = fc
  .uniqueArray(fc.nat(12), { minLength: 1, maxLength: 8 })
  .chain((uids) =>
    fc.tuple(
      fc.constant(uids),
      fc.array(fc.oneof(fc.constantFrom(0, 1, 32_768, 32_769, 65_535), fc.nat(65_535)), { minLength: uids.length, maxLength: uids.length }),
    ),
  )
const rowOf = (uids: readonly number[], weights: readonly number[]): OwnRow =>
  Array.from(maxUpscale(Uint16Array.from(weights)), (weight, i) => [uids[i]!, weight])

describe('a stored row', () => {
  test('the row that the chain makes of a vector matches it, in any order and with or without zeros', () => {
    fc.assert(
      fc.property(vectors, fc.boolean(), ([uids, weights], zeros) => {
        const row = [...rowOf(uids, weights)].reverse().filter(([, weight]) => zeros || weight > 0)
        return matchesRow({ uids, weights, isTakenOver: NOBODY })(row)
      }),
    )
  })
  test('an entry that differs does not match, unless it is 0 and its uid changed hands', () => {
    fc.assert(
      fc.property(vectors, fc.nat(), fc.nat(65_535), fc.boolean(), ([uids, weights], at, weight, isTakenOver) => {
        const row = rowOf(uids, weights)
        const [uid, before] = row[at % row.length]!
        fc.pre(weight !== before)
        const changed = row.map((pair): OwnRow[number] => (pair[0] === uid ? [uid, weight] : pair))
        const sent = { uids, weights, isTakenOver: (one: number) => isTakenOver && one === uid }
        return matchesRow(sent)(changed) === (isTakenOver && weight === 0)
      }),
    )
  })
  test('an entry more does not match', () => {
    const sent = { uids: [1], weights: [9], isTakenOver: () => true }
    expect(matchesRow(sent)(rowOf([1], [9]))).toBe(true)
    expect(matchesRow(sent)([...rowOf([1], [9]), ...rowOf([2], [7])])).toBe(false)
  })
  test('no row at all matches a vector of zeros only', () => {
    expect(matchesRow({ uids: [1], weights: [0], isTakenOver: NOBODY })([])).toBe(true)
    expect(matchesRow({ uids: [1], weights: [5], isTakenOver: NOBODY })([])).toBe(false)
  })
})

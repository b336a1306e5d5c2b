import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Batch, MinedWeights } from '../../../src/policies/computeNodes/weigh-batches.js'
import { weighBatches } from '../../../src/policies/computeNodes/weigh-batches.js'
import { batches } from './worlds.js'
import type { WeighBatches } from './wrong.js'
import { everyNonce, preservedTwice, remainderLost } from './wrong.js'

const total = ({ weights }: MinedWeights): bigint => [...weights.values()].reduce((sum, weight) => sum + weight, 0n)
const nodes = fc.shuffledSubarray(['n1', 'n2', 'n3', 'n4', 'n10'])
const split = nodes.chain((ids) =>
  fc.tuple(
    fc.constant(ids),
    fc.subarray(ids).map((some) => new Set(some)),
  ),
)
const distinct = (rows: readonly Batch[]): bigint => BigInt(new Set(rows.flatMap(({ nonces }) => nonces)).size)

/** Laws, each with the implementation that breaks it. */
const LAWS: readonly (readonly [name: string, wrong: WeighBatches, law: (weigh: WeighBatches) => fc.IProperty<unknown>])[] = [
  [
    'the legacy weight that is spread, and what is unassigned, sum to the legacy weight',
    remainderLost,
    (weigh) =>
      fc.property(split, batches, ([ids, preserved], rows) => {
        const { legacy, unassigned, ...mined } = weigh(ids, preserved)(rows)
        const named = weigh(ids, preserved)(rows.filter(({ node }) => node !== null))
        return total(mined as MinedWeights) - total(named) + unassigned === legacy
      }),
  ],
  [
    'a nonce counts once',
    everyNonce,
    (weigh) =>
      fc.property(split, batches, ([ids, preserved], rows) => {
        const mined = weigh(ids, preserved)(rows)
        const counting = rows.filter(({ node }) => node === null || (ids.includes(node) && !preserved.has(node)))
        return total(mined) + mined.unassigned === distinct(counting)
      }),
  ],
  [
    'the batches of a node that is preserved change nothing',
    preservedTwice,
    (weigh) =>
      fc.property(split, batches, ([ids, preserved], rows) => {
        const without = weigh(ids, preserved)(rows.filter(({ node }) => node === null || !preserved.has(node)))
        const mined = weigh(ids, preserved)(rows)
        expect([...mined.weights]).toEqual([...without.weights])
        expect([...preserved].some((id) => mined.weights.has(id))).toBe(false)
        return true
      }),
  ],
]

describe('laws of batches', () => {
  test.each(LAWS)('%s', (_name, _wrong, law) => {
    fc.assert(law(weighBatches))
  })
  test.each(LAWS)('a wrong implementation is caught: %s', (_name, wrong, law) => {
    expect(fc.check(law(wrong), { numRuns: 300 }).failed).toBe(true)
  })
  test('the order of nodes, batches and nonces does not matter', () => {
    fc.assert(
      fc.property(split, batches, ([ids, preserved], rows) => {
        const other = weighBatches(
          [...ids].reverse(),
          preserved,
        )([...rows].reverse().map(({ node, nonces }) => ({ node, nonces: [...nonces].reverse() })))
        expect(other).toEqual(weighBatches(ids, preserved)(rows))
      }),
    )
  })
})

describe('the rules', () => {
  const weighed = (ids: readonly string[], preserved: readonly string[], ...rows: readonly Batch[]): MinedWeights =>
    weighBatches(ids, new Set(preserved))(rows)
  test('the weight of a node is the number of nonces of its batches', () => {
    expect([...weighed(['n1', 'n2'], [], { node: 'n1', nonces: [1, 2] }, { node: 'n1', nonces: [3] }).weights]).toEqual([
      ['n1', 3n],
      ['n2', 0n],
    ])
  })
  test('a nonce of several nodes counts for the first of them by id, and not for a legacy batch', () => {
    const { weights, legacy } = weighed(
      ['n2', 'n10'],
      [],
      { node: null, nonces: [1, 5] },
      { node: 'n2', nonces: [1, 2] },
      { node: 'n10', nonces: [2, 3] },
    )
    expect([[...weights], legacy]).toEqual([
      [
        ['n10', 3n],
        ['n2', 1n],
      ],
      1n,
    ])
  })
  test('legacy weight is spread evenly over the nodes that are not preserved; the remainder goes, one each, to the first of them', () => {
    const { weights } = weighed(['n1', 'n2', 'n3', 'n4'], ['n2'], { node: null, nonces: [1, 2, 3, 4, 5] })
    expect([...weights]).toEqual([
      ['n1', 2n],
      ['n3', 2n],
      ['n4', 1n],
    ])
  })
  test('without such a node it is unassigned, and not counted', () => {
    const { weights, unassigned } = weighed(['n1'], ['n1'], { node: null, nonces: [1, 2, 3] })
    expect([weights.size, unassigned]).toEqual([0, 3n])
  })
  test('a node that is listed twice counts once, and loses nothing', () => {
    fc.assert(
      fc.property(split, batches, ([ids, preserved], rows) => {
        expect(weighBatches([...ids, ...ids], preserved)(rows)).toEqual(weighBatches(ids, preserved)(rows))
      }),
    )
    expect([...weighed(['n1', 'n1'], [], { node: 'n1', nonces: [1, 2] }, { node: null, nonces: [7, 8, 9] }).weights]).toEqual([['n1', 5n]])
  })
  test('batches of unknown nodes do not count, and use up no nonce', () => {
    const { weights, strangers } = weighed(['n1'], [], { node: 'a', nonces: [1, 2] }, { node: 'n1', nonces: [1] })
    expect([[...weights], strangers]).toEqual([[['n1', 1n]], ['a']])
  })
})

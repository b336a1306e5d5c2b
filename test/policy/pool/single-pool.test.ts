import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import { allocate } from '../../../src/allocation/allocate.js'
import { quantize } from '../../../src/allocation/pools/quantize.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import { shares } from '../../../src/policy/shares/shares.js'
import { paySinglePool } from '../../../src/policy/pool/single-pool.js'
import type { Neuron } from '../../../src/network/subnet.js'
import { compare, equals, fraction, fromDouble, sum } from '../../../src/units/exact/fraction.js'
import { neuron, result, snapshotOf } from '../../arbitraries/snapshot.js'
import { expectLeft, expectRight } from '../../either.js'

const neurons = (count: number): readonly Neuron[] =>
  expectRight(
    readSnapshot(
      snapshotOf(
        Array.from({ length: count }, (_, i) => neuron(i)),
        [],
      ),
    ),
  ).neurons
const burning = (table: object): Parameters<typeof paySinglePool>[0] => expectRight(mergeWithDefaults(table))

const claims = fc.array(fc.oneof(fc.constantFrom(0, 0, 1, 1, 0.1, 0.3, 5e-324, 1e300), fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 12,
})
const percentage = fc.constantFrom(0, 5, '33.3333', 99.999, 100)

test('burn and parts sum to the whole, as units and as fractions, and each is the floor or the ceiling of its quota', () => {
  fc.assert(
    fc.property(claims, percentage, (values, burn_percentage) => {
      const all = neurons(values.length + 1)
      const pool = expectRight(
        paySinglePool(burning({ burn_percentage, burn_uid: 0 }))(all)(
          values.map((value, i) => ({ neuron: all[i + 1]!, claim: fromDouble(value) })),
        ),
      )
      const near = pool.shares.every(({ quota, units }) => {
        const floor = quota.numerator / quota.denominator
        return BigInt(units) === floor || (BigInt(units) === floor + 1n && !equals(quota, fraction(floor)))
      })
      return (
        near &&
        pool.shares.reduce((rest, { units }) => rest - units, 65_535) === 0 &&
        equals(sum(pool.shares.map(({ quota }) => quota)), fraction(65_535n))
      )
    }),
  )
})

test('one pool of GPUs is paid as allocate pays it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 9 }), percentage, (counts, burn_percentage) => {
      const document = snapshotOf(
        [neuron(0), ...counts.map((_, i) => neuron(i + 1))],
        counts.map((gpu_count, i) => result(i + 1, { gpu_count })),
      )
      const snapshot = expectRight(readSnapshot(document))
      const config = expectRight(mergeWithDefaults({ burn_percentage, burn_uid: 0, gpu_allocations: { H100: 100 } }))
      const allocation = expectRight(allocate(config)(snapshot))
      const pool = expectRight(
        paySinglePool(config)(snapshot.neurons)(
          counts.map((count, i) => ({ neuron: snapshot.neurons[i + 1]!, claim: fraction(BigInt(count)) })),
        ),
      )
      expect(pool.weights).toEqual(quantize('max')(allocation))
      expect(pool.shares.map(({ units }) => units)).toEqual(shares(allocation).map(({ units }) => units))
      expect(pool.shares.every(({ quota }, i) => compare(quota, shares(allocation)[i]!.quota) === 0)).toBe(true)
    }),
  )
})

test('the burn target is not a claimant, whether or not anything burns; the order of claims does not matter', () => {
  const all = neurons(3)
  const claim = fraction(1n)
  const pay = paySinglePool(burning({ burn_uid: 1 }))(all)
  const pool = expectRight(
    pay([
      { neuron: all[1]!, claim },
      { neuron: all[2]!, claim },
      { neuron: all[0]!, claim },
    ]),
  )
  expect(pool.parts.map(({ neuron: { uid }, units }) => [uid, units])).toEqual([
    [0, 32_768],
    [2, 32_767],
  ])
  expect(pool.burn).toMatchObject({ units: 0, target: all[1] })
})

test('a pool without a claim above 0 burns, and without a burn target that is an error', () => {
  const all = neurons(2)
  const nothing = [{ neuron: all[1]!, claim: fraction(0n) }]
  const pool = expectRight(paySinglePool(burning({ burn_uid: 0 }))(all)(nothing))
  expect([pool.burn.units, pool.parts[0]!.units, pool.weights]).toEqual([
    65_535,
    0,
    { uids: Uint16Array.of(0), weights: Uint16Array.of(65_535) },
  ])
  expect(expectLeft(paySinglePool(burning({}))(all)(nothing))).toMatchObject({ _tag: 'BurnTargetMissing', percentage: '100.000000000000' })
  expect(expectLeft(paySinglePool(burning({ burn_uid: 0, burn_hotkey: all[1]!.hotkey }))(all)(nothing))).toMatchObject({
    _tag: 'BurnTargetMismatch',
  })
})

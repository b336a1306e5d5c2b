import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../../src/allocation/allocate.js'
import type { Allocation } from '../../../src/allocation/allocation.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import type { U16Weights } from '../../../src/policy/shares/u16-weights.js'
import { quantize } from '../../../src/allocation/pools/quantize.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'
import type { Raised } from '../../../src/chain/stored/raise-lost.js'
import { raiseLost } from '../../../src/chain/stored/raise-lost.js'
import type { RealisedShare } from '../../../src/chain/stored/realised.js'
import { realised } from '../../../src/chain/stored/realised.js'
import { ONE, ZERO, equals, fraction, multiply, sum } from '../../../src/units/exact/fraction.js'
import { worlds } from '../../arbitraries/snapshot.js'
import { expectRight } from '../../either.js'

const columns = (pairs: readonly (readonly [number, number])[]): U16Weights => {
  const sorted = [...pairs].sort(([a], [b]) => a - b)
  return { uids: Uint16Array.from(sorted, ([uid]) => uid), weights: Uint16Array.from(sorted, ([, weight]) => weight) }
}
const vectors = fc
  .uniqueArray(fc.tuple(fc.nat(65_535), fc.oneof(fc.nat(65_535), fc.nat(10), fc.constant(0))), { selector: ([uid]) => uid, maxLength: 30 })
  .map(columns)

const allocations = worlds.map(([config, snapshot]) =>
  expectRight(allocate(expectRight(mergeWithDefaults(config)))(expectRight(readSnapshot(snapshot)))),
)

type Scaled = readonly [Allocation, U16Weights]
const changes = fc.constantFrom('as made', 'cut', 'made coarse', 'all zero')
const scaled: fc.Arbitrary<Scaled> = fc.tuple(allocations, fc.constantFrom('sum', 'max'), changes).map(([allocation, scale, change]) => {
  const { uids, weights } = quantize(scale)(allocation)
  if (change === 'cut') return [allocation, { uids: uids.slice(1), weights: weights.slice(1) }]
  if (change === 'made coarse') return [allocation, { uids, weights: weights.map((w) => Math.floor(w / 3000)) }]
  return [allocation, change === 'as made' ? { uids, weights } : { uids, weights: weights.map(() => 0) }]
})

const check = <A>(arbitrary: fc.Arbitrary<A>, law: (a: A) => boolean): boolean =>
  !fc.check(fc.property(arbitrary, law), { numRuns: 300 }).failed

describe('realised shares', () => {
  type Realise = (weights: U16Weights) => readonly RealisedShare[]
  const wholeOrNothing = (realise: Realise): boolean =>
    check(vectors, (weights) => {
      const all = sum(realise(weights).map(({ share }) => share))
      return equals(all, weights.weights.some((w) => w > 0) ? ONE : ZERO)
    })
  /** Two shares have the same ratio as the stored weights. */
  const asStored = (realise: Realise): boolean =>
    check(vectors, (weights) => {
      const stored = maxUpscale(weights.weights)
      return realise(weights).every(
        ({ uid, share }, i, row) =>
          uid === weights.uids[i] &&
          row.every((other, j) =>
            equals(multiply(share, fraction(BigInt(stored[j]!))), multiply(other.share, fraction(BigInt(stored[i]!)))),
          ),
      )
    })
  const asGiven: Realise = ({ uids, weights }) => {
    const total = weights.reduce((a, b) => a + b, 0)
    return Array.from(uids, (uid, i) => ({
      uid,
      stored: weights[i]!,
      share: total === 0 ? ZERO : fraction(BigInt(weights[i]!), BigInt(total)),
    }))
  }
  const of65535: Realise = (weights) => realised(weights).map((row) => ({ ...row, share: fraction(BigInt(row.stored), 65_535n) }))

  test('sum to 1, or to 0 when nothing is stored', () => {
    expect(wholeOrNothing(realised)).toBe(true)
    expect(wholeOrNothing(of65535)).toBe(false)
  })
  test('are in the ratio of the stored weights, not of the given ones', () => {
    expect(asStored(realised)).toBe(true)
    expect(asStored(asGiven)).toBe(false)
  })
})

describe('raising the lost', () => {
  type Raise = (allocation: Allocation) => (weights: U16Weights) => Raised
  const at = ({ uids, weights }: U16Weights, uid: number): number => weights[uids.indexOf(uid)] ?? 0
  const isRight = (raise: Raise): boolean =>
    check(scaled, ([allocation, weights]) => {
      const { weights: lifted, raised, units, cost, before, after } = raise(allocation)(weights)
      const theirs = realised(lifted)
        .filter(({ uid }) => raised.includes(uid))
        .map(({ share }) => share)
      return (
        after.zeroed_uids.length === 0 &&
        units === raised.length &&
        `${raised}` === `${before.zeroed_uids}` &&
        lifted.uids.every(
          (uid, i) => (i === 0 || uid > lifted.uids[i - 1]!) && at(lifted, uid) === (raised.includes(uid) ? 1 : at(weights, uid)),
        ) &&
        weights.uids.every((uid) => lifted.uids.includes(uid)) &&
        equals(cost, sum(theirs))
      )
    })

  test('leaves no paid uid at 0, changes no other uid, and costs what the raised uids get on chain', () => {
    expect(isRight(raiseLost)).toBe(true)
  })
  test('raising uids without a claim, or counting one unit in 65535 each as the cost, is caught', () => {
    const everyZero: Raise = (allocation) => (weights) => {
      const all = raiseLost(allocation)(weights)
      return { ...all, weights: { uids: all.weights.uids, weights: all.weights.weights.map((w) => w + 1) } }
    }
    const byTheUnit: Raise = (allocation) => (weights) => {
      const all = raiseLost(allocation)(weights)
      return { ...all, cost: fraction(BigInt(all.units), 65_535n) }
    }
    expect(isRight(everyZero)).toBe(false)
    expect(isRight(byTheUnit)).toBe(false)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../../src/allocation/allocate.js'
import type { Allocation } from '../../../src/allocation/allocation.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import type { U16Weights } from '../../../src/policy/shares/u16-weights.js'
import { quantize } from '../../../src/allocation/pools/quantize.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import { shares } from '../../../src/policy/shares/shares.js'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'
import type { Raised } from '../../../src/chain/stored/raise-lost.js'
import { raiseLost } from '../../../src/chain/stored/raise-lost.js'
import type { Distortion, RealisedShare } from '../../../src/chain/stored/realised.js'
import { distortion, realised, reportRealised } from '../../../src/chain/stored/realised.js'
import type { Fraction } from '../../../src/units/exact/fraction.js'
import { ONE, ZERO, add, compare, divide, equals, fraction, multiply, subtract, sum } from '../../../src/units/exact/fraction.js'
import { toDouble } from '../../../src/units/exact/fraction-rounding.js'
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

describe('distortion', () => {
  type Measure = (allocation: Allocation) => (weights: U16Weights) => Distortion
  const half = (a: Fraction): Fraction => divide(a, fraction(2n))
  const absolute = (a: Fraction): Fraction => (compare(a, ZERO) < 0 ? subtract(ZERO, a) : a)
  /** Computed directly from the definitions, over the union of the uids. */
  const defined = (allocation: Allocation, weights: U16Weights): Distortion => {
    const meant = new Map(shares(allocation).map(({ neuron, quota }) => [neuron.uid as number, divide(quota, fraction(65_535n))]))
    const stored = maxUpscale(weights.weights)
    const total = stored.reduce((a, b) => a + b, 0)
    const got = (uid: number): Fraction => (total === 0 ? ZERO : fraction(BigInt(stored[weights.uids.indexOf(uid)] ?? 0), BigInt(total)))
    const paid = [...meant].filter(([, share]) => compare(share, ZERO) > 0)
    const union = new Set([...meant.keys(), ...weights.uids])
    const l1 = [...union].map((uid) => absolute(subtract(meant.get(uid) ?? ZERO, got(uid)))).reduce(add, ZERO)
    return {
      burn: allocation.burn.target === null ? ZERO : got(allocation.burn.target.uid),
      total_variation: total === 0 ? ONE : half(l1),
      largest_relative_error: paid
        .map(([uid, share]) => divide(absolute(subtract(share, got(uid))), share))
        .reduce((a, b) => (compare(a, b) < 0 ? b : a), ZERO),
      zeroed_uids: paid.map(([uid]) => uid).filter((uid) => equals(got(uid), ZERO)),
    }
  }
  const isDefined = (measure: Measure): boolean =>
    check(scaled, ([allocation, weights]) => {
      const [found, expected] = [measure(allocation)(weights), defined(allocation, weights)]
      return (
        equals(found.burn, expected.burn) &&
        equals(found.total_variation, expected.total_variation) &&
        equals(found.largest_relative_error, expected.largest_relative_error) &&
        `${found.zeroed_uids}` === `${expected.zeroed_uids}`
      )
    })

  test('is what the definitions say, over the union of the uids', () => {
    expect(isDefined(distortion)).toBe(true)
  })
  test('using the sum of all differences, the burn of the ledger, or the zeros of the vector instead is caught', () => {
    expect(
      isDefined((a) => (w) => ({ ...distortion(a)(w), total_variation: multiply(distortion(a)(w).total_variation, fraction(2n)) })),
    ).toBe(false)
    expect(isDefined((a) => (w) => ({ ...distortion(a)(w), burn: fraction(BigInt(a.burn.units), 65_535n) }))).toBe(false)
    expect(isDefined((a) => (w) => ({ ...distortion(a)(w), zeroed_uids: Array.from(w.uids).filter((_, i) => w.weights[i] === 0) }))).toBe(
      false,
    )
    expect(isDefined((a) => (w) => ({ ...distortion(a)(w), largest_relative_error: ZERO }))).toBe(false)
  })
  test('a share too small for a u16 is listed, and 256 equal miners at the maximum scale have no distortion', () => {
    const claims = Array.from({ length: 256 }, (_, uid) => ({ neuron: { uid } }))
    const pool = {
      quota: fraction(65_535n),
      units: 65_535,
      claims,
      counted: new Float64Array(256).fill(1),
      parts: new Uint32Array(256).fill(255),
    }
    const equal = { burn: { target: null, quota: ZERO, units: 0 }, pools: [pool] } as unknown as Allocation
    expect(distortion(equal)(quantize('max')(equal)).total_variation.numerator).toBe(0n)
    const tiny = {
      ...equal,
      pools: [{ ...pool, counted: Float64Array.from(claims, (_, i) => (i === 9 ? 1e-9 : 1)) }],
    } as unknown as Allocation
    const found = distortion(tiny)(quantize('max')(tiny))
    expect(found.zeroed_uids).toEqual([9])
    expect(toDouble(found.largest_relative_error)).toBe(1)
    expect(reportRealised(tiny)(quantize('max')(tiny))).toEqual({
      burn: '0.000000000000',
      total_variation: '0.000000000004',
      zeroed_uids: [9],
    })
  })
  test('a vector of zeros has the distance 1', () => {
    const burn = { target: { uid: 1 }, quota: fraction(65_535n), units: 65_535 }
    const allocation = { burn, pools: [] } as unknown as Allocation
    expect(reportRealised(allocation)(columns([[1, 0]]))).toEqual({
      burn: '0.000000000000',
      total_variation: '1.000000000000',
      zeroed_uids: [1],
    })
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

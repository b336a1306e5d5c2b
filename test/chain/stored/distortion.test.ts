import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../../src/allocation/allocate.js'
import type { Allocation } from '../../../src/allocation/allocation.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import { quantize } from '../../../src/allocation/pools/quantize.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import type { Distortion } from '../../../src/chain/stored/distortion.js'
import { distortion, reportRealised } from '../../../src/chain/stored/distortion.js'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'
import { realised } from '../../../src/chain/stored/realised.js'
import { maximumWeights } from '../../../src/policy/shares/maximum-scale.js'
import { recipientsOf } from '../../../src/policy/shares/recipients.js'
import type { Ledger } from '../../../src/policy/shares/shares.js'
import { shares } from '../../../src/policy/shares/shares.js'
import type { U16Weights } from '../../../src/policy/shares/u16-weights.js'
import type { Fraction } from '../../../src/units/exact/fraction.js'
import { ONE, ZERO, add, compare, divide, equals, fraction, fromDouble, multiply, subtract } from '../../../src/units/exact/fraction.js'
import { toDouble } from '../../../src/units/exact/fraction-rounding.js'
import { payableClaims } from '../../arbitraries/claims.js'
import { worlds } from '../../arbitraries/snapshot.js'
import { expectRight } from '../../either.js'

const columns = (pairs: readonly (readonly [number, number])[]): U16Weights => {
  const sorted = [...pairs].sort(([a], [b]) => a - b)
  return { uids: Uint16Array.from(sorted, ([uid]) => uid), weights: Uint16Array.from(sorted, ([, weight]) => weight) }
}
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

/** Pools in which the same miners claim: ties, denormals, 1e300 beside 1e-300; and a burn that a miner of the pools may receive. */
const ledgers: fc.Arbitrary<Ledger> = fc
  .tuple(fc.array(fc.tuple(payableClaims, fc.nat({ max: 9000 })), { minLength: 1, maxLength: 6 }), fc.option(fc.nat({ max: 9 })))
  .map(([pools, target]) => ({
    burn: { target: target === null ? null : ({ uid: target } as never), quota: fraction(target === null ? 0n : 1n), units: 0 },
    pools: pools.map(([claims, quota]) => ({
      quota: fraction(BigInt(quota + 1), 3n),
      units: 0,
      claims: claims.map((_, uid) => ({ neuron: { uid } as never })),
      counted: Float64Array.from(claims),
      parts: new Uint32Array(claims.length),
    })),
  }))
  // The quotas of a ledger sum to 65535.
  .map(({ burn, pools }) => {
    const all = [burn, ...pools].map(({ quota }) => quota).reduce(add, ZERO)
    const scaled = <A extends { readonly quota: Fraction }>(part: A): A => ({
      ...part,
      quota: divide(multiply(part.quota, fraction(65_535n)), all),
    })
    return { burn: scaled(burn), pools: pools.map(scaled) }
  })
const overlapping: fc.Arbitrary<readonly [Ledger, U16Weights]> = fc.tuple(ledgers, changes).map(([ledger, change]) => {
  const { uids, nodes } = recipientsOf(ledger)
  const weights = maximumWeights(nodes, uids.length)
  if (change === 'cut') return [ledger, { uids: uids.slice(1), weights: weights.slice(1) }]
  return [
    ledger,
    {
      uids,
      weights: change === 'made coarse' ? weights.map((w) => Math.floor(w / 3000)) : change === 'all zero' ? weights.map(() => 0) : weights,
    },
  ]
})

const check = <A>(arbitrary: fc.Arbitrary<A>, law: (a: A) => boolean): boolean =>
  !fc.check(fc.property(arbitrary, law), { numRuns: 300 }).failed

describe('distortion', () => {
  type Measure = (allocation: Ledger) => (weights: U16Weights) => Distortion
  const half = (a: Fraction): Fraction => divide(a, fraction(2n))
  const absolute = (a: Fraction): Fraction => (compare(a, ZERO) < 0 ? subtract(ZERO, a) : a)
  /** Computed directly from the definitions, over the union of the uids. */
  const defined = (allocation: Ledger, weights: U16Weights): Distortion => {
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
    check(fc.oneof(scaled, overlapping), ([allocation, weights]) => {
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
  test('in doubles only is caught', () => {
    const inDoubles: Measure = (ledger) => (weights) => {
      const got = new Map<number, number>(realised(weights).map(({ uid, share }) => [uid, toDouble(share)]))
      const errors = shares(ledger)
        .filter(({ quota }) => quota.numerator > 0n)
        .map(({ neuron: { uid }, quota }) => Math.abs((got.get(uid) ?? 0) / (toDouble(quota) / 65_535) - 1))
      return { ...distortion(ledger)(weights), largest_relative_error: fromDouble(errors.reduce((a, b) => Math.max(a, b), 0)) }
    }
    expect(isDefined(inDoubles)).toBe(false)
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

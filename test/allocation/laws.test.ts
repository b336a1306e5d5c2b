import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quotas } from '../../src/apportion/quotas.js'
import type { Allocation } from '../../src/allocation/allocation.js'
import { allocate } from '../../src/allocation/allocate.js'
import { mergeWithDefaults } from '../../src/allocation/config/emission-config.js'
import type { U16Weights } from '../../src/policy/shares/u16-weights.js'
import { quantize } from '../../src/allocation/pools/quantize.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import { report } from '../../src/allocation/report/report.js'
import { shares } from '../../src/policy/shares/shares.js'
import type { Fraction } from '../../src/units/exact/fraction.js'
import { add, compare, divide, equals, fraction, multiply, ONE, subtract, sum, ZERO } from '../../src/units/exact/fraction.js'
import { roundHalfUp } from '../../src/units/exact/fraction-rounding.js'
import type { Json } from '../arbitraries/snapshot.js'
import { worlds } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'
import { hashOrder, keptForBurnt, outliersCutBack, publicEngine, roundedTwice, splitAfterRounding, zeroScoresPaid } from './wrong.js'

export type Allocator = (config: Json, snapshot: Json) => Allocation

const exact: Allocator = (config, snapshot) =>
  expectRight(allocate(expectRight(mergeWithDefaults(config)))(expectRight(readSnapshot(snapshot))))

const total = (list: ArrayLike<number>): number => Array.from(list).reduce((a, b) => a + b, 0)
const isNear = (units: number, quota: Fraction): boolean => {
  const off = subtract(fraction(BigInt(units)), quota)
  return compare(off, ONE) < 0 && compare(off, fraction(-1n)) > 0
}
const shuffled = <A>(list: readonly A[], seed: number): readonly A[] =>
  list
    .map((item, i) => ({ item, key: Math.sin(seed + i) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
const reordered = (json: Json, seed: number): Json => Object.fromEntries(shuffled(Object.entries(json), seed))

type Law = (allocator: Allocator, config: Json, snapshot: Json, seed: number) => boolean

const conservation: Law = (allocator, config, snapshot) => {
  const { burn, pools } = allocator(config, snapshot)
  return burn.units + total(pools.map(({ units }) => units)) === 65_535 && pools.every(({ units, parts }) => total(parts) === units)
}

const quotaRule: Law = (allocator, config, snapshot) => {
  const { burn, pools } = allocator(config, snapshot)
  return (
    equals(sum([burn.quota, ...pools.map(({ quota }) => quota)]), fraction(65_535n)) &&
    isNear(burn.units, burn.quota) &&
    pools.every(({ quota, units, counted, parts }) => isNear(units, quota) && quotas(quota)(counted).every((q, i) => isNear(parts[i]!, q)))
  )
}

const zeroGetsNothing: Law = (allocator, config, snapshot) =>
  allocator(config, snapshot).pools.every(
    ({ claims, parts }) => claims.every(({ claim }) => claim === 0) || claims.every(({ claim }, i) => claim > 0 || parts[i] === 0),
  )

const orderNeverMatters: Law = (allocator, config, snapshot, seed) => {
  const again = {
    ...reordered(snapshot, seed),
    neurons: shuffled(snapshot['neurons'] as readonly Json[], seed).map((n) => reordered(n, seed)),
    results: shuffled(snapshot['results'] as readonly unknown[], seed),
    ...('previous' in snapshot ? { previous: shuffled(snapshot['previous'] as readonly Json[], seed) } : {}),
  }
  const otherConfig = { ...reordered(config, seed), gpu_allocations: reordered(config['gpu_allocations'] as Json, seed) }
  return (['sum', 'max'] as const).every(
    (scale) => JSON.stringify(report(scale)(allocator(config, snapshot))) === JSON.stringify(report(scale)(allocator(otherConfig, again))),
  )
}

const equalClaims: Law = (allocator, config, snapshot) =>
  allocator(config, snapshot).pools.every(({ counted, parts }) =>
    parts.every((a, i) => parts.every((b, j) => counted[i] !== counted[j] || Math.abs(a - b) <= 1)),
  )

/** Twice the GPUs everywhere doubles every claim exactly, so nothing changes. Without uuids, because a card is not doubled. */
const scaleInvariance: Law = (allocator, config, snapshot) => {
  const plain = {
    ...config,
    gpu_allocations: Object.fromEntries(
      Object.entries(config['gpu_allocations'] as Json).map(([k, rule]) => [k, typeof rule === 'object' ? (rule as Json)['weight'] : rule]),
    ),
  }
  const small = (
    (snapshot['results'] as readonly unknown[]).filter((r) => ((r as Json | null)?.['gpu_count'] as number) <= 8) as readonly Json[]
  ).map(({ gpu_uuids: _, ...r }) => r)
  const doubled = small.map((r) => ({ ...r, gpu_count: 2 * (r['gpu_count'] as number) }))
  const [a, b] = [allocator(plain, { ...snapshot, results: small }), allocator(plain, { ...snapshot, results: doubled })]
  return a.pools.every(({ parts }, i) => parts.every((units, j) => units === b.pools[i]!.parts[j]))
}

const laws: Readonly<Record<string, Law>> = {
  'conservation: burn and pools sum to the total, and the miners of a pool sum to the pool': conservation,
  'quota rule: burn, pool and miner are the floor or the ceiling of their exact quotas': quotaRule,
  'a claim of 0 gets nothing if another claim of the pool is above 0': zeroGetsNothing,
  'the order of neurons, results, previous scores and keys does not change a byte of the report': orderNeverMatters,
  'equal claims in one pool differ by at most one unit': equalClaims,
  'scale invariance: doubling every GPU count changes nothing': scaleInvariance,
}

const holds = (law: Law, allocator: Allocator, runs = 300): boolean => {
  const details = fc.check(
    fc.property(worlds, fc.nat(1000), ([config, snapshot], seed) => law(allocator, config, snapshot, seed)),
    { numRuns: runs, endOnFailure: true },
  )
  if (
    details.errorInstance instanceof Error &&
    details.counterexample !== null &&
    !details.errorInstance.message.startsWith('Property failed')
  )
    throw details.errorInstance
  return !details.failed
}

describe('laws of allocate', () => {
  for (const [name, law] of Object.entries(laws))
    test(name, () => {
      fc.assert(
        fc.property(worlds, fc.nat(1000), ([config, snapshot], seed) => law(exact, config, snapshot, seed)),
        { numRuns: 300 },
      )
    })
})

describe('each law detects a wrong engine', () => {
  test('conservation detects an engine that truncates at each step', () => {
    expect(holds(conservation, publicEngine)).toBe(false)
  })
  test('the quota rule detects an engine that splits rounded units', () => {
    expect(holds(quotaRule, splitAfterRounding)).toBe(false)
  })
  test('the law about claims of 0 detects an engine that gives every miner a unit', () => {
    expect(holds(zeroGetsNothing, zeroScoresPaid)).toBe(false)
  })
  test('the law about order detects an engine that resolves ties in the order of the input', () => {
    expect(holds(orderNeverMatters, hashOrder, 1000)).toBe(false)
  })
  test('the law about equal claims detects an engine that gives the rest to the last miner', () => {
    expect(holds(equalClaims, publicEngine)).toBe(false)
  })
  test('scale invariance detects an engine that rounds claims', () => {
    expect(holds(scaleInvariance, roundedTwice)).toBe(false)
  })
})

const withBurn = (config: Json, burn: number): Json => ({ ...config, burn_percentage: burn })

describe('the effect of a change', () => {
  test('a higher burn raises no pool, and no miner in a pool, by more than one unit', () => {
    const burn = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(0.0001, 33.33, 33.3301, 99.999))
    const property = (allocator: Allocator): boolean =>
      !fc.check(
        fc.property(worlds, burn, burn, ([config, snapshot], a, b) => {
          const [low, high] = [allocator(withBurn(config, Math.min(a, b)), snapshot), allocator(withBurn(config, Math.max(a, b)), snapshot)]
          return (
            high.burn.units >= low.burn.units - 1 &&
            high.pools.every(
              (pool, i) => pool.units <= low.pools[i]!.units + 1 && pool.parts.every((units, j) => units <= low.pools[i]!.parts[j]! + 1),
            )
          )
        }),
      ).failed
    expect(property(exact)).toBe(true)
    expect(property(keptForBurnt)).toBe(false)
  })

  test('a higher claim never lowers the miner in its pool, if the set of paid pools does not change', () => {
    const property = (allocator: Allocator): boolean =>
      !fc.check(
        fc.property(worlds, fc.nat(), ([config, snapshot], pick) => {
          const rows = snapshot['results'] as readonly Json[]
          const row = rows[pick % Math.max(1, rows.length)]
          if (row === undefined || row === null || typeof row['gpu_count'] !== 'number' || row['gpu_count'] > 1000) return true
          const more = { ...snapshot, results: rows.map((r) => (r === row ? { ...row, gpu_count: (row['gpu_count'] as number) + 1 } : r)) }
          const [before, after] = [allocator(config, snapshot), allocator(config, more)]
          if (before.pools.some(({ status }, i) => status !== after.pools[i]!.status)) return true
          return before.pools.every((pool, i) =>
            pool.claims.every(({ neuron, claim }, j) => {
              const k = after.pools[i]!.claims.findIndex((c) => c.neuron.uid === neuron.uid)
              return (
                k < 0 ||
                after.pools[i]!.claims[k]!.claim < claim ||
                neuron.hotkey !== row['miner_hotkey'] ||
                after.pools[i]!.parts[k]! >= pool.parts[j]!
              )
            }),
          )
        }),
        { numRuns: 500 },
      ).failed
    expect(property(exact)).toBe(true)
    expect(property(outliersCutBack)).toBe(false)
  })
})

describe('the maximum scale', () => {
  type Quantizer = (allocation: Allocation) => U16Weights
  const exactWeights = (allocation: Allocation): readonly { uid: number; weight: bigint }[] => {
    const all = shares(allocation)
    const largest = all.reduce<Fraction>((max, { quota }) => (compare(quota, max) > 0 ? quota : max), ZERO)
    return all
      .map(({ neuron: { uid }, quota }) => ({ uid, weight: roundHalfUp(divide(multiply(quota, fraction(65_535n)), largest)) }))
      .filter(({ weight }) => weight > 0n)
  }
  const isExact = (quantizer: Quantizer): boolean =>
    !fc.check(
      fc.property(worlds, ([config, snapshot]) => {
        const allocation = exact(config, snapshot)
        const { uids, weights } = quantizer(allocation)
        const expected = exactWeights(allocation)
        return (
          Math.max(...weights) === 65_535 &&
          uids.length === expected.length &&
          expected.every(({ uid, weight }, i) => uids[i] === uid && BigInt(weights[i]!) === weight)
        )
      }),
    ).failed

  test('the largest weight is 65535, and each weight is its exact value rounded half up', () => {
    expect(isExact(quantize('max'))).toBe(true)
  })
  test('a vector that is rounded twice is detected', () => {
    expect(
      isExact((allocation) => {
        const { uids, weights } = quantize('sum')(allocation)
        const largest = Math.max(...weights)
        return { uids, weights: weights.map((w) => Math.round((w * 65_535) / largest)) }
      }),
    ).toBe(false)
  })

  test('miners with equal claims in all pools have equal weights', () => {
    const twins = (quantizer: Quantizer): boolean =>
      !fc.check(
        fc.property(worlds, ([config, snapshot]) => {
          const rows = (snapshot['results'] as readonly unknown[])
            .filter((r): r is Json => r !== null && typeof r === 'object' && !Array.isArray(r))
            .map((r) => ('gpu_uuids' in r ? { ...r, gpu_uuids: [] } : r))
          const first = (snapshot['neurons'] as readonly Json[])[1]!
          const twin = { ...first, uid: 200, hotkey: '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y' }
          const copies = rows
            .filter((r) => r['miner_hotkey'] === first['hotkey'])
            .map((r) => ({ ...r, miner_hotkey: twin.hotkey, gpu_uuids: [] }))
          const previous = (snapshot['previous'] ?? []) as readonly Json[]
          const states = previous.filter((s) => s['hotkey'] === first['hotkey']).map((s) => ({ ...s, hotkey: twin.hotkey }))
          const { uids, weights } = quantizer(
            exact(config, {
              ...snapshot,
              neurons: [...(snapshot['neurons'] as readonly Json[]), twin],
              results: [...rows, ...copies],
              previous: [...previous, ...states],
            }),
          )
          const weightOf = (uid: unknown): number | undefined => weights[uids.findIndex((u) => u === uid)]
          return weightOf(first['uid']) === weightOf(200)
        }),
      ).failed
    expect(twins(quantize('max'))).toBe(true)
    expect(twins(quantize('sum'))).toBe(false)
  })

  test('the exact shares of all recipients sum to the whole', () => {
    fc.assert(
      fc.property(worlds, ([config, snapshot]) => {
        const all = shares(exact(config, snapshot))
        return (
          equals(
            all.reduce((rest, { quota }) => add(rest, quota), ZERO),
            fraction(65_535n),
          ) && total(all.map(({ units }) => units)) === 65_535
        )
      }),
    )
  })
})

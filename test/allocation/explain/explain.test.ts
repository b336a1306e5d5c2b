import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../../src/allocation/allocate.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import { explain } from '../../../src/allocation/explain/explain.js'
import { quantize } from '../../../src/allocation/pools/quantize.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import { showTrace } from '../../../src/allocation/explain/show-trace.js'
import { retrace } from '../../../src/allocation/explain/retrace.js'
import type { Trace } from '../../../src/allocation/explain/trace.js'
import type { Share } from '../../../src/policy/shares/shares.js'
import { shares } from '../../../src/policy/shares/shares.js'
import { ZERO, compare } from '../../../src/units/exact/fraction.js'
import { toLowestTerms } from '../../../src/units/exact/fraction-rounding.js'
import type { Json } from '../../arbitraries/snapshot.js'
import { ago, neuron, result, snapshotOf, worlds } from '../../arbitraries/snapshot.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'

const all = (
  config: Json,
  snapshot: Json,
): {
  readonly traces: readonly Trace[]
  readonly sum: ReadonlyMap<number, number>
  readonly max: ReadonlyMap<number, number>
  readonly shares: readonly Share[]
} => {
  const inForce = expectRight(mergeWithDefaults(config))
  const allocation = expectRight(allocate(inForce)(expectRight(readSnapshot(snapshot))))
  const at = (scale: 'sum' | 'max') => {
    const { uids, weights } = quantize(scale)(allocation)
    return new Map(Array.from(uids, (uid, i) => [uid, weights[i]!]))
  }
  return {
    traces: allocation.examinations.map(({ neuron: { uid } }) => expectRight(explain(inForce)(allocation)(uid))),
    sum: at('sum'),
    max: at('max'),
    shares: shares(allocation),
  }
}

describe('the trace of every miner', () => {
  test('gives its weight again at either scale, after it was stored as JSON', () => {
    fc.assert(
      fc.property(worlds, ([config, snapshot]) => {
        const { traces, sum, max } = all(config, snapshot)
        return traces.every((trace) => {
          const stored = JSON.parse(JSON.stringify(trace)) as Trace
          return (
            retrace(stored).length === 0 &&
            stored.weight.sum === (sum.get(trace.uid) ?? 0) &&
            stored.weight.max === (max.get(trace.uid) ?? 0)
          )
        })
      }),
    )
  })

  test('has the exact quota and the largest quota of the shares', () => {
    fc.assert(
      fc.property(worlds, ([config, snapshot]) => {
        const { traces, shares: own } = all(config, snapshot)
        const largest = toLowestTerms(own.map(({ quota }) => quota).reduce((a, b) => (compare(a, b) < 0 ? b : a)))
        return traces.every(
          ({ uid, weight }) =>
            weight.largest.exact === largest &&
            weight.quota.exact === toLowestTerms(own.find(({ neuron }) => neuron.uid === uid)?.quota ?? ZERO),
        )
      }),
    )
  })

  test('a changed number is found', () => {
    const numbers = (value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] =>
      typeof value === 'number'
        ? [path]
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([k, v]) => numbers(v, [...path, k]))
          : []
    const change = (value: unknown, [key, ...rest]: readonly (string | number)[]): unknown =>
      key === undefined
        ? (value as number) + 1
        : Array.isArray(value)
          ? value.map((v: unknown, i) => (String(i) === key ? change(v, rest) : v))
          : { ...(value as Json), [key]: change((value as Json)[key], rest) }
    // Numbers that depend on the rest of the snapshot.
    const unseen =
      /^uid|gpu_count|gpu_memory_gb|future|hardware_scores|excluded|place|left_over|among|sample|alpha|previous|burn\.of_units|pool\.of_units/
    const { traces } = all(
      { burn_uid: 0, burn_percentage: 5, gpu_allocations: { H100: 50, H200: 50 } },
      snapshotOf(
        [neuron(0), neuron(1), neuron(2)],
        [result(1, { gpu_count: 3 }), result(1, { executor_id: 'x', gpu_model: 'NVIDIA H200' }), result(1, { is_valid: false }), result(2)],
      ),
    )
    for (const trace of traces)
      for (const path of numbers(trace).filter((p) => !unseen.test(p.join('.'))))
        expect(retrace(change(trace, path) as Trace), path.join('.')).not.toEqual([])
  })
})

test('a trace has each step, and each exclusion with its reason', () => {
  const rows = [
    result(1, { gpu_count: 8 }),
    result(1, { is_valid: false }),
    result(1, { executor_id: 'mig', gpu_model: 'NVIDIA A100-SXM4-40GB MIG 1g.5gb' }),
    result(2),
    result(1, { validation_timestamp: ago(-35) }),
    result(1, { validation_timestamp: ago(20_000) }),
  ]
  const previous = [{ hotkey: hotkeyOf(1), category: 'H100', score: 0.5, updated_at: ago(3600) }]
  const { traces } = all(
    { burn_uid: 0, burn_percentage: 10, gpu_allocations: { H100: 100 }, ema_half_life_seconds: 3600 },
    snapshotOf([neuron(0), neuron(1), neuron(2)], rows, { previous }),
  )
  const [burn, miner] = traces
  expect(miner).toMatchObject({
    uid: 1,
    hotkey: hotkeyOf(1),
    results: {
      newest_stale: ago(20_000),
      future: 1,
      in_window: [{ executor: 'mig', counts_for_executor: true }, { executor: 'rig-1' }, { executor: 'rig-1' }],
    },
    verification: { kind: 'ratio', results: 3, valid: 2, score: 2 / 3 },
    executors: [
      { executor: 'mig', category: null, reason: 'FractionalGpu' },
      { executor: 'rig-1', category: 'H100', gpus: 8, reason: null },
    ],
    smoothing: [{ category: 'H100', previous: 0.5, alpha: 0.5, sample: 2 / 3 }],
    claims: [
      {
        category: 'H100',
        gpus: 8,
        status: 'paid',
        percentage: '100',
        pool: { quota: { exact: '117963/2' }, floor: 58_981, left_over: 1, place: 1, among: 2, units: 58_982 },
      },
    ],
    burn: null,
    excluded: [{ reason: 'FractionalGpu' }, { reason: 'FutureResult' }],
  })
  expect(burn).toMatchObject({
    uid: 0,
    verification: null,
    burn: { quota: { decimal: '6553.500000000000' }, place: 2, units: 6553 },
    weight: { sum: 6553 },
    excluded: [],
  })
})

test('without a burn and a target, the pools get everything', () => {
  const { traces } = all(
    { gpu_allocations: { H100: 100 } },
    snapshotOf(
      [neuron(1), neuron(2), neuron(3)],
      [1, 2, 3].map((uid) => result(uid)),
    ),
  )
  expect(traces.map(({ weight }) => weight.sum)).toEqual([21_845, 21_845, 21_845])
  const uneven = all(
    { gpu_allocations: { H100: 100 } },
    snapshotOf(
      [neuron(1), neuron(2), neuron(3), neuron(4)],
      [1, 2, 3, 4].map((uid) => result(uid, { gpu_count: uid === 1 ? 3 : 1 })),
    ),
  )
  expect(showTrace(uneven.traces[1]!).some((line) => line.includes('were left'))).toBe(true)
})

test('only the newest valid result of an executor counts for it', () => {
  const rows = [
    result(1, { validation_timestamp: ago(90) }),
    result(1, { validation_timestamp: ago(10), gpu_count: 3 }),
    result(1, { validation_timestamp: ago(50) }),
  ]
  const { traces } = all({ burn_uid: 0, gpu_allocations: { H100: 100 } }, snapshotOf([neuron(0), neuron(1)], rows))
  expect(traces[1]!.results.in_window.map((r) => [r.gpu_count, r.counts_for_executor])).toEqual([
    [3, true],
    [1, false],
    [1, false],
  ])
  expect(showTrace(traces[1]!).filter((line) => line.includes('counts for the executor'))).toHaveLength(1)
})

test('a pool whose claims are all 0, and a state without a sample, have traces', () => {
  const state = { hotkey: hotkeyOf(1), category: 'H100', score: 0.5, updated_at: ago(20_000) }
  const { traces } = all(
    { burn_uid: 0, verification: 'hardware', gpu_allocations: { H100: 100 } },
    snapshotOf([neuron(0), neuron(1), neuron(2)], [result(1, { validation_timestamp: ago(20_000) }), result(2)], { previous: [state] }),
  )
  expect(traces.flatMap(retrace)).toEqual([])
  expect(showTrace(traces[1]!)).toContain('  H100: no new sample, stays 0.5')
  expect(traces[2]!.claims).toMatchObject([{ claim: 0, status: 'unpaid', miner: { quota: { exact: '0/1' } } }])
})

test('with a score for each category, the score of the round names its category, if there is one', () => {
  const lines = (...rows: readonly Json[]) =>
    showTrace(
      all({ burn_uid: 0, verification_scope: 'category', gpu_allocations: { H100: 100 } }, snapshotOf([neuron(0), neuron(1)], rows))
        .traces[1]!,
    ).map((line) => line.trim())
  const failed = { executor_id: 'other', is_valid: false }
  expect(lines(result(1), result(1, failed))).toContain('H100: 1 valid of 2 results = 0.5')
  expect(lines(result(1, failed))).toContain('0 valid of 1 result = 0')
})

test('a miner that gets nothing has a trace with the reason, and an unknown uid has no trace', () => {
  const inForce = expectRight(
    mergeWithDefaults({ burn_uid: 0, verification: 'hardware', zero_scores: 'equal', gpu_allocations: { H100: 100 } }),
  )
  const allocation = expectRight(
    allocate(inForce)(
      expectRight(readSnapshot(snapshotOf([neuron(0), neuron(1), neuron(2)], [result(1, { is_valid: false }), result(2)]))),
    ),
  )
  expect(expectRight(explain(inForce)(allocation)(1))).toMatchObject({
    claims: [],
    weight: { sum: 0, max: 0 },
    excluded: [{ reason: 'NoValidResult' }],
  })
  expect(expectRight(explain(inForce)(allocation)(2))).toMatchObject({ claims: [{ claim: 0, counted: 1, miner: { units: 65_535 } }] })
  expect(expectLeft(explain(inForce)(allocation)(9))).toEqual({ _tag: 'UnknownUid', uid: 9 })
})

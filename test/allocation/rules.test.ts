import { describe, expect, test } from 'vitest'
import { allocate } from '../../src/allocation/allocate.js'
import type { Allocation } from '../../src/allocation/allocation.js'
import { showAllocationError } from '../../src/allocation/allocation-error.js'
import { mergeWithDefaults } from '../../src/allocation/config/emission-config.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import type { AllocationReport } from '../../src/allocation/report/report.js'
import { report } from '../../src/allocation/report/report.js'
import { showWarning } from '../../src/allocation/miners/warning.js'
import type { Json } from '../arbitraries/snapshot.js'
import { ago, AT, neuron, result, snapshotOf } from '../arbitraries/snapshot.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../either.js'

const run = (config: Json, snapshot: Json): Allocation =>
  expectRight(allocate(expectRight(mergeWithDefaults(config)))(expectRight(readSnapshot(snapshot))))
const reported = (config: Json, snapshot: Json): AllocationReport => report('sum')(run(config, snapshot))
const refusal = (config: Json, snapshot: Json): string =>
  showAllocationError(expectLeft(allocate(expectRight(mergeWithDefaults(config)))(expectRight(readSnapshot(snapshot)))))

const H100 = { burn_uid: 0, gpu_allocations: { H100: 100 } }
const miners = (r: AllocationReport, category = 'H100'): readonly (readonly [number, number, number])[] =>
  r.pools.find((p) => p.category === category)!.miners.map(({ uid, score, weight }) => [uid, score, weight])
const reasons = (r: AllocationReport): readonly (readonly [number | null, string | null, string])[] =>
  r.excluded.map(({ uid, category, reason }) => [uid, category, reason])
const two = [neuron(0), neuron(1), neuron(2)]

describe('from results to claims', () => {
  test('the claim is the ratio times the GPUs', () => {
    const rows = [result(1, { gpu_count: 8 }), result(1, { executor_id: 'x', is_valid: false }), result(2, { gpu_count: 4 })]
    expect(miners(reported(H100, snapshotOf(two, rows)))).toEqual([
      [1, 4, 32_768],
      [2, 4, 32_767],
    ])
  })
  test('a result without attestation is not valid', () => {
    const rows = [result(1), result(1, { attestation_valid: false, validation_timestamp: ago(10) })]
    expect(miners(reported(H100, snapshotOf(two, rows)))).toEqual([[1, 0.5, 65_535]])
  })
  test('hardware verification is the mean of the hardware scores of valid results, times the ratio', () => {
    const rows = [
      result(1, { hardware_score: 0.5 }),
      result(1, { executor_id: 'x', hardware_score: 1 }),
      result(1, { executor_id: 'y' }),
      result(1, { is_valid: false, hardware_score: 0 }),
    ]
    expect(miners(reported({ ...H100, verification: 'hardware' }, snapshotOf(two, rows)))[0]![1]).toBe(0.75 * 0.75 * 3)
  })
  test('the newest valid result of an executor counts, also if a newer result failed', () => {
    const rows = [
      result(1, { validation_timestamp: ago(100), gpu_count: 2 }),
      result(1, { validation_timestamp: ago(50), gpu_count: 5 }),
      result(1, { validation_timestamp: ago(10), gpu_count: 8, is_valid: false }),
      result(1, { validation_timestamp: ago(10), gpu_count: 8, attestation_valid: false }),
    ]
    expect(miners(reported(H100, snapshotOf(two, rows)))[0]![1]).toBe(0.5 * 5)
  })
  test('of results at the same instant, the one with fewer GPUs counts, then less memory, then the first name', () => {
    const at = (changes: Json): Json => result(1, { validation_timestamp: ago(50, 'offset'), ...changes })
    const same = result(1, { validation_timestamp: ago(50), gpu_count: 8 })
    expect(miners(reported(H100, snapshotOf(two, [same, at({ gpu_count: 2 })])))[0]![1]).toBe(2)
    const vram = { ...H100, gpu_allocations: { H100: { weight: 100, min_gpu_vram: 80 } } }
    expect(reasons(reported(vram, snapshotOf(two, [result(1, { validation_timestamp: ago(50) }), at({ gpu_memory_gb: 40 })])))).toEqual([
      [1, 'H100', 'BelowMinVram'],
    ])
    const named = { ...H100, gpu_allocations: { H100: 50, A100: 50 } }
    const r = reported(named, snapshotOf(two, [result(1, { validation_timestamp: ago(50) }), at({ gpu_model: 'A100 80GB' })]))
    expect([miners(r, 'A100').length, miners(r, 'H100').length]).toEqual([1, 0])
  })
  test('both ends of the window belong to it, exactly', () => {
    const in_ = (timestamp: string): boolean =>
      miners(reported({ ...H100, cutoff_hours: 0.7 }, snapshotOf(two, [result(1, { validation_timestamp: timestamp })]))).length === 1
    expect(in_('2026-11-20T05:18:00Z')).toBe(true)
    expect(in_('2026-11-20T05:17:59.9999999999999999999999Z')).toBe(false)
    expect(in_('2026-11-20T06:00:30Z')).toBe(true)
    expect(in_('2026-11-20T06:00:30.0000000000000000000001Z')).toBe(false)
  })
  test('a result within the clock skew counts like any other result, and may be the newest', () => {
    const rows = [result(1, { gpu_count: 8 }), result(1, { gpu_count: 2, validation_timestamp: ago(-30) })]
    expect(miners(reported(H100, snapshotOf(two, rows)))).toEqual([[1, 2, 65_535]])
    expect(miners(reported({ ...H100, clock_skew_seconds: 29.5 }, snapshotOf(two, rows)))).toEqual([[1, 8, 65_535]])
    expect(reasons(reported({ ...H100, clock_skew_seconds: 0 }, snapshotOf(two, rows)))).toEqual([[1, null, 'FutureResult']])
  })
  test('a miner with two kinds of GPU claims in both pools', () => {
    const r = reported(
      { burn_uid: 0, gpu_allocations: { H100: 40, H200: 60 } },
      snapshotOf(two, [result(1), result(1, { executor_id: 'x', gpu_model: 'NVIDIA H200' })]),
    )
    expect([miners(r, 'H100'), miners(r, 'H200'), r.weights]).toEqual([
      [[1, 1, 26_214]],
      [[1, 1, 39_321]],
      [{ uid: 1, hotkey: hotkeyOf(1), weight: 65_535 }],
    ])
  })
  test('configured categories override the built-in ones', () => {
    const r = reported(
      { ...H100, categories: { 'RTX 4090': 'H100' } },
      snapshotOf(two, [result(1, { gpu_model: 'NVIDIA GeForce RTX 4090' })]),
    )
    expect(miners(r)).toEqual([[1, 1, 65_535]])
  })
})

describe('exclusions', () => {
  const excluded = (config: Json, neurons: readonly Json[], rows: readonly unknown[]) =>
    reasons(reported({ unpaid_pool: 'burn', ...config }, snapshotOf(neurons, rows)))
  test('each neuron reason, the first that applies', () => {
    expect(excluded(H100, two, [result(9)])).toEqual([[null, null, 'NotRegistered']])
    expect(excluded(H100, two, [{ ...result(1), miner_hotkey: 'no address at all' }])).toEqual([[null, null, 'NotRegistered']])
    expect(excluded(H100, two, [result(0)])).toEqual([[0, null, 'BurnTarget']])
    for (const axon of [
      undefined,
      { ip: '1.2.3.4', port: 0 },
      { ip: '', port: 1 },
      { ip: '0', port: 1 },
      { ip: '0.0.0.0', port: 1 },
      { ip: '::', port: 1 },
    ])
      expect(
        excluded(
          H100,
          [neuron(0), { ...neuron(1), axon }].map((n) => (n['axon'] === undefined ? (({ axon: _, ...rest }: Json) => rest)(n) : n)),
          [result(1)],
        ),
      ).toEqual([[1, null, 'NoAxon']])
    expect(excluded(H100, two, [result(1, { validation_timestamp: ago(10_801) })])).toEqual([[1, null, 'StaleResults']])
    expect(excluded(H100, two, [result(1, { is_valid: false })])).toEqual([[1, null, 'NoValidResult']])
    const hidden = [neuron(0), neuron(1)].map(({ axon: _, ...rest }) => rest)
    expect(
      excluded({ ...H100, require_axon: 'always' }, hidden, [
        result(0, { validation_timestamp: ago(10_801) }),
        result(1, { validation_timestamp: ago(10_801) }),
      ]),
    ).toEqual([
      [0, null, 'BurnTarget'],
      [1, null, 'NoAxon'],
    ])
    expect(excluded({ ...H100, require_axon: 'always' }, hidden, [result(1, { is_valid: false })])).toEqual([[1, null, 'NoAxon']])
    expect(excluded(H100, hidden, [result(1)])).toEqual([])
  })
  test('a burn target is excluded even if nothing burns', () => {
    expect(excluded({ ...H100, burn_percentage: 0 }, two, [result(0), result(1)])).toEqual([[0, null, 'BurnTarget']])
  })
  test('each executor reason, the first that applies', () => {
    const rules = { burn_uid: 0, gpu_allocations: { H100: { weight: 100, min_gpu_count: 4, min_gpu_vram: 80 } } }
    const one = (changes: Json) => excluded(rules, two, [result(1, { gpu_count: 8, ...changes })])
    expect(one({ gpu_model: 'NVIDIA H1000', gpu_count: 0 })).toEqual([[1, null, 'UnknownGpu']])
    expect(one({ gpu_model: 'NVIDIA H100 80GB HBM3 MIG 1g.10gb' })).toEqual([[1, null, 'FractionalGpu']])
    expect(one({ gpu_model: 'NVIDIA A100-SXM4-80GB', gpu_count: 1 })).toEqual([[1, 'A100', 'NotRewarded']])
    expect(one({ gpu_count: 3, gpu_memory_gb: 1 })).toEqual([[1, 'H100', 'BelowMinGpuCount']])
    expect(one({ gpu_count: 0 })).toEqual([[1, 'H100', 'BelowMinGpuCount']])
    expect(one({ gpu_memory_gb: 71.9 })).toEqual([[1, 'H100', 'BelowMinVram']])
    expect(one({ gpu_memory_gb: 72 })).toEqual([])
    expect(one({ gpu_memory_gb: 80, gpu_count: 4 })).toEqual([])
  })
  test('each refused executor has an entry, and the other executors still claim', () => {
    const rows = [result(1), result(1, { executor_id: 'x', gpu_model: 'what' }), result(1, { executor_id: 'y', gpu_model: 'ever' })]
    const r = reported(H100, snapshotOf(two, rows))
    expect(reasons(r)).toEqual([
      [1, null, 'UnknownGpu'],
      [1, null, 'UnknownGpu'],
    ])
    expect(miners(r)).toEqual([[1, 1, 65_535]])
  })
  test('minimums are compared with each executor, not with sums', () => {
    const rules = { burn_uid: 0, gpu_allocations: { H100: { weight: 100, min_gpu_count: 4 } } }
    expect(excluded(rules, two, [result(1, { gpu_count: 3 }), result(1, { executor_id: 'x', gpu_count: 3 })])).toHaveLength(2)
  })
  test('a smoothed score below the threshold is excluded, a score equal to it is not', () => {
    const rows = [result(1, { gpu_count: 4 }), result(1, { is_valid: false })]
    expect(excluded({ ...H100, min_score_threshold: 0.5 }, two, rows)).toEqual([])
    expect(excluded({ ...H100, min_score_threshold: 0.5000000000000001 }, two, rows)).toEqual([[1, 'H100', 'BelowMinScore']])
  })
  test('the reason of a neuron replaces the reasons of its executors, but not the reasons of rows', () => {
    const rows = [
      result(9, { gpu_model: 'what' }),
      result(1, { validation_timestamp: ago(-35) }),
      { ...result(1), gpu_count: -1 },
      result(2, { validation_timestamp: ago(-35) }),
      result(2),
      null,
    ]
    expect(excluded(H100, two, rows)).toEqual([
      [1, null, 'StaleResults'],
      [1, null, 'InvalidResult'],
      [1, null, 'FutureResult'],
      [2, null, 'FutureResult'],
      [null, null, 'InvalidResult'],
      [null, null, 'NotRegistered'],
    ])
  })
  test('a neuron without results has no entry', () => {
    expect(excluded(H100, [neuron(0), { uid: 1, hotkey: hotkeyOf(1), coldkey: hotkeyOf(2), registered_at_block: 0 }], [])).toEqual([])
  })
  test('the data of an exclusion has the values that were found', () => {
    const { excluded: list } = run(
      { ...H100, gpu_allocations: { H100: { weight: 100, min_gpu_vram: 90 } } },
      snapshotOf(two, [result(1), result(2, { validation_timestamp: ago(20_000) }), result(2, { validation_timestamp: ago(30_000) })]),
    )
    expect(list).toMatchObject([
      { reason: 'BelowMinVram', executor: 'rig-1', value: 80, minimum: 90 },
      { reason: 'StaleResults', newest: { text: ago(20_000) } },
    ])
  })
})

describe('warnings', () => {
  test('a malformed row is set aside with its path and value', () => {
    const { warnings } = run(H100, snapshotOf(two, [{ ...result(1), gpu_count: 1.5, hardware_score: null }]))
    expect(warnings.map(showWarning)).toEqual([
      'set aside a malformed result: results[0].gpu_count: expected an integer from 0 to 1000000, found 1.5; results[0].hardware_score: expected a number from 0 to 1, found null',
      'there are results, but no miner has a claim above 0 (InvalidResult 1): everything that is not paid burns',
    ])
  })
  test.each([
    ['hardware scores of 0', 'ZeroScore 1', { hardware_score: 0 }],
    ['no hardware scores', 'NoHardwareScore 1', {}],
  ])('claims of 0 are counted with their cause: %s', (_, counted, row) => {
    const { warnings } = run({ ...H100, verification: 'hardware' }, snapshotOf(two, [result(1, row)]))
    expect(warnings.map(showWarning)).toEqual([
      `there are results, but no miner has a claim above 0 (${counted}): everything that is not paid burns`,
    ])
  })
  test('an executor under two hotkeys counts for both, with a warning', () => {
    const allocation = run(H100, snapshotOf(two, [result(2, { executor_id: 'rig' }), result(1, { executor_id: 'rig' })]))
    expect(allocation.pools[0]!.claims).toHaveLength(2)
    expect(allocation.warnings.map(showWarning)).toEqual([
      `executor "rig" is reported under 2 hotkeys and counts for each: ${hotkeyOf(1)}, ${hotkeyOf(2)}`,
    ])
  })
})

describe('burn and pools', () => {
  const both = [result(1), result(2, { gpu_model: 'NVIDIA H200' })]
  const config = { burn_percentage: 10, burn_uid: 0, gpu_allocations: { A100: 0, H100: 40, H200: 60 } }
  test('the burn is taken from the total first, and the rest is split by percentage', () => {
    const r = reported(config, snapshotOf(two, both))
    expect([r.burn.weight, ...r.pools.map(({ weight }) => weight)]).toEqual([6553, 0, 23_593, 35_389])
    expect(r.burn).toMatchObject({ uid: 0, hotkey: hotkeyOf(0), configured_percentage: '10', unpaid_pools: [] })
    expect(r.pools[1]!.miners[0]!.share).toBe('0.360000000000')
  })
  test('decimals are written without exponents, and sums are exact', () => {
    const three = [0.1, 0.2, 0.3].map((hardware_score, i) => result(i + 1, { hardware_score }))
    const r = reported(
      { burn_percentage: 1e-7, burn_uid: 0, verification: 'hardware', gpu_allocations: { A100: 1e-7, H100: '99.9999999' } },
      snapshotOf([...two, neuron(3)], three),
    )
    expect([r.burn.configured_percentage, r.pools[0]!.percentage, r.pools[1]!.total_score]).toEqual(['0.0000001', '0.0000001', 0.6])
  })
  test('an unpaid pool burns, or is redistributed to the paid pools', () => {
    const alone = snapshotOf(two, [result(1)])
    const burnt = reported(config, alone)
    expect([burnt.burn.weight, burnt.pools[1]!.weight, burnt.burn.unpaid_pools]).toEqual([41_942, 23_593, ['H200']])
    const filled = reported({ ...config, unpaid_pool: 'redistribute' }, alone)
    expect([filled.burn.weight, filled.pools[1]!.weight, filled.burn.unpaid_pools]).toEqual([6553, 58_982, ['H200']])
    expect(reported({ ...config, unpaid_pool: 'redistribute' }, snapshotOf(two, [])).burn.weight).toBe(65_535)
  })
  test('a pool of 0 % is neither paid nor unpaid, and its miners are listed with weight 0', () => {
    const r = reported(config, snapshotOf(two, [...both, result(2, { executor_id: 'x', gpu_model: 'A100 80GB' })]))
    expect(miners(r, 'A100')).toEqual([[2, 1, 0]])
    expect(r.pools[0]).toMatchObject({ category: 'A100', percentage: '0', weight: 0, total_score: 1 })
    expect(r.pools[0]!.miners[0]!.share).toBe('0.000000000000')
  })
  test('a pool with too few claims is unpaid, and its miners are listed with weight 0', () => {
    const r = reported({ ...H100, min_miners_per_category: 2 }, snapshotOf(two, [result(1)]))
    expect([r.burn.weight, r.burn.unpaid_pools, miners(r)]).toEqual([65_535, ['H100'], [[1, 1, 0]]])
    expect(reported({ ...H100, min_miners_per_category: 0 }, snapshotOf(two, [])).burn.unpaid_pools).toEqual(['H100'])
  })
  test('a pool whose claims are all 0 is unpaid, or split equally', () => {
    const rows = [result(1), result(2)]
    const zeros = { ...H100, verification: 'hardware' }
    expect(reported(zeros, snapshotOf(two, rows)).burn).toMatchObject({ weight: 65_535, unpaid_pools: ['H100'] })
    const equal = reported({ ...zeros, zero_scores: 'equal' }, snapshotOf(two, rows))
    expect([miners(equal), equal.pools[0]!.total_score]).toEqual([
      [
        [1, 0, 32_768],
        [2, 0, 32_767],
      ],
      0,
    ])
  })
  test('if something burns, a target must be on the metagraph', () => {
    const alone = snapshotOf([neuron(1)], [result(1)])
    expect(refusal({ ...H100, burn_percentage: 5 }, alone)).toBe(
      'emission.burn_uid: uid 0 is not on the metagraph, and 5 % of the whole is to burn',
    )
    expect(refusal({ gpu_allocations: { H100: 100 } }, snapshotOf([neuron(1)], []))).toBe(
      'emission.burn_uid: neither it nor burn_hotkey is configured, and 100 % of the whole is to burn',
    )
    expect(refusal({ burn_hotkey: hotkeyOf(5), gpu_allocations: { H100: 50, H200: 50 } }, alone)).toBe(
      `emission.burn_hotkey: ${hotkeyOf(5)} is not on the metagraph, and 50 % of the whole is to burn`,
    )
    expect(refusal({ ...H100, burn_percentage: '0.00000000000001' }, alone)).toContain('something of the whole is to burn')
    expect(reported(H100, alone).burn).toMatchObject({ uid: null, hotkey: null, weight: 0 })
  })
  test('a uid and a hotkey that name the target must be those of one neuron', () => {
    const both_ = { ...H100, burn_hotkey: hotkeyOf(1) }
    expect(refusal(both_, snapshotOf(two, [result(2)]))).toBe(
      `emission.burn_hotkey: disagrees with burn_uid: uid 0 belongs to ${hotkeyOf(0)}, and ${hotkeyOf(1)} has uid 1`,
    )
    expect(refusal({ ...both_, burn_hotkey: hotkeyOf(5) }, snapshotOf(two, []))).toContain('is not on the metagraph')
    expect(refusal({ ...both_, burn_uid: 9 }, snapshotOf(two, []))).toContain('uid 9 is not on the metagraph')
    expect(reported({ ...both_, burn_uid: 9, burn_hotkey: hotkeyOf(9) }, snapshotOf(two, [result(1)])).burn.uid).toBe(null)
    expect(reported({ ...both_, burn_hotkey: hotkeyOf(0) }, snapshotOf(two, [])).burn.uid).toBe(0)
  })
})

describe('the state after an allocation', () => {
  const state = (uid: number, category: string, score: number, age = 3600): Json => ({
    hotkey: hotkeyOf(uid),
    category,
    score,
    updated_at: ago(age),
  })
  const next = (config: Json, neurons: readonly Json[], rows: readonly unknown[], previous: readonly Json[]) =>
    reported({ unpaid_pool: 'burn', ...config }, snapshotOf(neurons, rows, { previous })).next.map(({ hotkey, ...rest }) => [
      neurons.findIndex((n) => n['hotkey'] === hotkey),
      ...Object.values(rest),
    ])

  test('the first sample becomes the state, and later samples are averaged', () => {
    expect(next(H100, two, [result(1)], [])).toEqual([[1, 'H100', 1, AT]])
    expect(next({ ...H100, ema_alpha: 0.25 }, two, [result(1)], [state(1, 'H100', 0.5)])).toEqual([[1, 'H100', 0.625, AT]])
    expect(next({ ...H100, ema_half_life_seconds: 3600 }, two, [result(1)], [state(1, 'H100', 0.5)])).toEqual([[1, 'H100', 0.75, AT]])
    expect(
      next({ ...H100, ema_half_life_seconds: 3600 }, two, [result(1), result(2)], [state(1, 'H100', 0.5, -60)])
        .map((s) => s[2])
        .sort(),
    ).toEqual([0.5, 1])
  })
  test('without a result in the window the state does not change, and its instant neither', () => {
    expect(next(H100, two, [result(1, { validation_timestamp: ago(20_000) })], [state(1, 'H100', 0.5), state(1, 'K80', 0.25)])).toEqual([
      [1, 'H100', 0.5, ago(3600)],
      [1, 'K80', 0.25, ago(3600)],
    ])
  })
  test('if no result is valid, each state takes a sample of 0', () => {
    expect(
      next({ ...H100, ema_alpha: 0.5 }, two, [result(1, { is_valid: false })], [state(1, 'H100', 0.5), state(1, 'K80', 0.25)]),
    ).toEqual([
      [1, 'H100', 0.25, AT],
      [1, 'K80', 0.125, AT],
    ])
  })
  test('states of other categories are dropped, or kept', () => {
    const before = [state(1, 'H100', 1), state(1, 'K80', 0.25)]
    expect(next({ ...H100, on_gpu_change: 'reset' }, two, [result(1)], before)).toEqual([[1, 'H100', 1, AT]])
    expect(next(H100, two, [result(1)], before)).toEqual([
      [1, 'H100', 1, AT],
      [1, 'K80', 0.25, ago(3600)],
    ])
  })
  test('excluded neurons have states, also below the minimums and in pools of 0 %; other hotkeys lose their states', () => {
    const rules = { burn_uid: 0, gpu_allocations: { H100: { weight: 100, min_gpu_count: 8 }, A100: 0 } }
    const rows = [
      result(0),
      result(1),
      result(1, { executor_id: 'x', gpu_model: 'A100 80GB' }),
      result(1, { executor_id: 'y', gpu_model: 'NVIDIA H200' }),
    ]
    expect(next(rules, two, rows, [state(7, 'H100', 1)]).sort()).toEqual([
      [0, 'H100', 1, AT],
      [1, 'A100', 1, AT],
      [1, 'H100', 1, AT],
    ])
  })
  test('an executor without GPUs of a category with a pool changes no state', () => {
    const before = [state(1, 'H100', 0.5)]
    for (const on_gpu_change of ['carry', 'reset'])
      for (const changes of [{ gpu_count: 0 }, { gpu_model: 'NVIDIA H1000' }, { gpu_model: 'NVIDIA H200' }])
        expect(next({ ...H100, on_gpu_change }, two, [result(1, changes)], before)).toEqual([[1, 'H100', 0.5, ago(3600)]])
  })
  test('the claim is made of the smoothed score', () => {
    const r = reported({ ...H100, ema_alpha: 0.5 }, snapshotOf(two, [result(1, { gpu_count: 2 })], { previous: [state(1, 'H100', 0.5)] }))
    expect(miners(r)).toEqual([[1, 1.5, 65_535]])
  })
  test('if `next` is passed as `previous` in each round, the states follow the recurrence', () => {
    let previous: readonly Json[] = []
    let expected: number | undefined
    for (const [valid, all] of [
      [1, 2],
      [3, 3],
      [0, 2],
      [1, 3],
      [0, 0],
      [2, 5],
    ] as const) {
      const rows = Array.from({ length: all }, (_, i) => result(1, { executor_id: `${i}`, is_valid: i < valid }))
      const r = reported({ ...H100, unpaid_pool: 'burn', ema_alpha: 0.3 }, snapshotOf(two, rows, { previous }))
      previous = r.next as unknown as readonly Json[]
      const sample = all === 0 ? undefined : valid / all
      expected = sample === undefined ? expected : expected === undefined ? sample : 0.3 * sample + 0.7 * expected
      expect(r.next.map(({ score }) => score)).toEqual([expected])
    }
  })
})

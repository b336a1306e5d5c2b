/**
 * The figures of the system from which the rules come. The expected digits are from a separate computation with 60
 * digits.
 */
import { expect, test } from 'vitest'
import type { World } from '../../../src/policy/world.js'
import { claimsOf, curveClaim, isByRank } from '../../../src/policies/pathways/curve.js'
import { bonusOf, transformation } from '../../../src/policies/pathways/diversity.js'
import { excellenceThreshold } from '../../../src/policies/pathways/excellence.js'
import { RULE_DEFAULTS } from '../../../src/policies/pathways/rules.js'
import { AT, ago, neuron } from '../../../src/testing/arbitraries/snapshot.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectRight } from '../../either.js'
import type { TracedDecision } from './laws.js'
import { right } from './laws.js'

const row = (uid: number, task: string, score: unknown, age = 60): object => ({
  miner_hotkey: hotkeyOf(uid),
  task,
  score,
  scored_at: ago(age),
})

const worldOf = (miners: number, results: readonly unknown[]): World => ({
  network: { netuid: 57, block: 1, neurons: Array.from({ length: miners }, (_, uid) => neuron(uid)) },
  at: AT,
  results,
  previous: [],
  profiles: [],
})

const decide = (miners: number, results: readonly unknown[], config: object = {}): TracedDecision =>
  expectRight(right(config, worldOf(miners, results)))

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1)

const MULTIPLIERS = [
  [5, 0.37485542684453016],
  [10, 0.4072826298199058],
  [15, 0.45118345337946797],
  [20, 0.5083276948508841],
  [25, 0.5790229669851488],
  [30, 0.6611811058987932],
  [35, 0.75],
  [40, 0.8388188941012068],
  [45, 0.9209770330148512],
  [50, 0.9916723051491159],
  [55, 1.0488165466205321],
  [60, 1.0927173701800943],
  [65, 1.12514457315547],
  [70, 1.1484082416910182],
  [75, 1.1647508494829122],
  [80, 1.1760627057808208],
  [85, 1.1838124110341175],
  [90, 1.1890844085141532],
] as const

test('twenty miners have the ranks 5 to 100, and the multipliers for these ranks', () => {
  const { traces } = decide(
    20,
    upTo(20).map((i) => row(i - 1, 'soil', i / 20)),
  )
  const found = traces.map(({ percentile_ranks, pathway_details }) => [
    percentile_ranks['soil'],
    pathway_details!.tasks['soil']!.multiplier,
  ])
  expect(found.slice(0, 18)).toEqual(MULTIPLIERS)
})

const COMPLETENESS = [
  ...upTo(13).map((i) => [19 - i, 1] as const),
  [5, 0.9622504486493763],
  [4, 0.8606629658238705],
  [3, 0.7453559924999299],
  [2, 0.6085806194501846],
  [1, 0.43033148291193524],
] as const

test.each(COMPLETENESS)('%i of 18 samples: a factor of %d', (present, factor) => {
  const tasks = { soil: { weight: 1, window_hours: 168, expected_samples: 18 } }
  const { traces } = decide(
    1,
    upTo(present).map((hour) => row(0, 'soil', 0.8, hour * 3600)),
    { tasks },
  )
  expect(traces[0]!.pathway_details!.tasks['soil']).toMatchObject({
    samples_present: present,
    samples_expected: 18,
    mean: 0.8,
    completeness_factor: factor,
    aggregated_score: 0.8 * factor,
  })
})

test('one, two and three tasks: a bonus of 0.85, 1 and 1.15', () => {
  expect(upTo(3).map((tasks) => bonusOf(RULE_DEFAULTS.bonus, tasks))).toEqual([0.85, 1, 1.15])
  const { traces } = decide(3, [
    row(0, 'soil', 1),
    row(1, 'soil', 1),
    row(1, 'weather', 1),
    ...['soil', 'weather', 'geomagnetic'].map((task) => row(2, task, 1)),
  ])
  expect(traces.map(({ multi_task_bonus }) => multi_task_bonus)).toEqual([0.85, 1, 1.15])
})

test('excellence begins with ten miners, at the 85th percentile, included', () => {
  const threshold = excellenceThreshold(RULE_DEFAULTS.excellence)
  expect(threshold(upTo(9).map((i) => i / 10))).toBeNull()
  expect(threshold(upTo(10).map((i) => i / 10))).toBe(0.865)
  expect(threshold(upTo(11).map((i) => i / 10))).toBe(0.95)
  expect(threshold([])).toBeNull()
  expect(excellenceThreshold({ min_miners: 0, percentile: 85 })([])).toBeNull()
  // The 18th of 21 scores is exactly the 85th percentile.
  const { traces } = decide(
    21,
    upTo(21).map((i) => row(i - 1, 'soil', i / 21)),
  )
  expect(
    traces.filter(({ excellence_qualified_tasks }) => excellence_qualified_tasks.includes('soil')).map(({ miner_uid }) => miner_uid),
  ).toEqual([17, 18, 19, 20])
})

test('an excellent miner gets score times weight when that is more, and the best such task counts', () => {
  // All scores are so close together that the task's curve halves them.
  const close = upTo(12).map((i) => row(i - 1, 'geomagnetic', 0.9 + i / 1000))
  const { traces } = decide(12, close)
  expect(traces[11]).toMatchObject({ scoring_pathway: 'excellence', raw_calculated_weight: 0.1368, excellence_weight: 0.1368 })
  expect(traces[0]).toMatchObject({ scoring_pathway: 'diversity', excellence_weight: 0 })
  const both = decide(12, [...close, ...upTo(12).map((i) => row(i - 1, 'soil', 0.5 + i / 100))])
  expect(both.traces[11]).toMatchObject({ excellence_weight: 0.1368, excellence_qualified_tasks: ['geomagnetic', 'soil'] })
})

test('the curve of a task is steeper when its scores are closer, between the two limits, and has default values without scores', () => {
  const of = transformation(RULE_DEFAULTS.diversity)
  expect(of([])).toEqual({ rate: 15, midpoint: 0.9 })
  expect(of([0.5])).toEqual({ rate: 30, midpoint: 0.5 })
  expect(of([0, 2])).toEqual({ rate: 20, midpoint: 1 })
  expect(of([0, 40])).toEqual({ rate: 10, midpoint: 20 })
})

const CURVE = [
  [0.8, 0.25, 0.0025],
  [0.8, 0.5, 0.005],
  [0.8, 0.75, 0.007500008104067544],
  [0.8, 1, 0.9899782696960107],
  [0.5, 0.25, 0.0025],
  [0.5, 0.5, 0.005646275527618317],
  [0.5, 0.75, 0.9874993437925063],
  [0.5, 1, 0.9899999999999836],
] as const

test.each(CURVE)('with M = %d a raw weight of %d of the largest gives a claim of %d', (curve_midpoint, x, claim) => {
  const population = { positive_miners: 2, largest_raw_weight: 1, curve_midpoint }
  const found = curveClaim(RULE_DEFAULTS.curve, population)(x)
  // Rounded twice: the value of the curve, and its sum with the line.
  expect(Math.abs(found - claim)).toBeLessThanOrEqual(2 ** -52)
  expect(curveClaim(RULE_DEFAULTS.curve, { ...population, largest_raw_weight: 2 })(2 * x)).toBe(found)
})

test('when the claims are almost equal, ranks decide, and equal raw weights get the mean of their rank weights', () => {
  const shared = 0.717637640824031
  expect(claimsOf(RULE_DEFAULTS.curve)([0.4, 0.4]).claims).toEqual([
    { claim: shared, rankWeight: shared },
    { claim: shared, rankWeight: shared },
  ])
  expect(claimsOf(RULE_DEFAULTS.curve)([0.4, 0, 0.4, 0.1]).claims.map(({ claim }) => claim)).toEqual([
    shared,
    0,
    shared,
    0.2675805205867436,
  ])
  expect(claimsOf(RULE_DEFAULTS.curve)([0.4]).claims).toEqual([{ claim: 0.01 + 0.000636275527618317 + 0.00001, rankWeight: null }])
  expect(claimsOf(RULE_DEFAULTS.curve)([0, 0])).toEqual({
    population: { positive_miners: 0, largest_raw_weight: 0, curve_midpoint: 0, deviation: 0 },
    claims: [
      { claim: 0, rankWeight: null },
      { claim: 0, rankWeight: null },
    ],
  })
})

test('ranks decide below a deviation of 0.01, not at 0.01', () => {
  const of = (deviation: number): boolean =>
    isByRank(RULE_DEFAULTS.curve, { positive_miners: 2, largest_raw_weight: 1, curve_midpoint: 1, deviation })
  expect([0, 0.01 - 2 ** -59, 0.01, 1].map(of)).toEqual([true, true, false, false])
})

test('ranks are computed from aggregated scores, after the reduction for missing samples', () => {
  const tasks = { soil: { weight: 1, window_hours: 168, expected_samples: 18 } }
  const { traces } = decide(2, [row(0, 'soil', 0.9), ...upTo(18).map((hour) => row(1, 'soil', 0.5, hour * 3600))], { tasks })
  expect(traces.map(({ percentile_ranks }) => percentile_ranks['soil'])).toEqual([50, 100])
})

test('two equal miners get one half each', () => {
  const { decision } = decide(2, [row(0, 'soil', 0.9), row(1, 'soil', 0.9)])
  expect(decision.shares.map(({ units }) => units)).toEqual([32_768, 32_767])
  expect(decision.weights.weights).toEqual(Uint16Array.of(65_535, 65_535))
})

test('scores of a day ago count half; with latest_only only the latest counts, and of several latest their mean', () => {
  const day = 86_400
  const mean = (task: string, rows: readonly object[]): number => decide(1, rows).traces[0]!.pathway_details!.tasks[task]!.mean
  expect(mean('soil', [row(0, 'soil', 0.9, 0), row(0, 'soil', 0.3, day)])).toBe(0.7)
  expect(mean('weather', [row(0, 'weather', 0.9, 5), row(0, 'weather', 0.3, day)])).toBe(0.9)
  expect(mean('weather', [row(0, 'weather', 1, 5), row(0, 'weather', 0.5, 5), row(0, 'weather', 0.3, day)])).toBe(0.75)
  expect(mean('weather', [row(0, 'weather', 0, 5), row(0, 'weather', 0.3, day)])).toBe(0.3)
})

test('a window includes both of its ends', () => {
  const tasks = { soil: { weight: 1, window_hours: 0.7 } }
  const present = (scored_at: string): number =>
    decide(1, [row(0, 'soil', 1), { ...row(0, 'soil', 0.5), scored_at }], { tasks }).traces[0]!.pathway_details!.tasks['soil']!
      .samples_present
  expect([ago(0), ago(2520), '2026-11-20T05:17:59.999999999Z', ago(-1)].map(present)).toEqual([2, 2, 1, 1])
})

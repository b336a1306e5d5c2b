import { expect, test } from 'vitest'
import type { World } from '../../../src/policy/world.js'
import { pathways } from '../../../src/policies/pathways/pathways.js'
import { AT, ago, neuron } from '../../../src/testing/arbitraries/snapshot.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'
import { right } from './laws.js'

const row = (uid: number, task: string, score: unknown, scored_at = ago(60)): object => ({
  miner_hotkey: hotkeyOf(uid),
  task,
  score,
  scored_at,
})

const worldOf = (results: readonly unknown[], network: object = {}): World => ({
  network: {
    netuid: 57,
    block: 1,
    neurons: [0, 1, 2].map((uid) => neuron(uid)),
    owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) },
    ...network,
  },
  at: AT,
  results,
  previous: [],
  profiles: [],
})

const policy = pathways()
const decide = (config: object, world: World): ReturnType<typeof policy.decide> extends (world: World) => infer R ? R : never =>
  policy.decide(expectRight(policy.readConfig(config)))(world)

test('without a weight above 0 the whole burns, and without a burn target that is an error', () => {
  const nothing = worldOf([row(1, 'soil', 0), row(2, 'soil', NaN)])
  expect(expectLeft(decide({}, nothing))).toMatchObject([{ _tag: 'NoScores' }])
  expect(expectRight(decide({ burn_uid: 0 }, nothing)).weights).toEqual({ uids: Uint16Array.of(0), weights: Uint16Array.of(65_535) })
  expect(expectLeft(decide({ burn_uid: 9, burn_percentage: 5 }, worldOf([row(1, 'soil', 1)])))).toMatchObject([
    { _tag: 'BurnTargetMissing' },
  ])
  expect(expectLeft(decide({ burn_uid: 0, burn_hotkey: hotkeyOf(1) }, nothing))).toMatchObject([{ _tag: 'BurnTargetMismatch' }])
})

test('results that pay nobody give a warning with the reasons, unless there are none or everything is to burn', () => {
  const nothing = worldOf([row(1, 'soil', 1e-300), row(2, 'soil', NaN), row(2, 'soil', 0)])
  const said = (config: object, world: World): readonly string[] =>
    expectRight(decide(config, world))
      .warnings.filter(({ _tag }) => _tag === 'EvidenceUnusable')
      .map(({ message }) => message)
  expect(said({ burn_uid: 0 }, nothing)).toEqual([
    'there are results, but no miner has a claim above 0 (LowScore 1, NoSample 1, UnusableScore 1): everything that is not paid burns',
  ])
  expect(said({ burn_uid: 0, burn_percentage: 100 }, nothing)).toEqual([])
  expect(said({ burn_uid: 0 }, worldOf([]))).toEqual([])
  expect(said({ burn_uid: 0 }, worldOf([row(1, 'soil', 0.01)]))).toEqual([])
})

test('almost no score in two more tasks earns no bonus; with a least score of 0 it does', () => {
  const rows = [row(1, 'weather', 0.5), ...['soil', 'geomagnetic'].map((task) => row(1, task, 1e-300))]
  const bonus = (config: object): number =>
    expectRight(right(config, worldOf(rows))).traces.find(({ miner_uid }) => miner_uid === 1)!.multi_task_bonus
  expect([bonus({}), bonus({ least_score: 0 })]).toEqual([0.85, 1.15])
})

test('miners with almost no score do not open a task for excellence, and do not raise the rank of others', () => {
  const neurons = Array.from({ length: 12 }, (_, uid) => neuron(uid))
  const rows = neurons.map(({ uid }) => row(uid as number, 'soil', uid === 1 ? 0.9 : 1e-300))
  const of = (config: object) =>
    expectRight(right(config, worldOf(rows, { neurons }))).traces.find(({ miner_uid }) => miner_uid === 1)!.pathway_details!.tasks['soil']
  expect(of({})).toMatchObject({ miners: 1, qualified: false, threshold: null })
  expect(of({ least_score: 0 })).toMatchObject({ miners: 12, qualified: true })
})

test('a foreign burn target is refused, and an unknown owner gives a warning', () => {
  const scored = [row(1, 'soil', 1)]
  expect(expectLeft(decide({ burn_uid: 2, burn_percentage: 5 }, worldOf(scored)))).toMatchObject([{ _tag: 'BurnDestinationForeign' }])
  expect(expectRight(decide({ burn_uid: 2 }, worldOf(scored))).warnings).toEqual([])
  expect(expectRight(decide({ burn_uid: 2, burn_percentage: 5 }, worldOf(scored, { owner: undefined }))).warnings).toMatchObject([
    { _tag: 'OwnerUnknown' },
  ])
})

test('hotkeys that have rows and get nothing are listed with the reason', () => {
  const { excluded } = expectRight(
    decide(
      { burn_uid: 0 },
      worldOf([row(401, 'soil', 1), row(400, 'soil', NaN), row(0, 'soil', 1), row(1, 'soil', 1), row(2, 'soil', 1, ago(400 * 3600))]),
    ),
  )
  const strangers = [hotkeyOf(400), hotkeyOf(401)].sort().map((hotkey) => ({ uid: null, hotkey, category: null, reason: 'NotRegistered' }))
  expect(excluded).toEqual([
    { uid: 0, hotkey: hotkeyOf(0), category: null, reason: 'BurnTarget' },
    { uid: 2, hotkey: hotkeyOf(2), category: null, reason: 'NoSample' },
    ...strangers,
  ])
})

test('each row that is not used is reported with the reason', () => {
  const { warnings } = expectRight(
    decide(
      {},
      worldOf([
        row(1, 'soil', 1),
        row(1, 'soil', 'n/a'),
        row(1, 'tides', 1),
        row(2, 'soil', 1, ago(-1)),
        { task: 'soil' },
        row(2, 'weather', 0),
      ]),
    ),
  )
  expect(warnings).toEqual([
    {
      _tag: 'UnusableScore',
      path: 'results[1].score',
      message: `the score of "${hotkeyOf(1)}" in "soil" of ${ago(60)} is text: no sample`,
    },
    {
      _tag: 'UnknownTask',
      path: 'results[2].task',
      message: `the score of "${hotkeyOf(1)}" in "tides" of ${ago(60)} is ignored: there is no such task`,
    },
    {
      _tag: 'FutureScore',
      path: 'results[3].scored_at',
      message: `the score of "${hotkeyOf(2)}" in "soil" of ${ago(-1)} is ignored: it was made after the decision`,
    },
    {
      _tag: 'RejectedRow',
      path: 'results[4]',
      message:
        'set aside a malformed score: miner_hotkey: missing: expected a string of 1 to 256 characters; scored_at: missing: expected an RFC 3339 instant with an offset or Z, from 1970 to 9999',
    },
  ])
})

test('a malformed snapshot is refused with its faults', () => {
  expect(expectLeft(decide({}, worldOf([], { netuid: -1 })))).toMatchObject([{ _tag: 'Unexpected', path: 'netuid' }])
})

test('there is a record for each miner, with or without a score, over the longest window', () => {
  const { traces } = expectRight(right({ burn_uid: 0 }, worldOf([row(1, 'soil', 0.5), row(1, 'weather', 1)])))
  expect(traces.map(({ miner_uid, scoring_pathway }) => [miner_uid, scoring_pathway])).toEqual([
    [1, 'diversity'],
    [2, 'none'],
  ])
  expect(traces[0]).toMatchObject({
    miner_hotkey: hotkeyOf(1),
    period_start: '2026-11-06T06:00:00.000000000Z',
    period_end: '2026-11-20T06:00:00.000000000Z',
    period_type: 'window',
    percentile_ranks: { geomagnetic: null, soil: 100, weather: 100 },
    submitted_weight: 65_535,
    submitted_share: 1,
  })
  expect(traces[0]!.weight_contributions['geomagnetic']).toBe(0)
  expect(traces[1]).toMatchObject({
    raw_calculated_weight: 0,
    submitted_weight: 0,
    submitted_share: 0,
    percentile_ranks: { geomagnetic: null, soil: null, weather: null },
  })
})

test('the config can turn off the details of records, or all records; the decision is the same', () => {
  const world = worldOf([row(1, 'soil', 0.5)])
  const { traces = [], ...bare } = expectRight(decide({ trace: { detailed_pathways: false } }, world))
  expect([...traces]).toMatchObject(Array(3).fill({ pathway_details: null }))
  expect([...traces]).toEqual([...traces])
  expect(expectRight(decide({ trace: { realtime_updates: false } }, world))).toEqual(bare)
})

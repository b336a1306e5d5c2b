import { expect, test } from 'vitest'
import { readConfig, updateConfig, writeConfig } from '../../../src/policies/pathways/config.js'
import { pathways } from '../../../src/policies/pathways/pathways.js'
import { TaskTable } from '../../../src/policies/pathways/task.js'
import { expectLeft, expectRight } from '../../either.js'

const paths = (document: unknown): readonly string[] => expectLeft(readConfig(document)).map(({ path }) => path)

test('the defaults are the values of the system from which the rules come, and a least score', () => {
  const config = expectRight(readConfig({}))
  expect(writeConfig(config)).toEqual({
    burn_percentage: 0,
    weight_set_interval_blocks: 360,
    weight_version_key: 0,
    tasks: {
      geomagnetic: { weight: 0.15, window_hours: 24, latest_only: false, half_life_hours: 24, expected_samples: 0, transform: 'logistic' },
      soil: { weight: 0.15, window_hours: 168, latest_only: false, half_life_hours: 24, expected_samples: 0, transform: 'none' },
      weather: { weight: 0.7, window_hours: 336, latest_only: true, half_life_hours: 24, expected_samples: 0, transform: 'none' },
    },
    least_score: 0.01,
    completeness_threshold: 0.3,
    excellence: { min_miners: 10, percentile: 85 },
    diversity: {
      lower: 0.3,
      range: 0.9,
      rate: 0.08,
      midpoint: 35,
      spread: 20,
      least_deviation: 0.01,
      least_rate: 10,
      most_rate: 30,
      empty_midpoint: 0.9,
      empty_rate: 15,
    },
    bonus: { base: 0.7, per_task: 0.15 },
    curve: { percentile: 80, upper: 0.98, q: 8, rate: 70, nu: 0.3, slope: 0.01, deviation: 0.01, exponent: 1.2 },
    trace: {
      detailed_pathways: true,
      chain_integration: true,
      realtime_updates: true,
      retention_days: 30,
      cleanup_hours: 4,
      most_seconds: 0.1,
    },
  })
  expect(pathways().pace(config)).toEqual({ interval_blocks: 360, version_key: 0n, window_hours: 336 })
})

test('all mistakes are reported at once, with their paths', () => {
  expect(
    [
      ...paths({
        burn_percentage: 101,
        taskz: {},
        tasks: {
          soil: { weight: 0, window: 3 },
          ['']: { weight: 1, window_hours: 1 },
          weather: { weight: '0.7', window_hours: 1, transform: 'square', latest_only: 1, expected_samples: 1.5 },
        },
        excellence: { min_miners: -1, percentile: 101 },
        least_score: -0.01,
        completeness_threshold: 0,
        diversity: { rate: 0, range: Infinity },
        bonus: { base: -1 },
        curve: { exponent: 17, nu: 0, slope: NaN },
        trace: { detailed_pathways: 'yes', retention_days: -1 },
      }),
    ].sort(),
  ).toEqual([
    'bonus.base',
    'burn_percentage',
    'completeness_threshold',
    'curve.exponent',
    'curve.nu',
    'curve.slope',
    'diversity.range',
    'diversity.rate',
    'excellence.min_miners',
    'excellence.percentile',
    'least_score',
    'tasks.soil.weight',
    'tasks.soil.window',
    'tasks.soil.window_hours',
    'tasks.weather.expected_samples',
    'tasks.weather.latest_only',
    'tasks.weather.transform',
    'tasks.weather.weight',
    'tasks[""]',
    'taskz',
    'trace.detailed_pathways',
    'trace.retention_days',
  ])
  expect(expectLeft(readConfig({ tasks: {} }))).toEqual([
    { _tag: 'NoTasks', path: 'tasks', message: 'tasks: there is no task; name at least one with its weight and window' },
  ])
  expect(expectLeft(readConfig({ diversity: { least_rate: 31 } }))).toMatchObject([{ _tag: 'RatesInverted', path: 'diversity.least_rate' }])
  for (const rubbish of [undefined, null, 7, 'x', []]) expect(paths(rubbish)).toEqual([''])
})

test('a change is validated as a whole, and replaces whole tables', () => {
  const inForce = expectRight(readConfig({ excellence: { min_miners: 5, percentile: 90 } }))
  const change = updateConfig(inForce)
  expect(expectRight(change({ excellence: { min_miners: 6 }, bonus: undefined })).excellence).toEqual({ min_miners: 6, percentile: 85 })
  expect([...expectRight(change({ tasks: { tides: { weight: 1, window_hours: 2 } } })).tasks.keys()]).toEqual(['tides'])
  expect(expectRight(change({})).excellence).toEqual(inForce.excellence)
  expect(expectLeft(change({ excellence: 7 })).map(({ path }) => path)).toEqual(['excellence'])
  expect(expectLeft(change(7))).toHaveLength(1)
})

test('the codec of whole tables accepts a table with every key, and refuses a part of one', () => {
  const whole = expectRight(readConfig({})).tasks.get('soil')!
  expect(
    [whole, { ...whole, transform: undefined }, { weight: 1, window_hours: 1 }, { ...whole, weight: -1 }].map((table) =>
      TaskTable.is(table),
    ),
  ).toEqual([true, false, false, false])
})

test('the order of the tasks does not matter', () => {
  const of = (names: readonly string[]): readonly string[] => [
    ...expectRight(readConfig({ tasks: Object.fromEntries(names.map((name) => [name, { weight: 1, window_hours: 1 }])) })).tasks.keys(),
  ]
  expect(of(['weather', 'soil', 'Tides'])).toEqual(of(['Tides', 'weather', 'soil']))
})

/** Configs and worlds for `pathways`: tasks near the least number of miners, ties, zeros, unusable scores, rows outside of the window. */
import fc from 'fast-check'
import type { World } from '../../policy/world.js'
import { hotkeyOf } from './hotkey.js'
import { AT, ago, neuron } from './snapshot.js'

const HOUR = 3600
const WINDOWS = { geomagnetic: 24, soil: 168, weather: 336 } as const

/** Values that are not a sample or not a number, each in a different way. */
const badScores: readonly unknown[] = [undefined, null, NaN, Infinity, -Infinity, -0.5, 1e101, '0.9', '', true, {}, 1n]

/** Scores that tie, are 0 or nearly 0, and pairs that differ in the last digit. */
const score = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, -0, 1, 0.5, 0.5, 0.9, 0.9, 0.9 + 2 ** -53, 5e-324, 1e-9, 0.01, 0.01 - 2 ** -59, 1e100, 40),
)

const task = fc.constantFrom('geomagnetic', 'soil', 'weather')

/** Ages inside of the window, at both of its ends, and outside. */
const age = (window: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: window * HOUR }) },
    { weight: 1, arbitrary: fc.constantFrom(0, window * HOUR, window * HOUR + 1, -1, -HOUR) },
  )

const rowOf = (hotkey: string): fc.Arbitrary<unknown> =>
  fc.tuple(task, fc.constantFrom<'Z' | 'offset' | 'decimals'>('Z', 'offset', 'decimals')).chain(([name, spelling]) =>
    fc
      .record({
        score: fc.oneof({ weight: 12, arbitrary: score as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: fc.constantFrom(...badScores) }),
        seconds: age(WINDOWS[name]),
        task: fc.oneof({ weight: 20, arbitrary: fc.constant<string>(name) }, { weight: 1, arbitrary: fc.constant('tides') }),
      })
      .map((made) => ({ miner_hotkey: hotkey, task: made.task, score: made.score, scored_at: ago(made.seconds, spelling) })),
  )

const malformed: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  7,
  'row',
  [],
  {},
  { miner_hotkey: '', task: 'soil', score: 1, scored_at: AT },
  { miner_hotkey: hotkeyOf(1), score: 1, scored_at: AT },
  { miner_hotkey: hotkeyOf(1), task: 'soil', score: 1, scored_at: '2026-11-20T06:00:00' },
)

/**
 * Uid 0 exists, so that it can be the burn target. There are 8 to 12 miners in one task; all scores are equal or arbitrary, and sometimes
 * only one miner has a score.
 */
export const pathwayWorlds: fc.Arbitrary<World> = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 13 })
  .chain((others) => {
    const uids = [0, ...others]
    const hotkey = fc
      .oneof({ weight: 20, arbitrary: fc.constantFrom(...uids) }, { weight: 1, arbitrary: fc.constantFrom(300, 301) })
      .map(hotkeyOf)
    const crowd = fc
      .tuple(
        task,
        fc.oneof(
          score.map((same) => uids.map(() => same)),
          fc.tuple(...uids.map(() => score)),
        ),
        fc.integer({ min: 0, max: uids.length }),
      )
      .map(([name, scores, many]) =>
        uids.slice(0, many).map((uid, i) => ({ miner_hotkey: hotkeyOf(uid), task: name, score: scores[i], scored_at: ago(60) })),
      )
    const scattered = fc.array(fc.oneof({ weight: 15, arbitrary: hotkey.chain(rowOf) }, { weight: 1, arbitrary: malformed }), {
      maxLength: 50,
    })
    return fc.tuple(crowd, crowd, scattered, fc.boolean()).map(([one, two, rows, owned]) => ({
      network: {
        netuid: 57,
        block: 5_400_000,
        neurons: uids.map((uid) => neuron(uid)),
        ...(owned ? { owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) } } : {}),
      },
      at: AT,
      results: [...one, ...two, ...rows],
      previous: [],
      profiles: [],
    }))
  })

/** Documents of configs. The burn target, if there is one, is uid 0. */
export const pathwayConfigs: fc.Arbitrary<unknown> = fc
  .record(
    {
      burn: fc.constantFrom(
        {},
        { burn_uid: 0 },
        { burn_uid: 0, burn_percentage: 5 },
        { burn_hotkey: hotkeyOf(0), burn_percentage: '33.3333' },
        { burn_uid: 0, burn_percentage: 100 },
      ),
      tasks: fc.constantFrom<unknown>(
        {
          weather: { weight: 0.7, window_hours: 336, latest_only: true, expected_samples: 18 },
          soil: { weight: 0.15, window_hours: 168, expected_samples: 10 },
          geomagnetic: { weight: 0.15, window_hours: 24, transform: 'logistic', expected_samples: 24 },
        },
        { soil: { weight: 1, window_hours: 0.7, half_life_hours: 0.1 } },
        { soil: { weight: 1e-6, window_hours: 168, transform: 'logistic' }, tides: { weight: 1e6, window_hours: 1, latest_only: true } },
      ),
      excellence: fc.constantFrom({ min_miners: 1, percentile: 100 }, { min_miners: 9 }, { percentile: 0 }),
      least_score: fc.constantFrom(0, 0.01, 0.5, 41),
      completeness_threshold: fc.constantFrom(0.3, 1, 0.01),
      diversity: fc.constantFrom({ lower: 0, range: 1 }, { least_rate: 1, most_rate: 1_000_000, least_deviation: 1e-9 }),
      bonus: fc.constantFrom({ per_task: 0 }, { base: 0 }),
      curve: fc.constantFrom({ slope: 0, rate: 1_000_000 }, { deviation: 1 }, { deviation: 0, nu: 2 }),
      trace: fc.constantFrom({ detailed_pathways: false }, { realtime_updates: false }, { retention_days: 0 }),
    },
    { requiredKeys: ['burn'] },
  )
  .map(({ burn, ...rest }) => ({ ...rest, ...burn }))

/** What callers and policies hand in is read as JSON once, before the store would refuse it again and again. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, map, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import type { EmissionConfig } from '../../src/allocation/config/emission-config.js'
import type { Decision } from '../../src/policy/decision.js'
import type { Policy } from '../../src/policy/policy.js'
import { recordFault } from '../../src/storage/check-record.js'
import type { Json } from '../../src/units/json/json.js'
import { MOST_LEVELS } from '../../src/units/json/read-json.js'
import { initialState } from '../../src/validator/initial-state.js'
import { expectLeft } from '../either.js'
import { run, tell, well } from './machine.js'
import { configOf, SETTINGS } from './world.js'

/** A list in lists, `levels` deep. */
const nested = (levels: number): unknown => {
  let value: unknown = []
  for (let level = 1; level < levels; level++) value = [value]
  return value
}
const cyclic = (): unknown => {
  const table: Record<string, unknown> = {}
  table['self'] = table
  return table
}
const date = (): unknown => new Date(0)
/** The policy's own decisions, altered. */
const deciding = (change: (decision: Decision) => unknown): Partial<Policy<EmissionConfig>> => ({
  decide: (config) => (world) => map((decision: Decision) => change(decision) as Decision)(gpuPools().decide(config)(world)),
})
const stages = (world: ReturnType<typeof tell>) => world.store.all('weight_submissions').map(({ status }) => status)
const decidedLogs = (world: ReturnType<typeof tell>) => world.logs().flatMap((log) => (log._tag === 'Decided' ? [log] : []))

describe('changes of config', () => {
  const hostile: readonly (readonly [string, () => unknown, string])[] = [
    ['contains itself', cyclic, 'burn.self'],
    ['is 20,000 deep', () => nested(20_000), `burn${'[0]'.repeat(MOST_LEVELS - 1)}`],
    ['is 300 deep', () => nested(300), `burn${'[0]'.repeat(MOST_LEVELS - 1)}`],
    ['holds a date', date, 'burn'],
    ['holds a bigint', () => 1n, 'burn'],
  ]
  test.each(hostile)('a change that %s is refused with its path, and blocks no later change', (_, value, path) => {
    const world = tell([run(6)])
    world.feed({ _tag: 'ConfigUpdateRequested', request: 'hostile', at: world.now(), changes: { burn: value() } as Json })
    world.act({ do: 'change', valid: true })
    world.act(run(1))
    expect(world.answers()).toMatchObject([
      { request: 'hostile', outcome: { _tag: 'Refused', reasons: [{ path, message: expect.stringContaining(path) as string }] } },
      { outcome: { _tag: 'Accepted' } },
    ])
    expect(world.store.all('config_changes').map((record) => recordFault('config_changes', record))).toEqual([null, null])
  })
  test('a change is a copy: what the caller does to it later changes nothing', () => {
    const changes = { burn_percentage: 2 }
    const world = tell([])
    world.feed({ _tag: 'ConfigUpdateRequested', request: 'c', at: world.now(), changes })
    changes.burn_percentage = 99
    world.act(run(1))
    expect(world.store.all('config_changes').map((record) => record.changes)).toContainEqual({ burn_percentage: 2 })
  })
  test('a config that the policy writes as something else is refused with its path', () => {
    const { writeConfig } = gpuPools()
    const world = tell([run(6)], {}, { writeConfig: (config) => ({ ...(writeConfig(config) as object), made: date() }) as unknown as Json })
    world.act({ do: 'change', valid: true })
    world.act(run(1))
    expect(world.answers()).toMatchObject([{ outcome: { _tag: 'Refused', reasons: [{ path: 'made' }] } }])
  })
  test('the reasons of a policy are stored as texts, whatever else is in them', () => {
    const reasons = [{ _tag: 'No', path: 'a', message: 'a: no', value: 1n }]
    const world = tell([run(6)], {}, { updateConfig: () => () => left(reasons) })
    world.act({ do: 'change', valid: true })
    world.act(run(1))
    expect(world.store.all('config_changes').map((record) => record.reasons)).toContainEqual([{ _tag: 'No', path: 'a', message: 'a: no' }])
  })
})

describe('the config to start with', () => {
  const initial = initialState(gpuPools(), SETTINGS)
  const reasons = (given: unknown) => expectLeft(initial(given)).map(({ path }) => path)
  test('is refused with its path where it is not JSON, and nothing is thrown', () => {
    expect(reasons(cyclic())).toEqual(['self'])
    expect(reasons({ a: nested(20_000) })).toEqual([`a${'[0]'.repeat(MOST_LEVELS - 1)}`])
    expect(reasons({ weight_version_key: 1n })).toEqual(['weight_version_key'])
  })
  test('is refused where the policy writes something else', () => {
    const policy = { ...gpuPools(), writeConfig: () => cyclic() as Json }
    expect(expectLeft(initialState(policy, SETTINGS)(configOf(0)))).toMatchObject([{ _tag: 'Circular', path: 'self' }])
  })
})

describe('traces', () => {
  const withTraces = (...traces: readonly unknown[]) =>
    tell(
      [run(6)],
      {},
      deciding((decision) => ({ ...decision, traces })),
    )
  const kept = (world: ReturnType<typeof tell>) => world.logs().filter(({ _tag }) => _tag === 'Published').length
  const good = {
    miner_uid: 2,
    miner_hotkey: '5A',
    period_type: 'window',
    period_start: '2026-11-20T06:00:00Z',
    period_end: '2026-11-20T07:00:00Z',
    submitted_weight: 65_535,
    submitted_share: 1,
    document: null,
  }
  test('one that its table does not take is left out with a warning, and the others are kept', () => {
    for (const bad of [{}, { ...good, submitted_weight: 'x' }, { ...good, period_type: 'a\0b' }, { ...good, miner_uid: 0.5 }]) {
      const world = withTraces(good, bad)
      expect(decidedLogs(world).map(({ warnings }) => warnings.map(({ _tag, path }) => [_tag, path]))).toEqual([
        [['NotStorable', 'traces[1]']],
      ])
      expect([kept(world), stages(world)]).toEqual([1, ['confirmed']])
      expect(world.store.all('miner_performance_stats').map(({ miner_uid }) => miner_uid)).toEqual([2])
    }
  })
  test('a list that ends in a failure keeps what came before, and weights are set', () => {
    const failing = function* (): Generator<unknown> {
      yield good
      throw new Error('no more')
    }
    for (const [traces, uids] of [
      [failing(), [2]],
      [null, []],
      [7, []],
    ] as const) {
      const world = tell(
        [run(6)],
        {},
        deciding((decision) => ({ ...decision, traces })),
      )
      expect(decidedLogs(world).map(({ warnings }) => warnings.map(({ _tag }) => _tag))).toEqual([['TraceSkipped']])
      expect([kept(world), stages(world)]).toEqual([1, ['confirmed']])
      expect(world.store.all('miner_performance_stats').map(({ miner_uid }) => miner_uid)).toEqual(uids)
    }
  })
  test('one that is not JSON is left out with a warning, and weights are set', () => {
    for (const [bad, path] of [
      [{ ...good, pathway_details: date() }, 'traces[1].pathway_details'],
      [cyclic(), 'traces[1].self'],
      [7, 'traces[1]'],
    ] as const) {
      const world = withTraces(good, bad)
      expect(decidedLogs(world).map(({ warnings }) => warnings.map((warning) => warning.path))).toEqual([[path]])
      expect(decidedLogs(world)[0]?.warnings[0]?.message).toContain('this trace is left out')
      expect([kept(world), stages(world)]).toEqual([1, ['confirmed']])
      expect(world.store.all('miner_performance_stats').map(({ miner_uid }) => miner_uid)).toEqual([2])
    }
  })
  test('one is as deep as the store can hold it in an intent, and not deeper', () => {
    const intents: (string | null)[] = []
    const warnings = [MOST_LEVELS - 3, MOST_LEVELS - 2].map((levels) => {
      const world = tell(
        well(6),
        {},
        deciding((decision) => ({ ...decision, traces: [{ ...good, document: nested(levels) }] })),
      )
      const { stage } = world.state()
      intents.push(stage._tag === 'Recording' ? recordFault('weight_submissions', stage.submission) : 'no intent')
      return decidedLogs(world).flatMap((log) => log.warnings.map(({ _tag }) => _tag))
    })
    expect([intents, warnings]).toEqual([
      [null, null],
      [[], ['TooDeep']],
    ])
  })
})

describe('a decision that the store could not hold', () => {
  const reasonsFor = (change: (decision: Decision) => unknown): readonly string[] => {
    const world = tell([run(6)], {}, deciding(change))
    expect(stages(world)).toEqual([])
    return world.alerts().flatMap((alert) => (alert._tag === 'CalculationFailed' ? alert.reasons.map(({ path }) => path) : []))
  }
  test('is not decided, and the path says where', () => {
    expect(reasonsFor((decision) => ({ ...decision, next: [{ hotkey: '5A', updated_at: date() }] }))).toEqual(['next[0].updated_at'])
    expect(reasonsFor((decision) => ({ ...decision, next: cyclic() }))).toEqual(['next.self'])
    expect(reasonsFor((decision) => ({ ...decision, profiles: [{ ...decision.profiles[0], gpu_counts: { H100: NaN } }] }))).toEqual([
      'profiles[0].gpu_counts.H100',
    ])
    expect(reasonsFor((decision) => ({ ...decision, entries: [{ ...decision.entries[0], miner_score: 1n }] }))).toEqual([
      'entries[0].miner_score',
    ])
    expect(reasonsFor((decision) => ({ ...decision, figures: { ...decision.figures, categories: [new Map()] } }))).toEqual([
      'figures.categories[0]',
    ])
    const burn = { amount: 1, percentage: 'much', uid: null }
    expect(reasonsFor((decision) => ({ ...decision, figures: { ...decision.figures, burn } }))).toEqual(['figures.burn.percentage'])
    expect(reasonsFor((decision) => ({ ...decision, entries: 'none' }))).toEqual(['entries'])
  })
  test('is not decided either where it is JSON that no column takes', () => {
    const world = tell(
      [run(6)],
      {},
      deciding((decision) => ({ ...decision, entries: [{ ...decision.entries[0], category: 'H100\0' }] })),
    )
    expect(world.alerts()).toMatchObject([{ _tag: 'CalculationFailed', reasons: [{ _tag: 'NotStorable' }] }])
    expect(stages(world)).toEqual([])
  })
  test('is a copy: what the policy does to it later changes nothing', () => {
    const next: { hotkey: string }[] = [{ hotkey: '5A' }]
    const world = tell(
      well(6),
      {},
      deciding((decision) => ({ ...decision, next })),
    )
    next[0]!.hotkey = 'altered'
    world.act(run(6))
    expect(world.store.all('validator_state').find(({ name }) => name === 'next')?.document).toEqual([{ hotkey: '5A' }])
  })
})

test('a row with which the policy fails is malformed, and keeps no other from being stored', () => {
  const bad = Object.defineProperty({}, 'miner_hotkey', {
    enumerable: true,
    get: () => {
      throw new Error('broken')
    },
  })
  const world = tell([run(1)])
  world.feed({ _tag: 'ResultsArrived', id: null, at: world.now(), rows: [bad] })
  world.act(run(1))
  expect(
    world
      .logs()
      .filter((log) => log._tag === 'Collected')
      .find(({ malformed }) => malformed.length > 0),
  ).toMatchObject({ rows: 1, malformed: [{ path: 'results[0]' }] })
})

test('a row whose document is not JSON is malformed, and keeps no other from being stored', () => {
  const readEvidence = (row: unknown): Either<never, never> =>
    right({ hotkey: '5A', subject: 'x', at: '2026-11-20T06:00:00Z', document: row === 'bad' ? cyclic() : { row } } as never)
  const world = tell([run(1)], {}, { readEvidence })
  const before = world.store.all('miner_prover_results').length
  world.feed({ _tag: 'ResultsArrived', id: null, at: world.now(), rows: ['bad', 'good'] })
  world.act(run(1))
  expect(world.store.all('miner_prover_results').length).toBe(before + 1)
  expect(
    world
      .logs()
      .filter((log) => log._tag === 'Collected')
      .at(-1),
  ).toMatchObject({ rows: 2, malformed: [{ path: 'results[0].self' }] })
})

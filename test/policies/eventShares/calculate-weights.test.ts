import { isRight } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventMiner, EventWeights } from '../../../src/policies/eventShares/calculate-weights.js'
import { calculateWeights } from '../../../src/policies/eventShares/calculate-weights.js'
import type { Problem } from '../../../src/policy/problem.js'
import type { EventSharesConfig } from '../../../src/policies/eventShares/event-shares-config.js'
import { readConfig } from '../../../src/policies/eventShares/event-shares-config.js'
import { readEvent } from '../../../src/policies/eventShares/read-event.js'
import { showEventWeights } from '../../../src/policies/eventShares/show-event-weights.js'
import { eventConfigs, eventWorlds, instantForms } from '../../../src/testing/arbitraries/event-worlds.js'
import { hotkeyOf } from '../../../src/testing/arbitraries/hotkey.js'
import { AT } from '../../../src/testing/arbitraries/snapshot.js'
import { compare, ONE, sum, ZERO } from '../../../src/units/exact/fraction.js'
import { toLowestTerms } from '../../../src/units/exact/fraction-rounding.js'
import { Instant, instantOrder } from '../../../src/units/time/instant.js'
import { expectLeft, expectRight } from '../../either.js'
import type { Calculate } from './wrong.js'
import {
  allOrNothing,
  doubleCount,
  firstInInput,
  floatShares,
  headStart,
  laterWins,
  offByOne,
  payStrangers,
  repetitionNamed,
  saturating,
  silent,
} from './wrong.js'

const at = expectRight(Instant.decode(AT))
const settings = (document: unknown): EventSharesConfig => expectRight(readConfig(document))
const configs = eventConfigs.map(settings)
const populations = eventWorlds.map(({ network, results }) => ({
  hotkeys: (network['neurons'] as readonly { readonly hotkey: string }[]).map(({ hotkey }) => hotkey),
  rows: results,
}))

type Exact = readonly (readonly [string, string])[]
const exactly = (miners: readonly EventMiner[]): Exact => miners.map(({ hotkey, share }) => [hotkey, toLowestTerms(share)])
/** The shares; none when nothing counts. */
const sharesBy = (calculate: Calculate, config: EventSharesConfig, hotkeys: readonly string[], rows: readonly unknown[]): Exact => {
  const weights = calculate(config)(at, hotkeys)(rows)
  return isRight(weights) ? exactly(weights.right.miners) : []
}
const same = (a: Exact, b: Exact): boolean => JSON.stringify(a) === JSON.stringify(b)

const isNamed = (row: unknown): boolean => {
  const id = (row as { readonly event_id?: unknown } | null)?.event_id
  return typeof id === 'string' && id !== ''
}

/** Populations with a row that has an id and was made before the decision. */
const withOwner = populations.chain(({ hotkeys, rows }) => {
  const owned = rows.filter((row) => {
    const read = readEvent(row)
    return isRight(read) && read.right.is_named && instantOrder.compare(read.right.created_at, at) < 0
  })
  return owned.length === 0
    ? fc.constant(null)
    : fc.record({
        hotkeys: fc.constant(hotkeys),
        rows: fc.constant(rows),
        owned: fc.constantFrom(...owned),
        thief: fc.constantFrom(...hotkeys),
      })
})
const warningsBy = (calculate: Calculate, config: EventSharesConfig, hotkeys: readonly string[], rows: readonly unknown[]) => {
  const weights = calculate(config)(at, hotkeys)(rows)
  return isRight(weights) ? weights.right.warnings : weights.left.filter(({ _tag }) => _tag !== 'NoEvents')
}

/** Laws, each with the implementation that breaks it. */
const LAWS: readonly (readonly [name: string, wrong: Calculate, law: (calculate: Calculate) => fc.IProperty<unknown>])[] = [
  [
    'shares, where there are any, sum to one exactly',
    floatShares,
    (calculate) =>
      fc.property(configs, populations, (config, { hotkeys, rows }) => {
        const weights = calculate(config)(at, hotkeys)(rows)
        return !isRight(weights) || compare(sum(weights.right.miners.map(({ share }) => share)), ONE) === 0
      }),
  ],
  [
    'a miner without events changes no other share',
    headStart,
    (calculate) =>
      fc.property(configs, populations, (config, { hotkeys, rows }) =>
        same(sharesBy(calculate, config, hotkeys, rows), sharesBy(calculate, config, [...hotkeys, hotkeyOf(200)], rows)),
      ),
  ],
  [
    'the order of events and miners makes no difference',
    offByOne,
    (calculate) =>
      fc.property(
        configs,
        populations.chain(({ hotkeys, rows }) =>
          fc.record({
            hotkeys: fc.constant(hotkeys),
            rows: fc.constant(rows),
            other: fc.shuffledSubarray([...rows], { minLength: rows.length }),
          }),
        ),
        (config, { hotkeys, rows, other }) =>
          same(sharesBy(calculate, config, hotkeys, rows), sharesBy(calculate, config, [...hotkeys].reverse(), other)),
      ),
  ],
  [
    'of rows with the same id, the same one counts in every order',
    firstInInput,
    (calculate) =>
      fc.property(
        configs,
        populations.chain(({ hotkeys, rows }) =>
          fc.record({
            hotkeys: fc.constant(hotkeys),
            // Few instants and few ids, so that both tie.
            named: fc.array(
              fc.record({
                event_id: fc.constantFrom('lead-1', 'lead-2'),
                curated_by: fc.constantFrom(...hotkeys, null),
                source: fc.constantFrom(...hotkeys),
                created_at: fc.constantFrom('2026-11-19T06:00:00Z', '2026-11-19T07:30:00+01:30', 1, '2026-11-19T06:00:00.000000001Z'),
              }),
              { minLength: 2, maxLength: 6 },
            ),
            rows: fc.constant(rows),
          }),
        ),
        (config, { hotkeys, named, rows }) =>
          same(
            sharesBy(calculate, config, hotkeys, [...rows, ...named]),
            sharesBy(calculate, config, hotkeys, [...named].reverse().concat(rows as typeof named)),
          ),
      ),
  ],
  [
    'a later row with the id of an event changes no share, and its warning names the id and both miners',
    laterWins,
    (calculate) =>
      fc.property(configs, withOwner, (config, population) => {
        if (population === null) return true
        const { hotkeys, rows, owned, thief } = population
        const { id } = expectRight(readEvent(owned))
        const all = [...rows, { event_id: id, curated_by: thief, source: thief, created_at: AT }]
        const named = (found: readonly Problem[]): readonly string[] =>
          found.filter(({ _tag, path }) => _tag === 'DuplicateEvent' && path === `results[${rows.length}]`).map(({ message }) => message)
        const [first] = rows
          .map((row) => readEvent(row))
          .flatMap((read) => (isRight(read) && read.right.is_named && read.right.id === id ? [read.right] : []))
          .sort((one, other) => instantOrder.compare(one.created_at, other.created_at))
        const isOwn = rows.some((row) => {
          const read = readEvent(row)
          return isRight(read) && read.right.id === id && read.right.curated_by === thief && read.right.source === thief
        })
        const warnings = named(warningsBy(calculate, config, hotkeys, all))
        return (
          same(sharesBy(calculate, config, hotkeys, all), sharesBy(calculate, config, hotkeys, rows)) &&
          (isOwn ||
            warnings.every((message) => [id, thief, (first!.curated_by ?? first!.source)!].every((text) => message.includes(text)))) &&
          (isOwn || warnings.length === 1)
        )
      }),
  ],
  [
    'the same event delivered again, however its instant is spelt, gives no warning',
    repetitionNamed,
    (calculate) =>
      fc.property(configs, populations, (config, { hotkeys, rows: others }) => {
        const event = { event_id: 'its own', curated_by: hotkeys[0], source: null, created_at: Date.parse(AT) / 1000 - others.length }
        const rows = [...others, event]
        const { seconds, decimals } = expectRight(readEvent(event)).created_at
        const again = instantForms(BigInt(seconds) * 1_000_000_000n + BigInt(decimals.padEnd(9, '0') || 0))
          .slice(0, 4)
          .map((created_at) => ({ ...event, created_at }))
        const repeated = (of: readonly unknown[]): number =>
          warningsBy(calculate, config, hotkeys, of).filter(({ _tag }) => _tag === 'DuplicateEvent').length
        return repeated([...rows, ...again]) === repeated(rows)
      }),
  ],
  [
    'an event with an id that occurs twice counts once',
    doubleCount,
    (calculate) =>
      fc.property(
        configs,
        populations.filter(({ rows }) => rows.some(isNamed)),
        (config, { hotkeys, rows }) =>
          same(sharesBy(calculate, config, hotkeys, rows), sharesBy(calculate, config, hotkeys, [...rows, rows.find(isNamed)])),
      ),
  ],
  [
    'an additional event that a miner both curated and sourced never lowers its share',
    saturating,
    (calculate) =>
      fc.property(configs, populations, fc.nat(), (config, { hotkeys, rows }, which) => {
        const hotkey = hotkeys[which % hotkeys.length]!
        const shareIn = (events: readonly unknown[]) => {
          const weights = calculate(config)(at, hotkeys)(events)
          return (isRight(weights) ? weights.right.miners.find((miner) => miner.hotkey === hotkey)?.share : undefined) ?? ZERO
        }
        return compare(shareIn([...rows, { event_id: 'one more', curated_by: hotkey, source: hotkey, created_at: AT }]), shareIn(rows)) >= 0
      }),
  ],
  [
    'malformed rows change nothing else',
    allOrNothing,
    (calculate) =>
      fc.property(configs, populations, (config, { hotkeys, rows }) =>
        same(
          sharesBy(calculate, config, hotkeys, rows),
          sharesBy(
            calculate,
            config,
            hotkeys,
            rows.filter((row) => isRight(readEvent(row))),
          ),
        ),
      ),
  ],
  [
    'malformed rows are named in a warning by their index',
    silent,
    (calculate) =>
      fc.property(configs, populations, (config, { hotkeys, rows }) => {
        const weights = calculate(config)(at, hotkeys)(rows)
        const places = new Set((isRight(weights) ? weights.right.warnings : weights.left).map(({ path }) => path.replace(/\..*/, '')))
        return rows.every((row, i) => isRight(readEvent(row)) || places.has(`results[${i}]`))
      }),
  ],
  [
    'only miners have a share',
    payStrangers,
    (calculate) =>
      fc.property(configs, populations, (config, { hotkeys, rows }) =>
        sharesBy(calculate, config, hotkeys, rows).every(([hotkey]) => hotkeys.includes(hotkey)),
      ),
  ],
]

describe('laws of shares', () => {
  test.each(LAWS)('%s', (_name, _wrong, law) => {
    fc.assert(law(calculateWeights))
  })
  test.each(LAWS)('a wrong implementation is caught: %s', (_name, wrong, law) => {
    expect(fc.check(law(wrong), { numRuns: 300 }).failed).toBe(true)
  })
})

const KEY = '5FEtvBzsh5Zc8nDyq4Jb2nZ7o6ZD2homYsKjbZtFj5tybqth'
const [a, b, c] = ['5A', '5B', '5C']
const made = (curated_by: string | null, source: string | null, changes: object = {}): object => ({
  event_id: `${curated_by} ${source}`,
  curated_by,
  source,
  created_at: '2026-11-19T06:00:00Z',
  ...changes,
})
const weights = (document: unknown, ...rows: readonly object[]): EventWeights =>
  expectRight(calculateWeights(settings(document))(at, [a, b, c])(rows))
const shares = (document: unknown, ...rows: readonly object[]): Record<string, string> =>
  Object.fromEntries(exactly(weights(document, ...rows).miners))

describe('the figures of the sources', () => {
  test('a single miner that curated one and sourced one gets all', () => {
    const found = expectRight(calculateWeights(settings({}))(at, [KEY])([made(KEY, KEY)]))
    expect(found.weights_dict).toEqual({ [KEY]: 1 })
    expect(found.stats).toEqual({ total_miners: 1, total_share: 1, min_share: 1, max_share: 1, mean_share: 1, zero_share_miners: 0 })
    expect(showEventWeights(settings({}))(found)).toEqual([
      'Starting miner share calculation',
      'Will calculate shares for last 30 days',
      'Weights: Curated=0.6, Sourced=0.4',
      'Final shares calculated for 1 miners',
      'Top 5 miners by share:',
      `  ${KEY}: 1.0000 (curated: 1, sourced: 1)`,
    ])
  })
  test('counts: 0.6 x curated + 0.4 x sourced', () => {
    // a: 2 x 0.6, b: 0.4, c: 0.4
    expect(shares({}, made(a, b), made(a, c))).toEqual({ [a]: '3/5', [b]: '1/5', [c]: '1/5' })
    expect(shares({}, made(a, null), made(null, b))).toEqual({ [a]: '3/5', [b]: '2/5' })
  })
  test('blend: 0.10 K + 0.45 S + 0.45 C', () => {
    const form = { normalise: true, designated_weight: 0.1, sourced_weight: 0.45, curated_weight: 0.45 }
    const blend = (...rows: readonly object[]): Record<string, string> =>
      Object.fromEntries(
        exactly(expectRight(calculateWeights(settings({ ...form, designated_hotkey: KEY }))(at, [KEY, a, b])(rows)).miners),
      )
    expect(blend(made(a, b), made(a, a), made(b, a))).toEqual({ [KEY]: '1/10', [a]: '3/5', [b]: '3/10' })
    expect(blend(made(a, null))).toEqual({ [KEY]: '2/11', [a]: '9/11' })
    expect(expectLeft(calculateWeights(settings({ ...form, designated_hotkey: KEY }))(at, [KEY])([])).map(({ _tag }) => _tag)).toEqual([
      'NoEvents',
    ])
  })
})

describe('what counts', () => {
  test('the window to the nanosecond, both ends included', () => {
    const counted = (created_at: string): number =>
      weights({ window_days: 1 }, made(c, c), made(a, null, { created_at })).stats.total_miners
    expect(counted('2026-11-19T05:59:59.999999999Z')).toBe(1)
    expect(counted('2026-11-19T06:00:00.000000000Z')).toBe(2)
    expect(counted('2026-11-20T06:00:00Z')).toBe(2)
    expect(counted('2026-11-20T06:00:00.000000001Z')).toBe(1)
  })
  test('events from the future are skipped with a warning, old events without', () => {
    const { warnings } = weights({}, made(c, c), made(a, b, { created_at: 1 }), made(b, a, { created_at: '2026-11-20T06:00:01Z' }))
    expect(warnings).toEqual([
      { _tag: 'FutureEvent', path: 'results[2]', message: 'event "5B 5A": made at 2026-11-20T06:00:01.000000000Z, which is still to come' },
    ])
  })
  test('of two rows with the same id the first counts, and the warning names the id and both miners', () => {
    const one = { event_id: 'e\u202e' }
    const { miners, warnings } = weights({}, made(b, b, { ...one, created_at: '2026-11-19T06:00:01Z' }), made(a, null, one))
    expect(miners.map(({ hotkey }) => hotkey)).toEqual([a])
    expect(warnings).toEqual([
      {
        _tag: 'DuplicateEvent',
        path: 'results[0]',
        message:
          'event "e\\u202e": the first row counts (curated by "5A"); this row has the same id (curated by "5B" and sourced by "5B") and does not count',
      },
    ])
  })
  test('the id of an event from before the window can not be had by another miner', () => {
    const old = { event_id: 'e', created_at: 1 }
    expect(shares({}, made(c, c), made(a, a, old), made(b, b, { event_id: 'e' }))).toEqual({ [c]: '1/1' })
  })
  test('the same event delivered again by its miners, also at another instant, gives no warning', () => {
    const { miners, warnings } = weights(
      {},
      made(a, b),
      made(a, b, { created_at: '2026-11-19T07:30:00+01:30' }),
      made(a, b, { created_at: AT }),
    )
    expect([miners.map(({ curated, sourced }) => [curated, sourced]), warnings]).toEqual([
      [
        [1, 0],
        [0, 1],
      ],
      [],
    ])
  })
  test('twenty repetitions are named one by one, and the others by their number', () => {
    const again = Array.from({ length: 23 }, (_, i) => made(b, b, { event_id: 'e', created_at: Date.parse(AT) / 1000 - 100 + i }))
    const { warnings } = weights({}, made(a, a, { event_id: 'e', created_at: Date.parse(AT) / 1000 - 200 }), ...again)
    expect(warnings).toHaveLength(21)
    expect(warnings.slice(19)).toMatchObject([
      { path: 'results[20]' },
      { _tag: 'More', path: '', of: 'DuplicateEvent', count: 3, message: 'and 3 more (DuplicateEvent)' },
    ])
  })
  test('of two rows with the same id and time, the same one counts in either order', () => {
    const one = { event_id: 'e' }
    for (const [first, second] of [
      [made(a, b, one), made(a, c, one)],
      [made(a, b, one), made(b, b, one)],
    ] as const)
      expect(shares({}, first, second)).toEqual(shares({}, second, first))
  })
  test('a designated miner without a weight is not one of the miners', () => {
    expect(shares({ designated_hotkey: KEY }, made(a, a))).toEqual({ [a]: '1/1' })
    expect(expectRight(calculateWeights(settings({ designated_hotkey: KEY }))(at, [KEY, a])([made(a, a)])).stats.total_miners).toBe(1)
  })
  test('unknown hotkeys are listed, also a designated one, but not those outside of the window', () => {
    const { strangers, miners } = weights(
      { designated_weight: 1, designated_hotkey: hotkeyOf(9) },
      made(a, '5Z'),
      made('5Y', a),
      made('5X', a, { created_at: 1 }),
    )
    expect(strangers).toEqual([hotkeyOf(9), '5Y', '5Z'].sort())
    expect(miners.map(({ hotkey, curated, sourced }) => [hotkey, curated, sourced])).toEqual([[a, 1, 1]])
  })
  test('events of a kind with weight 0 give a share of 0', () => {
    expect(weights({ sourced_weight: 0 }, made(a, b)).stats).toEqual({
      total_miners: 2,
      total_share: 1,
      min_share: 0,
      max_share: 1,
      mean_share: 0.5,
      zero_share_miners: 1,
    })
    expect(expectLeft(calculateWeights(settings({ sourced_weight: 0 }))(at, [a])([made(null, a)]))[0]!._tag).toBe('NoEvents')
  })
})

test('at most five shares are shown, the largest first, equal ones by hotkey, and the weight of a designated miner', () => {
  const config = settings({ window_days: 7, designated_weight: 0.1, designated_hotkey: hotkeyOf(9) })
  const keys = ['5G', '5F', '5E', '5D', '5C', '5B']
  const found = expectRight(calculateWeights(config)(at, keys)([...keys.map((key) => made(key, null)), made(null, '5E')]))
  const lines = showEventWeights(config)(found)
  expect(lines.slice(1, 4)).toEqual([
    'Will calculate shares for last 7 days',
    'Weights: Curated=0.6, Sourced=0.4, Designated=0.1',
    'Final shares calculated for 6 miners',
  ])
  expect(lines.slice(5)).toEqual([
    '  5E: 0.2500 (curated: 1, sourced: 1)',
    ...['5B', '5C', '5D', '5F'].map((key) => `  ${key}: 0.1500 (curated: 1, sourced: 0)`),
  ])
})

/** The guide's own policy: what is printed there is what runs here, it is a policy, and its figures are those of the guide. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { uptime } from '../../docs/examples/own-policy.js'
import type { Decision } from '../../src/policy/decision.js'
import type { World } from '../../src/policy/world.js'
import { AT, ago, neuron } from '../../src/testing/arbitraries/snapshot.js'
import { testPolicy } from '../../src/testing/test-policy.js'
import { compare, ZERO } from '../../src/units/exact/fraction.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectRight } from '../either.js'

const guide = readFileSync('docs/own-policy.md', 'utf8')
const code = readFileSync('docs/examples/own-policy.ts', 'utf8')

test('the guide prints the policy as it runs here, in 130 formatted lines at most', () => {
  expect(guide).toContain(`\`\`\`typescript\n// own-policy.ts\n${code}\`\`\``)
  expect(code.split('\n').length - 1).toBeLessThanOrEqual(130)
})

test('the policy imports what users can', () => {
  const packageExports = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly exports: object }
  const imported = [...code.matchAll(/from '(steelyard[^']*)'/g)].map(([, name]) => name!.replace('steelyard', '.'))
  expect(imported.length).toBeGreaterThan(0)
  expect(Object.keys(packageExports.exports)).toEqual(expect.arrayContaining(imported))
  expect(code).not.toMatch(/from '\./)
})

const HOUR = 3600
const check = (uid: number, up: unknown, age = 0): object => ({ hotkey: hotkeyOf(uid), at: ago(age), up })

const worldOf = (uids: readonly number[], results: readonly unknown[]): World => ({
  network: {
    netuid: 39,
    block: 5_400_000,
    neurons: uids.map((uid) => neuron(uid)),
    owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) },
  },
  at: AT,
  results,
  previous: [],
  profiles: [],
})

/** Checks inside of a window of two days, at both of its ends and outside; strangers, and rows that are none. */
const row = (uids: readonly number[]): fc.Arbitrary<unknown> =>
  fc
    .record({
      uid: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...uids) }, { weight: 1, arbitrary: fc.constantFrom(300, 301) }),
      up: fc.oneof(
        { weight: 9, arbitrary: fc.boolean() as fc.Arbitrary<unknown> },
        { weight: 1, arbitrary: fc.constantFrom(undefined, null, 1, 'true') },
      ),
      age: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 0, max: 72 * HOUR }) },
        { weight: 1, arbitrary: fc.constantFrom(0, -1, 48 * HOUR, 48 * HOUR + 1) },
      ),
      spelling: fc.constantFrom('Z', 'offset', 'decimals'),
    })
    .map(({ uid, up, age, spelling }) => ({ hotkey: hotkeyOf(uid), at: ago(age, spelling), up, region: 'eu' }))

const noRow = fc.constantFrom<unknown>(
  null,
  7,
  'row',
  [],
  {},
  { ...check(1, true), hotkey: 'nobody' },
  { ...check(1, true), at: 'yesterday' },
)

const worlds: fc.Arbitrary<World> = fc
  .uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
  .chain((others) =>
    fc
      .array(fc.oneof({ weight: 12, arbitrary: row([0, ...others]) }, { weight: 1, arbitrary: noRow }), { maxLength: 30 })
      .map((rows) => worldOf([0, ...others], rows)),
  )

const configs = fc
  .record({
    burn: fc.constantFrom<object>(
      {},
      { burn_uid: 0 },
      { burn_uid: 0, burn_percentage: 5 },
      { burn_hotkey: hotkeyOf(0), burn_percentage: '33.3333' },
      { burn_uid: 0, burn_percentage: 100 },
    ),
    settings: fc.constantFrom<object>(
      {},
      { window_hours: 48, half_life_hours: 1 },
      { half_life_hours: 1000, weight_set_interval_blocks: 1 },
      { weight_version_key: '18446744073709551615' },
    ),
  })
  .map(({ burn, settings }) => ({ ...burn, ...settings }))

testPolicy(uptime, { describe, it }, { configs, worlds })

const decide = (document: object, world: World): Decision => expectRight(uptime.decide(expectRight(uptime.readConfig(document)))(world))

test('the worked example of the guide', () => {
  const world = worldOf(
    [0, 1, 2, 3],
    [
      check(1, true),
      check(2, true),
      check(2, false, 24 * HOUR),
      check(3, true, 8 * 24 * HOUR),
      check(1, false, -1),
      check(0, true),
      check(300, true),
    ],
  )
  const { entries, weights, figures, excluded } = decide({ burn_uid: 0, burn_percentage: 10 }, world)
  expect(entries.map(({ miner_uid, miner_score, allocated_weight }) => [miner_uid, miner_score, allocated_weight])).toEqual([
    [1, 1, 35_389],
    [2, 2 / 3, 23_593],
  ])
  expect(figures.burn).toMatchObject({ amount: 6_553, uid: 0 })
  expect(weights).toEqual({ uids: Uint16Array.of(0, 1, 2), weights: Uint16Array.of(12_136, 65_535, 43_690) })
  expect(new Map(excluded.map(({ hotkey, uid, reason }) => [hotkey, [uid, reason]]))).toEqual(
    new Map([
      [hotkeyOf(0), [0, 'BurnTarget']],
      [hotkeyOf(300), [null, 'NotRegistered']],
    ]),
  )
})

test('one answer more never lowers a share', () => {
  fc.assert(
    fc.property(worlds, fc.integer({ min: 0, max: 48 * HOUR }), fc.nat(5), (world, age, nth) => {
      const neurons = world.network['neurons'] as readonly { readonly uid: number }[]
      const { uid } = neurons[1 + (nth % (neurons.length - 1))]!
      const shareIn = (results: readonly unknown[]) =>
        decide({ burn_uid: 0, burn_percentage: 5, window_hours: 48 }, { ...world, results }).shares.find(
          ({ neuron: { uid: of } }) => of === uid,
        )?.quota ?? ZERO
      expect(compare(shareIn([...world.results, check(uid, true, age)]), shareIn(world.results))).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('mistakes are refused by their keys', () => {
  const paths = (document: unknown): readonly string[] => {
    const read = uptime.readConfig(document)
    return read._tag === 'Left' ? read.left.map(({ path }) => path) : []
  }
  expect(paths({ window_hours: 0, half_life_hours: 0.5, burn_uid: -1 })).toEqual(['window_hours', 'half_life_hours', 'burn_uid'])
  expect(paths({ window_hour: 24 })).toEqual(['window_hour'])
  expect(paths([])).toEqual([''])
  const row = uptime.readEvidence({ hotkey: hotkeyOf(1), at: AT, up: 'yes' })
  expect(row).toMatchObject({ left: [{ path: 'up', message: 'expected boolean as up' }] })
})

import { map } from 'fp-ts/lib/Either.js'
import { describe, expect, it, test } from 'vitest'
import type { Policy } from '../../src/policy/policy.js'
import type { Decision } from '../../src/policy/decision.js'
import type { World } from '../../src/policy/world.js'
import type { EmissionConfig } from '../../src/allocation/config/emission-config.js'
import { evidenceUnusable } from '../../src/policy/evidence-unusable.js'
import { computeNodes, eventShares, gpuPools, pathways } from '../../src/policies/index.js'
import { computeConfigs, computeWorlds } from '../../src/testing/arbitraries/compute-worlds.js'
import { eventConfigs, eventWorlds } from '../../src/testing/arbitraries/event-worlds.js'
import { pathwayConfigs, pathwayWorlds } from '../../src/testing/arbitraries/pathway-worlds.js'
import type { PolicyWorlds } from '../../src/testing/policy-laws/subject.js'
import { gpuConfigs, gpuWorlds } from '../../src/testing/arbitraries/gpu-worlds.js'
import { testPolicy } from '../../src/testing/test-policy.js'
import { fraction } from '../../src/units/exact/fraction.js'
import { failing, recording } from './recording.js'

const worlds = { configs: gpuConfigs, worlds: gpuWorlds }

testPolicy(gpuPools(), { describe, it }, worlds)

const right = gpuPools()
let calls = 0
const tampering = (name: string, change: (decision: Decision, world: World) => Decision): readonly [string, Policy<EmissionConfig>] => [
  name,
  { ...right, decide: (config) => (world) => map((decision: Decision) => change(decision, world))(right.decide(config)(world)) },
]

const UNUSABLE = 'a decision that pays nobody has the warning EvidenceUnusable if there are results, unless all is configured to burn'

const wrong: readonly (readonly [law: string, Policy<EmissionConfig>])[] = [
  tampering('the same config and world give the same decision, and neither is changed', (decision) => ({
    ...decision,
    next: [...decision.next, calls++],
  })),
  tampering('the order of neurons, results, previous rows and profiles makes no difference', (decision, { results }) => ({
    ...decision,
    next: [JSON.stringify(results[0] ?? null)],
  })),
  tampering('shares sum to the whole, as fractions and as units, or there are none', (decision) => ({
    ...decision,
    shares: decision.shares.slice(1),
  })),
  tampering('each unit is near its exact quota, and shares are neurons, each once, by uid', (decision) => ({
    ...decision,
    shares: [...decision.shares].reverse(),
  })),
  tampering('weights are the exact shares with the largest at 65535, each rounded half up, without zeros, by uid', (decision) => ({
    ...decision,
    weights: { ...decision.weights, weights: decision.weights.weights.map((weight) => weight - 1) },
  })),
  tampering('a malformed row does not change the decision', (decision, { results }) => ({ ...decision, next: [results.length] })),
  tampering(UNUSABLE, (decision) => ({ ...decision, warnings: decision.warnings.filter(({ _tag }) => _tag !== 'EvidenceUnusable') })),
  tampering(UNUSABLE, (decision) => ({ ...decision, warnings: [...decision.warnings, evidenceUnusable([])] })),
  tampering('the parts of a decision are plain JSON, and the next decision can read its `next`', (decision) => ({
    ...decision,
    next: [Number.NaN],
  })),
  [
    'a config that is written is read back unchanged',
    { ...right, writeConfig: (config) => ({ ...(right.writeConfig(config) as object), cutoff_hours: config.cutoff_hours + 1 }) },
  ],
  ['an empty change does not change the config', { ...right, updateConfig: () => right.readConfig }],
  [
    'a pace has an interval of at least one block and a window above 0',
    { ...right, pace: (config) => ({ ...right.pace(config), interval_blocks: 0 }) },
  ],
  [
    'evidence that is read can be read again from its document',
    {
      ...right,
      readEvidence: (row) =>
        map((read: { hotkey: string; subject: string; at: string }) => ({ ...read, document: null }))(right.readEvidence(row)),
    },
  ],
  [
    'garbage is refused with a reason, without an exception',
    { ...right, readEvidence: (row) => right.readEvidence((row as { results: unknown }).results) },
  ],
]

test.each(wrong)('a policy without the law is caught: %s', async (law, policy) => {
  const runner = recording()
  testPolicy(policy, runner, { ...worlds, runs: 30 })
  expect(await failing(runner.tests)).toContain(law)
})

const others = [
  [pathways(), { configs: pathwayConfigs, worlds: pathwayWorlds }],
  [eventShares(), { configs: eventConfigs, worlds: eventWorlds }],
  [computeNodes(), { configs: computeConfigs, worlds: computeWorlds }],
] as unknown as readonly (readonly [Policy<unknown>, PolicyWorlds])[]

test.each(others.map(([policy, arbitraries]) => [policy.name, policy, arbitraries] as const))(
  'the worlds of %s contain evidence that pays nobody, so a policy that never says so is caught',
  async (_, policy, arbitraries) => {
    const runner = recording()
    const silent: Policy<unknown> = {
      ...policy,
      decide: (config) => (world) => map((decision: Decision) => ({ ...decision, warnings: [] }))(policy.decide(config)(world)),
    }
    testPolicy(silent, runner, arbitraries)
    expect(await failing(new Map([[UNUSABLE, runner.tests.get(UNUSABLE)!]]))).toEqual([UNUSABLE])
  },
)

test('quotas are counted exactly', async () => {
  const runner = recording()
  const [, policy] = tampering('', (decision) => ({
    ...decision,
    shares: decision.shares.map((share, i) =>
      i === 0 ? { ...share, quota: fraction(share.quota.numerator * 10n ** 30n + 1n, share.quota.denominator * 10n ** 30n) } : share,
    ),
  }))
  testPolicy(policy, runner, { ...worlds, runs: 30 })
  expect(await failing(runner.tests)).toContain('shares sum to the whole, as fractions and as units, or there are none')
})

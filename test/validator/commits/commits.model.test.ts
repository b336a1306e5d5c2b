import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../../src/policies/index.js'
import { step } from '../../../src/validator/step.js'
import type { ChainOptions } from '../chain-model.js'
import type { Action, Step } from '../world.js'
import { simulate } from '../world.js'
import { committingChains, committingStories } from './stories.js'
import { TALES } from './tales.js'
import * as wrong from './wrong.js'

const violationsOf = (machine: Step, chain: ChainOptions, actions: readonly Action[], landsLate: boolean): readonly string[] => {
  const world = simulate(machine, chain)
  for (const action of actions) world.act(action)
  world.calm(landsLate)
  return world.violations
}
const told = (machine: Step, name: string): readonly string[] => violationsOf(machine, TALES[name]!.chain, TALES[name]!.actions, false)

describe('the state machine, on a subnet that may want commits', () => {
  const machine = step(gpuPools())
  test('keeps every law, over histories with faults', () => {
    fc.assert(
      fc.property(committingChains, committingStories, fc.boolean(), (chain, actions, landsLate) => {
        expect(violationsOf(machine, chain, actions, landsLate)).toEqual([])
      }),
      { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 200) / 16) },
    )
  })
  test.each(Object.keys(TALES))('keeps every law: %s', (name) => {
    expect(told(machine, name)).toEqual([])
  })
})

test('a process that dies once it has told of a failed reveal is followed by one that sends weights as soon as the chain takes them', () => {
  const { chain, actions } = TALES['all is well']!
  const world = simulate(step(gpuPools()), { ...chain, tempo: 4 })
  for (const action of [...actions.slice(0, 2), { do: 'run', blocks: 3 }, { do: 'beacon', mood: 'stops' }] as const) world.act(action)
  while (!world.alerts().some(({ _tag }) => _tag === 'RevealFailed')) world.act({ do: 'run', blocks: 1 })
  const sent = world.chain.included().length
  for (const action of [
    { do: 'crash', anew: false },
    { do: 'beacon', mood: 'works' },
    { do: 'run', blocks: 9 },
  ] as const)
    world.act(action)
  expect(world.chain.included()).toHaveLength(sent + 1)
})

test('so is one that dies once it has told of weights that were overwritten', () => {
  const { chain, actions } = TALES['it is switched off, and what is armed overwrites others']!
  const world = simulate(step(gpuPools()), chain)
  for (const action of actions.slice(0, -1)) world.act(action)
  while (!world.alerts().some(({ _tag }) => _tag === 'Overwritten')) world.act({ do: 'run', blocks: 1 })
  const sent = world.chain.included().length
  for (const action of [
    { do: 'crash', anew: false },
    { do: 'run', blocks: 9 },
  ] as const)
    world.act(action)
  expect(world.chain.included()).toHaveLength(sent + 1)
})

test.each<[string, Partial<ChainOptions>, Action]>([
  ['period', { commits: { spec: 425, enabled: true, period: 10 } }, { do: 'period', epochs: 1 }],
  ['tempo', { tempo: 100, commits: { spec: 425, enabled: true, period: 3 } }, { do: 'tempo', blocks: 10 }],
])('where the owner shortens the %s, the commit that waits is lost, and none after it', (_, chain, shorten) => {
  const world = simulate(step(gpuPools()), { ...TALES['all is well']!.chain, ...chain })
  for (const action of [
    ...TALES['all is well']!.actions.slice(0, 2),
    { do: 'run', blocks: 12 },
    shorten,
    { do: 'run', blocks: 120 },
  ] as const)
    world.act(action)
  const [first, ...rest] = world.chain.endings().map(({ what }) => what)
  expect(first).toBe('deleted')
  expect(rest.length).toBeGreaterThan(2)
  expect(new Set(rest)).toEqual(new Set(['revealed']))
  expect(world.violations).toEqual([])
})

test.each(['well', 'fails'] as const)(
  'a config that is asked for while weights are encrypted comes into force; encrypting: %s',
  (manner) => {
    const change: Action = { do: 'change', valid: true }
    const world = simulate(step(gpuPools()), TALES['all is well']!.chain)
    for (const action of [...TALES['all is well']!.actions.slice(0, 2), { do: 'run', blocks: 4 }, change] as const) world.act(action)
    for (let fuel = 0; world.state().stage._tag !== 'Sealing' && fuel < 400; fuel++) {
      world.act({ do: 'answer', which: 0, manner: 'well' })
      if (world.state().stage._tag === 'Idle') world.act({ do: 'mine' })
    }
    expect(world.state().stage).toMatchObject({ _tag: 'Sealing', applies: { document: { burn_percentage: 1 } } })
    world.act(change)
    for (let i = 0; i < 3 && world.state().changing !== null; i++) world.act({ do: 'answer', which: 1, manner: 'well' })
    world.act({ do: 'answer', which: 0, manner })
    world.calm(false)
    expect(world.violations).toEqual([])
    expect(world.state().config).toMatchObject({ document: { burn_percentage: 2 } })
  },
)

describe('a machine that is wrong about commits is caught', () => {
  const killedBy: Readonly<Record<keyof typeof wrong, readonly [tale: string, law: string]>> = {
    forgetsTheRounds: ['the tempo becomes shorter', 'a round is never lower than that of an earlier commit that may be tried after it'],
    findsByThePrefix: ['the same weights are never sent', 'only what the chain did not reveal has failed'],
    believesTheRow: ['the beacon stops', 'what is in force was tried, and is the row'],
    doesNotWait: ['all is well', 'only what the chain did not reveal has failed'],
    forgetsTheArmed: ['it is switched off', 'what became of each commit is known'],
    neverSetsAgain: [
      'it is switched off, and what is armed overwrites others',
      'weights that are not in force are soon followed by others',
    ],
    setsAgainAndAgain: ['all is well', 'only weights that are not in force are sent again'],
    recordsUnsealed: ['all is well', 'an intent to commit holds the bytes that are sent'],
    sealsTwice: ['all is well', 'an intent is in the store before it is sent'],
    commitsOnFaith: ['it is sent late', 'the chain has no commit that the journal does not have'],
    ignoresThePermit: ['a permit that is gone', 'nothing is committed that the reveal would refuse'],
    ignoresTheVersion: ['the version is raised', 'nothing is committed that the reveal would refuse'],
    usesTheOldForm: ['all is well', 'a payload has the form that the runtime reads'],
    takesAnyCommit: ['somebody commits with the key', 'a confirmed commit was included'],
    forgetsOverARestart: ['the process dies while commits wait', 'what became of each commit is known'],
    knowsNoSwitch: ['all is well', 'it commits where the subnet wants that, and sets where it does not'],
    commitsForEver: ['it is switched off', 'it commits where the subnet wants that, and sets where it does not'],
    writesInForce: ['the beacon stops', 'what is told of a commit is in the journal'],
    tellsTwice: ['all is well', 'what became of a commit is told once'],
    tellsNothing: ['the beacon stops', 'what is told of a commit is in the journal'],
  }
  test.each(Object.entries(killedBy))('%s: %j', (name, [tale, law]) => {
    expect(told(wrong[name as keyof typeof wrong], tale)).toContain(law)
  })
})

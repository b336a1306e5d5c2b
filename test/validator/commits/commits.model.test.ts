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

describe('a machine that is wrong about commits is caught', () => {
  const killedBy: Readonly<Record<keyof typeof wrong, readonly [tale: string, law: string]>> = {
    forgetsTheRounds: ['the tempo becomes short', 'a round is never lower than that of an earlier commit'],
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

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { step } from '../../src/validator/step.js'
import type { ChainOptions } from './chain-model.js'
import { chains, stories } from './stories.js'
import type { Action, Step } from './world.js'
import { simulate } from './world.js'
import * as wrong from './wrong.js'

type Story = readonly [chain: ChainOptions, actions: readonly Action[], landsLate: boolean]

/** Histories are long; how long they take is nobody's law. */
const PATIENCE = 120_000

const told = fc.tuple(chains, stories, fc.boolean())

const violationsOf = (machine: Step, [chain, actions, landsLate]: Story): readonly string[] => {
  const world = simulate(machine, chain)
  for (const action of actions) world.act(action)
  world.calm(landsLate)
  return world.violations
}

describe('the state machine, over histories with faults', () => {
  test(
    'keeps every law',
    () => {
      const machine = step(gpuPools())
      fc.assert(
        fc.property(told, (story) => {
          expect(violationsOf(machine, story)).toEqual([])
        }),
        { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 200) / 4) },
      )
    },
    PATIENCE,
  )
})

describe('a machine that is wrong is caught', () => {
  const killedBy: Readonly<Record<keyof typeof wrong, string>> = {
    sendsAtOnce: 'an intent is in the store before it is sent',
    takesSilenceForLoss: 'nothing is sent while something else may come',
    believesTheAnswer: 'what the chain has is confirmed once, and nothing else',
    ignoresTheRateLimit: 'the chain refuses nothing',
    confirmsTooEarly: 'what the chain has is confirmed once, and nothing else',
    forgetsGates: 'every request to publish is answered',
    opensGatesEarly: 'a gate opens by results that were collected after the request',
    appliesAtOnce: 'a config comes into force with the intent that it decided',
    drawsTheSame: 'each wait draws from the seed',
    countsTwice: 'every confirmed decision has its metrics once',
    sendsTheSame: 'the same allocation is not sent twice',
    forgetsTheOpenOne: 'weights are set within an interval',
    cleansTwice: 'one clean-up at a time',
    cleansTooMuch: 'no record is lost',
    forgetsChanges: 'an accepted config comes into force, and stays until a later one',
    givesUp: 'weights are set within an interval',
    drawsFromElsewhere: 'the same events give the same moves',
    keepsADate: 'a state survives JSON',
  }
  const samples = fc.sample(told, 60)
  test.each(Object.entries(killedBy))(
    '%s: %s',
    (name, law) => {
      const machine = wrong[name as keyof typeof wrong]
      expect(samples.some((story) => violationsOf(machine, story).includes(law))).toBe(true)
    },
    PATIENCE,
  )
})

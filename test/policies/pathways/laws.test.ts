import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pathwayConfigs, pathwayWorlds } from '../../../src/testing/arbitraries/pathway-worlds.js'
import type { Decide } from './laws.js'
import { LAWS, right } from './laws.js'
import * as wrong from './wrong.js'

const runs = 60

describe('pathway scoring', () => {
  test.each(LAWS.map((law) => [law.name, law] as const))('%s', (_, { holds }) => {
    fc.assert(
      fc.property(pathwayConfigs, pathwayWorlds, (config, world) => holds(right, config, world)),
      { numRuns: runs },
    )
  })
})

const killed: readonly (readonly [keyof typeof wrong, law: string])[] = [
  ['roundedSum', 'the weight recomputed'],
  ['labelByPresence', 'the label names'],
  ['anyScoreIsGood', 'scores below the least score'],
  ['anyScoreIsGood', 'samples below the least score'],
  ['tiesByOrder', 'equal raw weights'],
  ['nobodyWithoutScore', 'another miner without a score'],
  ['strangersRanked', 'a hotkey that is not a neuron'],
  ['coerced', 'an unusable score'],
  ['silent', 'an unusable score'],
  ['zeroIsScore', 'a score of zero'],
  ['clocksTrusted', 'a score of zero'],
  ['ageless', 'a score older than every window'],
  ['firstCome', 'the order of rows'],
  ['outliersCutBack', 'a better score'],
]

test.each(killed)('%s is caught: %s', (name, beginning) => {
  const { holds } = LAWS.find((law) => law.name.startsWith(beginning))!
  const decide: Decide = wrong[name]
  const { failed } = fc.check(
    fc.property(pathwayConfigs, pathwayWorlds, (config, world) => holds(decide, config, world)),
    { numRuns: 200, endOnFailure: true },
  )
  expect(failed).toBe(true)
})

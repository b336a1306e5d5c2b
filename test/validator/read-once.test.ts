/** A config is read when it changes, and not in each step of a cycle. */
import { isRight, left } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { run, tell } from './machine.js'
import { INTERVAL } from './world.js'

const counting = () => {
  const { readConfig } = gpuPools()
  const counted = { times: 0, readConfig: (document: unknown) => (counted.times++, readConfig(document)) }
  return counted
}
const published = (world: ReturnType<typeof tell>): number => world.logs().filter(({ _tag }) => _tag === 'Published').length

describe('readConfig', () => {
  test('is called once for a config, however many cycles are decided by it', () => {
    const policy = counting()
    const world = tell([run(4 * INTERVAL)], {}, { readConfig: policy.readConfig })
    expect([published(world), policy.times]).toEqual([4, 1])
  })
  test('is called once more for each config that is asked for', () => {
    const policy = counting()
    const world = tell([run(6)], {}, { readConfig: policy.readConfig })
    expect(policy.times).toBe(1)
    world.act({ do: 'change', valid: true })
    world.act(run(2 * INTERVAL))
    expect([policy.times, world.state().config?.document]).toMatchObject([2, { burn_percentage: 1 }])
  })
  test('gives the terms that the state keeps: those of the config in force, from the epoch on in which it comes into force', () => {
    const world = tell([run(6)])
    const hours = () => world.state().terms.window_hours
    world.feed({
      _tag: 'ConfigUpdateRequested',
      request: 'c',
      at: world.now(),
      changes: { cutoff_hours: 2, weight_version_key: '18446744073709551615' },
    })
    world.act(run(2))
    expect([hours(), world.state().terms.version_key]).toEqual([0.5, '0'])
    world.act(run(INTERVAL))
    expect([hours(), world.state().terms.version_key]).toEqual([2, '18446744073709551615'])
    world.act({ do: 'crash', anew: false })
    expect(hours()).toBe(0.5)
    world.act(run(4))
    expect(hours()).toBe(2)
  })
  test('may refuse the config in force: then no weights are decided, and the reasons are told', () => {
    const { readConfig } = gpuPools()
    let broken = false
    const reasons = [{ _tag: 'No', path: 'burn_uid', message: 'burn_uid: no' }]
    const policy = { readConfig: (document: unknown) => (broken ? left(reasons) : readConfig(document)) }
    const world = tell([], {}, policy)
    expect(isRight(policy.readConfig({}))).toBe(true)
    broken = true
    world.act(run(8))
    expect(world.alerts()).toContainEqual({ _tag: 'CalculationFailed', reasons })
    expect(world.logs()).toContainEqual({ _tag: 'NotDecided', reasons })
    expect(published(world)).toBe(0)
  })
})

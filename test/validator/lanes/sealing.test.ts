import { describe, expect, test } from 'vitest'
import { prepareSeal, sealFailed, sealReady } from '../../../src/validator/lanes/sealing.js'
import type { Registered } from '../../../src/validator/network.js'
import type { Seen } from '../../../src/validator/state.js'
import { networkOf, stateOf } from './seats.js'

const plain = networkOf([{ seed: 0 }])
const wantsCommits: Registered = {
  ...plain,
  metagraph: { ...plain.metagraph, hyperparameters: { ...plain.metagraph.hyperparameters, commit_reveal_weights_enabled: true } },
}
const seen = { last_update: 0, tempo: 360, rate_limit: 5, slots: [] } as Seen
const failure = { port: 'publishing', error: 'TimelockMissing', message: 'npm install it' } as const
const alertsOf = (commands: readonly object[]): string => JSON.stringify(commands)

describe('whether weights can be encrypted', () => {
  test('is asked once, as soon as the subnet wants commits', () => {
    expect(prepareSeal(plain)(stateOf())[1]).toEqual([])
    const [asked, commands] = prepareSeal(wantsCommits)(stateOf())
    expect(commands).toEqual([{ _tag: 'PrepareSeal', id: stateOf().next_id }])
    expect(asked.sealing).toEqual({ _tag: 'Asked', id: stateOf().next_id, atStart: true })
    expect(prepareSeal(wantsCommits)(asked)).toEqual([asked, []])
    const [ready, told] = sealReady(asked)
    expect([ready.sealing, told]).toEqual([{ _tag: 'Ready' }, []])
    expect(prepareSeal(wantsCommits)(ready)).toEqual([ready, []])
  })
  test('a validator that has just started stops where they can not be, and says why', () => {
    const [asked] = prepareSeal(wantsCommits)(stateOf())
    const [ended, commands] = sealFailed(failure)(asked)
    expect(ended).toMatchObject({ stage: { _tag: 'Stopped' }, ended: { _tag: 'TimelockMissing', message: 'npm install it' } })
    expect(alertsOf(commands)).toContain('TimelockMissing')
  })
  test('a failure that is no missing package stops nothing: it is asked again', () => {
    const [asked] = prepareSeal(wantsCommits)(stateOf())
    const [after, commands] = sealFailed({ ...failure, error: 'Timeout' })(asked)
    expect([after.ended, after.sealing]).toEqual([null, { _tag: 'Unknown' }])
    expect(alertsOf(commands)).not.toContain('TimelockMissing')
    expect(prepareSeal(wantsCommits)(after)[1]).toHaveLength(1)
  })
  test('one that has run goes on, and an alert says it once', () => {
    const [asked] = prepareSeal(wantsCommits)(stateOf({ seen }))
    const [after, commands] = sealFailed(failure)(asked)
    expect(after).toMatchObject({ sealing: { _tag: 'Missing' }, ended: null })
    expect(alertsOf(commands)).toContain('TimelockMissing')
    expect(prepareSeal(wantsCommits)(after)).toEqual([after, []])
  })
})

import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { initialState } from '../../src/validator/initial-state.js'
import { firstAllowed, firstDue, firstWanted, paceOf } from '../../src/validator/pace.js'
import type { Seen, ValidatorState } from '../../src/validator/state.js'
import { expectLeft, expectRight } from '../either.js'
import { configOf, INTERVAL, SETTINGS } from './world.js'

const policy = gpuPools()
const initial = initialState(policy, SETTINGS)

describe('initialState', () => {
  test('a config that the policy refuses is refused with every reason', () => {
    expect(expectLeft(initial({ burn_uid: -1, cutoff_hours: 0 })).map(({ path }) => path)).toEqual(['burn_uid', 'cutoff_hours'])
    expect(expectLeft(initial(null)).length).toBe(1)
  })
  test('the config is spelt out, so that a default that changes later changes nothing', () => {
    expect(expectRight(initial({})).given).toMatchObject({ weight_set_interval_blocks: 360, cutoff_hours: 3 })
  })
})

describe('pace', () => {
  const state = (seen: Partial<Seen> | null, changes: Partial<ValidatorState> = {}): ValidatorState => ({
    ...expectRight(initial(configOf(0))),
    seen: seen === null ? null : { last_update: 1000, tempo: 360, rate_limit: 10, slots: [], ...seen },
    ...changes,
  })
  test('weights that were never set, or of which nothing is known, are due at once', () => {
    for (const seen of [null, { last_update: 0 }]) expect([firstAllowed(state(seen)), firstDue(policy, state(seen))]).toEqual([0, 0])
  })
  test('is an interval after the last ones, or the rate limit where that is longer, with room for a fork', () => {
    expect(firstDue(policy, state({}))).toBe(1000 + INTERVAL)
    expect(firstDue(policy, state({ rate_limit: 100 }))).toBe(1102)
    expect(firstAllowed(state({}))).toBe(1012)
  })
  test('comes sooner where somebody waits', () => {
    expect(firstWanted(policy, state({}))).toBe(1000 + INTERVAL)
    expect(firstWanted(policy, state({}, { gates: [{ request: 'p', taken: false }] }))).toBe(1012)
  })
  test('of a config that nobody can read is that of the default', () => {
    expect(paceOf(policy, state(null, { given: 7 }))).toEqual({ interval_blocks: 360, version_key: 0n, window_hours: 3 })
  })
})

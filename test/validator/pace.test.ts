import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { initialState } from '../../src/validator/initial-state.js'
import { firstAllowed, firstDue, firstWanted } from '../../src/validator/pace.js'
import type { Seen, ValidatorState } from '../../src/validator/state.js'
import { expectRight } from '../either.js'
import { configOf, INTERVAL, SETTINGS } from './world.js'

const initial = initialState(gpuPools(), SETTINGS)

describe('pace', () => {
  const state = (seen: Partial<Seen> | null, changes: Partial<ValidatorState> = {}): ValidatorState => ({
    ...expectRight(initial(configOf(0))),
    seen: seen === null ? null : { last_update: 1000, tempo: 360, rate_limit: 10, slots: [], ...seen },
    ...changes,
  })
  test('weights that were never set, or of which nothing is known, are due at once', () => {
    for (const seen of [null, { last_update: 0 }]) expect([firstAllowed(state(seen)), firstDue(state(seen))]).toEqual([0, 0])
  })
  test('is an interval after the last ones, or the rate limit where that is longer, with room for a fork', () => {
    expect(firstDue(state({}))).toBe(1000 + INTERVAL)
    expect(firstDue(state({ rate_limit: 100 }))).toBe(1102)
    expect(firstAllowed(state({}))).toBe(1012)
  })
  test('comes sooner where somebody waits', () => {
    expect(firstWanted(state({}))).toBe(1000 + INTERVAL)
    expect(firstWanted(state({}, { gates: [{ request: 'p', taken: true, weighed: true }] }))).toBe(1012)
    expect(firstWanted(state({}, { gates: [{ request: 'p', taken: false, weighed: false }] }))).toBe(0)
  })
})

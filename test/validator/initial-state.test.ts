import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { initialState } from '../../src/validator/initial-state.js'
import { expectLeft, expectRight } from '../either.js'
import { SETTINGS } from './world.js'

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

import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { sight } from '../../src/validator/heights.js'
import { initialState } from '../../src/validator/initial-state.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectRight } from '../either.js'

const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey: hotkeyOf(0) }
const start = expectRight(initialState(gpuPools(), settings)({ burn_uid: 0 }))
const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 20, 6, minutes)).toISOString()

/** Which of these heights are believed, each a minute after the one before. */
const believed = (...heights: readonly number[]): readonly boolean[] => {
  let state = start
  return heights.map((block, minute) => {
    const { believed, state: next } = sight({ block, at: at(minute) })(state)
    state = next
    return believed
  })
}

describe('a height', () => {
  test('is believed where the time allows it, and where it is lower', () => {
    expect(believed(1000, 1005, 1003, 1110)).toEqual([true, true, true, true])
  })
  test('is doubted where it is far above the highest one', () => {
    expect(believed(1000, 1_001_000, 1010, 1_001_010)).toEqual([true, false, true, false])
  })
  test('is believed at once after a low one that was false', () => {
    expect(believed(1000, 0, 1010, 5, 1020)).toEqual([true, true, true, true, true])
  })
  test('is believed after an hour of heights that go on from it', () => {
    const heights = Array.from({ length: 62 }, (_, minute) => 1_000_000 + 5 * minute)
    expect(
      believed(1000, ...heights)
        .map((is, i) => (is ? i : 0))
        .find((i) => i > 0),
    ).toBe(61)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { secondsLater } from '../../src/units/time/timestamp.js'
import { sight } from '../../src/validator/heights.js'
import { initialState } from '../../src/validator/initial-state.js'
import type { ValidatorState } from '../../src/validator/state.js'
import { expectRight } from '../either.js'
import { SETTINGS } from './world.js'

const AT = '2026-11-20T06:00:00.000000000Z'
const later = (seconds: number): string => secondsLater(seconds)(AT)
const fresh = expectRight(initialState(gpuPools(), SETTINGS)({ burn_uid: 0 }))
const seenAt = (block: number): ValidatorState => sight({ block, at: AT })(fresh).state

describe('a height that a chain tells', () => {
  test('is believed where nothing is known yet, and begins the count of time', () => {
    expect(sight({ block: 5_000_000, at: AT })(fresh)).toMatchObject({
      believed: true,
      state: { head: 5_000_000, sighted: { block: 5_000_000, at: AT }, anchor: { block: 5_000_000, at: AT } },
    })
  })
  test('is believed where it can follow from the last one and the time, or is below it', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(100_000), fc.double({ min: -1, max: 1, noNaN: true }), (block, seconds, part) => {
        const blocks = Math.floor(seconds / SETTINGS.block_seconds)
        const told = Math.max(0, Math.floor(block + part * blocks))
        return sight({ block: told, at: later(seconds) })(seenAt(block)).believed
      }),
    )
  })
  test('is doubted far above, and leaves the last one in place', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.integer({ min: 1, max: 10_000_000 }), (block, seconds, beyond) => {
        const told = block + 101 + Math.ceil((2 * seconds) / SETTINGS.block_seconds) + beyond
        const { believed, state } = sight({ block: told, at: later(seconds) })(seenAt(block))
        return !believed && state.head === block && state.doubted?.block === told
      }),
    )
  })
  test('the truth after a lie is believed at once, whether the lie was believed or not', () => {
    const lied = sight({ block: 1_000_000, at: later(12) })(seenAt(1000))
    expect(lied.believed).toBe(false)
    expect(sight({ block: 1002, at: later(24) })(lied.state)).toMatchObject({ believed: true, state: { head: 1002, doubted: null } })
    expect(sight({ block: 1002, at: later(24) })(seenAt(1_000_000))).toMatchObject({ believed: true, state: { head: 1002 } })
  })
  test('one that goes on from a doubted one is believed after an hour, and not before; one that jumps about never is', () => {
    let state = seenAt(1000)
    let believed = false
    for (let minute = 1; minute <= 60; minute++) {
      expect(believed).toBe(false)
      ;({ believed, state } = sight({ block: 900_000 + 5 * minute, at: later(60 * minute) })(state))
    }
    expect(believed).toBe(false)
    expect(sight({ block: 900_310, at: later(60 * 62) })(state).believed).toBe(true)
    let jumping = seenAt(1000)
    for (let minute = 1; minute <= 200; minute++) {
      const told = sight({ block: 900_000 * minute, at: later(60 * minute) })(jumping)
      expect(told.believed).toBe(false)
      jumping = told.state
    }
  })
  test('a chain faster than the settings is believed after an hour, however fast it is', () => {
    for (const times of [3, 12, 48]) {
      let state = seenAt(1000)
      let believed = true
      // It was away for an hour, so its height is doubted; then it is asked every six seconds.
      for (let seconds = 3600; seconds <= 3600 + 3700; seconds += 6)
        ({ believed, state } = sight({ block: 1000 + Math.floor((times * seconds) / SETTINGS.block_seconds), at: later(seconds) })(state))
      expect(believed).toBe(true)
    }
  })
  test('a highest height that nothing reaches for an hour is forgotten, and lies below it are doubted again', () => {
    let state = sight({ block: 9_000_000, at: AT })(fresh).state
    for (let seconds = 0; seconds <= 3700; seconds += 60) state = sight({ block: 1000 + seconds / 60, at: later(seconds) })(state).state
    expect(sight({ block: 5_000_000, at: later(3760) })(state).believed).toBe(false)
  })
  test('the age of a height counts from when it was first seen', () => {
    const still = sight({ block: 1000, at: later(600) })(seenAt(1000)).state
    expect(still.sighted).toEqual({ block: 1000, at: AT })
    expect(sight({ block: 1001, at: later(600) })(still).state.sighted).toEqual({ block: 1001, at: later(600) })
  })
  test('is believed at once after one that was false and low, and the age counts anew', () => {
    const low = sight({ block: 0, at: later(12) })(seenAt(1000))
    expect(low).toMatchObject({ believed: true, state: { head: 0, sighted: { block: 0 }, highest: { block: 1000, at: AT } } })
    expect(sight({ block: 1002, at: later(24) })(low.state)).toMatchObject({ believed: true, state: { head: 1002 } })
    expect(sight({ block: 1_001_000, at: later(24) })(low.state).believed).toBe(false)
  })
})

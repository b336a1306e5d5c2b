import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import { secondsAhead, settledAt } from '../../src/validator/time-by-blocks.js'
import type { ValidatorState } from '../../src/validator/state.js'
import { secondsLater } from '../../src/units/time/timestamp.js'

const ANCHOR = '2026-11-20T06:00:00.000000000Z'
const DAY = 86_400
type Known = Pick<ValidatorState, 'anchor' | 'head' | 'settings' | 'last'>

const after = (blocks: number, last: string | null = null): Known => ({
  anchor: { block: 1000, at: ANCHOR },
  head: 1000 + blocks,
  settings: { ...DEFAULT_SETTINGS, netuid: 39, hotkey: '5A' },
  last: last === null ? null : ({ settled_at: last } as ValidatorState['last']),
})

const wrong = fc.integer({ min: 20, max: 400 }).chain((days) => fc.constantFrom(-days * DAY, days * DAY))
const blocks = fc.integer({ min: 0, max: 100_000 })

test('a clock that goes with the blocks is believed, and one that differs by many days is not', () =>
  fc.assert(
    fc.property(blocks, wrong, (n, away) => {
      const right = secondsLater(12 * n)(ANCHOR)
      const isFound = Math.sign(secondsAhead(secondsLater(away)(right), after(n))) === Math.sign(away)
      return secondsAhead(right, after(n)) === 0 && isFound
    }),
  ))

test('a submission is not settled before the last one where the clock was put back; every other clock is taken as it is', () =>
  fc.assert(
    fc.property(blocks, wrong, (n, away) => {
      const right = secondsLater(12 * n)(ANCHOR)
      const told = secondsLater(away)(right)
      const state = after(n, right)
      return settledAt(told, state) === (away < 0 ? right : told) && settledAt(told, after(n)) === told && settledAt(right, state) === right
    }),
  ))

test('where nothing is known of the blocks, the clock is believed', () => {
  expect(secondsAhead('2036-01-01T00:00:00Z', { ...after(0), anchor: null })).toBe(0)
  expect(secondsAhead('2036-01-01T00:00:00Z', { ...after(0), head: null })).toBe(0)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { initialState } from '../../src/validator/initial-state.js'
import type { Settings } from '../../src/validator/settings.js'
import { DEFAULT_SETTINGS, readSettings } from '../../src/validator/settings.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../either.js'

const settings: Settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey: hotkeyOf(0) }

interface Place {
  readonly path: string
  readonly put: (value: unknown) => unknown
}
/** Every setting, with a function that puts another value in its place. */
const placesIn = (table: object, path = ''): readonly Place[] =>
  Object.entries(table).flatMap(([key, value]: [string, unknown]): readonly Place[] => {
    const here = path === '' ? key : `${path}.${key}`
    if (typeof value !== 'object' || value === null) return [{ path: here, put: (other) => ({ ...table, [key]: other }) }]
    return placesIn(value, here).map((place) => ({ ...place, put: (other) => ({ ...table, [key]: place.put(other) }) }))
  })
const places = placesIn({ ...settings, seed: 7 })

describe('settings', () => {
  test('the defaults are good, and read as they are', () => {
    expect(expectRight(readSettings(settings))).toEqual(settings)
  })
  test('any setting of a wrong kind, and any number that is none, is refused with its path and its value', () => {
    const wrong = fc.constantFrom<unknown>('2', NaN, Infinity, -Infinity, -1, null, {}, [], 1e300, Symbol('x'), 2n)
    fc.assert(
      fc.property(fc.constantFrom(...places), wrong, ({ path, put }, value) => {
        expect(expectLeft(readSettings(put(value))).map((problem) => problem.path)).toEqual([path])
      }),
    )
  })
  test('all that is wrong is told at once, a misspelt setting too', () => {
    const problems = expectLeft(
      readSettings({
        ...settings,
        confirmations: '2',
        mortality_blocks: 0,
        netuid: -1,
        confirmation: 2,
        retention: { profiles_hours: -4 },
      }),
    )
    expect(problems.map(({ path }) => path)).toEqual([
      'confirmation',
      'netuid',
      'confirmations',
      'mortality_blocks',
      'retention.profiles_hours',
      'retention.results_hours',
      'retention.metrics_days',
      'retention.clean_up_every_hours',
    ])
    expect(problems[0]?.message).toBe('confirmation: no such key; did you mean confirmations?')
  })
  test('a validator does not start with them', () => {
    const wrong = { ...settings, confirmations: '2', seed: -1 } as unknown as Settings
    expect(expectLeft(initialState(gpuPools(), wrong)({})).map(({ path }) => path)).toEqual(['confirmations', 'seed'])
  })
})

describe('the seed of the jitter', () => {
  const seedOf = (over: Partial<Settings>): number => expectRight(initialState(gpuPools(), { ...settings, ...over })({})).seed
  test('is made of subnet and hotkey, so that validators differ and each comes back the same', () => {
    const seeds = Array.from({ length: 64 }, (_, i) => seedOf({ hotkey: hotkeyOf(i) }))
    expect(new Set(seeds).size).toBe(64)
    expect(seedOf({ hotkey: hotkeyOf(3) })).toBe(seeds[3])
    expect(seedOf({ netuid: 40 })).not.toBe(seedOf({}))
  })
  test('is the one that is given', () => {
    expect(seedOf({ seed: 7 })).toBe(7)
  })
})

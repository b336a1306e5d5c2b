import { describe, expect, test } from 'vitest'
import { readConfig, updateConfig, writeConfig } from '../../../src/policies/eventShares/event-shares-config.js'
import { hotkeyOf } from '../../../src/testing/arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'

const problems = (document: unknown): readonly (readonly [string, string])[] =>
  expectLeft(readConfig(document)).map(({ _tag, path }) => [_tag, path])

describe('a config', () => {
  test('has a default for everything but a burn target and a designated miner', () => {
    expect(writeConfig(expectRight(readConfig({})))).toEqual({
      burn_percentage: 0,
      weight_set_interval_blocks: 300,
      weight_version_key: 0,
      window_days: 30,
      normalise: false,
      curated_weight: 0.6,
      sourced_weight: 0.4,
      designated_weight: 0,
    })
  })
  test('is refused with every error and its path', () => {
    expect(
      problems({
        window_days: 0,
        normalise: 1,
        curated_weight: -1,
        sourced_weight: Infinity,
        designated_hotkey: '5',
        sourced: 1,
        burn_percentage: 101,
      }),
    ).toEqual([
      ['UnknownKey', 'sourced'],
      ['Unexpected', 'burn_percentage'],
      ['Unexpected', 'window_days'],
      ['Unexpected', 'normalise'],
      ['Unexpected', 'curated_weight'],
      ['Unexpected', 'sourced_weight'],
      ['Unexpected', 'designated_hotkey'],
    ])
    expect(problems({ window_days: 1.5 })).toEqual([['Unexpected', 'window_days']])
    expect(problems(null)).toEqual([['Unexpected', '']])
  })
  test('needs a weight above 0, and a hotkey for a designated miner', () => {
    expect(problems({ curated_weight: 0, sourced_weight: 0 })).toEqual([['NoWeight', 'curated_weight']])
    expect(problems({ designated_weight: 0.1 })).toEqual([['NobodyDesignated', 'designated_hotkey']])
    expect(expectRight(readConfig({ curated_weight: 0, designated_hotkey: hotkeyOf(1) }))).toMatchObject({
      curated_weight: 0,
      designated_weight: 0,
    })
  })
})

describe('a change', () => {
  const inForce = expectRight(readConfig({ window_days: 7, burn_uid: 3 }))
  test('keeps the keys that it does not name', () => {
    expect(expectRight(updateConfig(inForce)({ sourced_weight: 1, window_days: undefined }))).toEqual({ ...inForce, sourced_weight: 1 })
  })
  test('is validated together with the current config', () => {
    expect(expectLeft(updateConfig(expectRight(readConfig({ sourced_weight: 0 })))({ curated_weight: 0 })).map(({ _tag }) => _tag)).toEqual(
      ['NoWeight'],
    )
    expect(expectLeft(updateConfig(inForce)([])).map(({ path }) => path)).toEqual([''])
  })
})

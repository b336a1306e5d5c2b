import { isRight } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { showConfigError } from '../../../src/allocation/config/config-error.js'
import type { EmissionConfig } from '../../../src/allocation/config/emission-config.js'
import {
  mergeWithDefaults,
  readEmissionConfig,
  updateEmissionConfig,
  writeEmissionConfig,
} from '../../../src/allocation/config/emission-config.js'
import type { EmissionKeys } from '../../../src/allocation/config/emission-table.js'
import type { PoolRule } from '../../../src/allocation/config/pool-rule.js'
import { configs } from '../../arbitraries/snapshot.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'

const errors = (table: unknown): readonly string[] => expectLeft(mergeWithDefaults(table)).map(showConfigError)
const plain = (table: unknown): unknown => writeEmissionConfig(expectRight(mergeWithDefaults(table)))

describe('defaults', () => {
  test('each missing key takes its default', () => {
    expect(plain({})).toEqual({
      burn_percentage: 0,
      gpu_allocations: { H100: 40, H200: 60 },
      categories: {},
      weight_set_interval_blocks: 360,
      min_miners_per_category: 1,
      min_score_threshold: 0,
      weight_version_key: 0,
      unpaid_pool: 'burn',
      zero_scores: 'unpaid',
      verification: 'ratio',
      ema_alpha: 0.3,
      on_gpu_change: 'carry',
      verification_scope: 'miner',
      clock_skew_seconds: 30,
      require_axon: 'known',
      cutoff_hours: 3,
    })
  })
  test('a given key keeps its value', () => {
    expect(plain({ burn_uid: 7, ema_half_life_seconds: 60 })).toMatchObject({ burn_uid: 7, ema_half_life_seconds: 60, cutoff_hours: 3 })
    expect(plain({ ema_half_life_seconds: 60 })).not.toHaveProperty('ema_alpha')
  })
})

describe('ranges', () => {
  /** For each key values that are valid and values that are not. A key that is missing here does not compile. */
  const cases: Readonly<Record<keyof EmissionKeys, readonly (readonly unknown[])[]>> = {
    burn_percentage: [
      [0, 100, '12.5', 1e-7],
      [-1, 100.1, 'x', null, NaN],
    ],
    burn_uid: [
      [0, 65_535],
      [-1, 65_536, 1.5, '0', null],
    ],
    burn_hotkey: [[hotkeyOf(1)], ['5x', '', 3, null]],
    gpu_allocations: [
      [{ A: 100 }, { A: '33.3', B: '66.7' }, { A: { weight: 100, min_gpu_count: 4, min_gpu_vram: 80 } }],
      [{}, { A: 99 }, { A: -1, B: 101 }, { '': 100 }, [], null, { A: {} }, { A: true }],
    ],
    categories: [
      [{}, { 'RTX 4090': 'H100' }],
      [{ 'RTX 4090': '' }, { 'RTX 4090': 3 }, null],
    ],
    weight_set_interval_blocks: [
      [1, 360],
      [0, -1, 1.5, null],
    ],
    min_miners_per_category: [
      [0, 1],
      [-1, 0.5, null],
    ],
    min_score_threshold: [
      [0, 0.5, 1],
      [-0.1, 1.1, null],
    ],
    weight_version_key: [
      [0, '18446744073709551615'],
      [-1, 2 ** 53, null],
    ],
    unpaid_pool: [
      ['burn', 'redistribute'],
      ['keep', null],
    ],
    zero_scores: [
      ['unpaid', 'equal'],
      ['burn', null],
    ],
    verification: [
      ['ratio', 'hardware'],
      ['none', null],
    ],
    ema_alpha: [
      [0.3, 1, Number.MIN_VALUE],
      [0, 1.1, null],
    ],
    ema_half_life_seconds: [
      [0.5, 86_400],
      [0, -1, Infinity, null],
    ],
    on_gpu_change: [
      ['reset', 'carry'],
      ['keep', null],
    ],
    verification_scope: [
      ['miner', 'category'],
      ['executor', null],
    ],
    clock_skew_seconds: [
      [0, 0.5, 3600],
      [-1, 3600.5, Infinity, null],
    ],
    require_axon: [
      ['known', 'always', 'never'],
      ['sometimes', true, null],
    ],
    cutoff_hours: [
      [0.1, 24],
      [0, -1, Infinity, null],
    ],
  }
  for (const [key, [valid, invalid]] of Object.entries(cases))
    test(key, () => {
      for (const value of valid!) expect(isRight(mergeWithDefaults({ [key]: value })), `${key} = ${JSON.stringify(value)}`).toBe(true)
      for (const value of invalid!) {
        const found = expectLeft(mergeWithDefaults({ [key]: value }))
        expect(found[0]!.path.startsWith(key), `${key} = ${JSON.stringify(value)}`).toBe(true)
      }
    })
})

describe('ranges of a pool', () => {
  /** For each key values that are valid and values that are not. A key that is missing here does not compile. */
  const cases: { readonly [K in keyof PoolRule]-?: readonly (readonly unknown[])[] } = {
    weight: [
      [100, '100.00'],
      [-1, 100.1, 'x', null],
    ],
    min_gpu_count: [
      [0, 1, 8],
      [-1, 1.5, '1', null],
    ],
    min_gpu_vram: [
      [0, 0.5, 1, 79.5],
      [-0.5, Infinity, '80', null],
    ],
  }
  test.each(Object.entries(cases))('%s', (key, [valid, invalid]) => {
    const read = (value: unknown) => mergeWithDefaults({ gpu_allocations: { A: { weight: 100, [key]: value } } })
    for (const value of valid!) expect(isRight(read(value)), `${key} = ${JSON.stringify(value)}`).toBe(true)
    for (const value of invalid!) expect(isRight(read(value)), `${key} = ${JSON.stringify(value)}`).toBe(false)
  })
})

test.each([
  [new Set([1]), 'Set'],
  [/x/, 'RegExp'],
  [Promise.resolve(1), 'Promise'],
  [new Map([['burn_percentage', 5]]), 'Map'],
])('an object that is no table is refused by its kind: %s', (value, kind) => {
  const read = mergeWithDefaults(value as object)
  expect(isRight(read)).toBe(false)
  expect(JSON.stringify(read)).not.toContain('burn_percentage')
  expect(showConfigError(expectLeft(read)[0]!)).toContain(`found a ${kind}`)
})

test('a minimum of 0 is no minimum: the same rule in the same form', () => {
  const read = (pool: unknown) => mergeWithDefaults({ gpu_allocations: { A: pool } })
  for (const zeros of [{ min_gpu_count: 0 }, { min_gpu_vram: 0 }, { min_gpu_count: -0, min_gpu_vram: -0 }])
    expect(read({ weight: 100, ...zeros }), JSON.stringify(zeros)).toEqual(read(100))
})

describe('percentages', () => {
  /** Decimals of up to six places that sum to exactly 100. */
  const exactHundred = fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: 1, maxLength: 5 }).map((parts) => {
    const rest = 100_000_000 - parts.reduce((a, b) => a + b, 0)
    return [...parts, rest].map((p) => p / 1_000_000)
  })
  const accepts = (sumsTo100: (weights: readonly number[]) => boolean): boolean =>
    !fc.check(fc.property(exactHundred, sumsTo100), { numRuns: 1000 }).failed
  test('a decimal percentage behaves as the decimal', () => {
    expect(
      accepts((weights) => isRight(mergeWithDefaults({ gpu_allocations: Object.fromEntries(weights.map((w, i) => [`P${i}`, w])) }))),
    ).toBe(true)
    expect(isRight(mergeWithDefaults({ gpu_allocations: { A: 0.1, B: 0.2, C: 99.7 } }))).toBe(true)
    expect(isRight(mergeWithDefaults({ gpu_allocations: { A: 33.33, B: 33.33, C: 33.34 } }))).toBe(true)
  })
  test('a sum of floats is detected', () => {
    expect(accepts((weights) => weights.reduce((a, b) => a + b, 0) === 100)).toBe(false)
  })
  test('the error of a wrong sum has the sum and the difference', () => {
    expect(errors({ gpu_allocations: { A: 33.33, B: 33.33, C: 33.33 } })).toEqual([
      'gpu_allocations: the percentages sum to 99.99, which is 0.01 under 100',
    ])
    expect(errors({ gpu_allocations: { A: 100, B: '0.00000000000000000000001' } })).toEqual([
      'gpu_allocations: the percentages sum to 100.00000000000000000000001, which is 0.00000000000000000000001 over 100',
    ])
    expect(errors({ gpu_allocations: {} })).toEqual(['gpu_allocations: there is no pool; name at least one category with its percentage'])
  })
})

describe('errors', () => {
  test('all errors are reported at once, with their paths', () => {
    expect(
      errors({
        burn_percent: 5,
        burn_uid: 70_000,
        gpu_allocations: { A: 50, B: { weight: 40, min_gpu_cuont: 2 } },
        ema_alpha: 0.5,
        ema_half_life_seconds: 9,
      }),
    ).toEqual([
      'burn_percent: no such key; did you mean burn_percentage?',
      'burn_uid: expected an integer from 0 to 65535, found 70000',
      'gpu_allocations.B.min_gpu_cuont: no such key; did you mean min_gpu_count?',
      'gpu_allocations: the percentages sum to 90, which is 10 under 100',
      'ema_half_life_seconds: give either ema_alpha or ema_half_life_seconds, not both',
    ])
    expect(errors({ burn_uid: -1, gpu_allocations: { A: 50 } })).toEqual([
      'burn_uid: expected an integer from 0 to 65535, found -1',
      'gpu_allocations: the percentages sum to 50, which is 50 under 100',
    ])
    expect(errors(null)).toEqual(['expected a table [emission], found null'])
  })
  test('in a document the paths start with the name of the table', () => {
    const inDocument = (document: unknown): readonly string[] => expectLeft(readEmissionConfig(document)).map(showConfigError)
    expect(inDocument({ emission: { burn_uid: -1, gpu_allocations: {} }, other: 1 })).toEqual([
      'emission.burn_uid: expected an integer from 0 to 65535, found -1',
      'emission.gpu_allocations: there is no pool; name at least one category with its percentage',
    ])
    expect(inDocument({})).toEqual(['emission: missing: expected a table [emission]'])
    expect(inDocument([])).toEqual(['expected a document with a table [emission], found a list'])
    expect(isRight(readEmissionConfig({ emission: {}, network: { url: 'x' } }))).toBe(true)
  })
})

test('a config that is written and read again is the same text', () => {
  fc.assert(
    fc.property(configs, (table) => {
      const once = plain(table)
      return JSON.stringify(plain(JSON.parse(JSON.stringify(once)))) === JSON.stringify(once)
    }),
  )
})

test('a config that is written and read again is the same config', () => {
  const whole = (config: EmissionConfig): string =>
    JSON.stringify({
      ...config,
      weight_version_key: config.weight_version_key.toString(),
      gpu_allocations: [...config.gpu_allocations],
      categories: [...config.categories],
    })
  fc.assert(
    fc.property(configs, (table) => {
      const config = expectRight(mergeWithDefaults(table))
      return whole(expectRight(mergeWithDefaults(writeEmissionConfig(config)))) === whole(config)
    }),
  )
})

test('a value that only resembles a decimal or a table is refused', () => {
  for (const table of [
    { burn_percentage: { toStringTag: '[object Decimal]' } },
    { gpu_allocations: new Map([['H100', { weight: 100 }]]) },
    { gpu_allocations: new Map() },
    new Map(),
  ])
    expect(isRight(mergeWithDefaults(table))).toBe(false)
})

describe('updates', () => {
  const inForce = expectRight(mergeWithDefaults({ burn_percentage: 5, burn_uid: 0, ema_alpha: 0.5 }))
  const updated = (changes: unknown): unknown => writeEmissionConfig(expectRight(updateEmissionConfig(inForce)(changes)))
  test('the given keys change, and the other keys do not', () => {
    expect(updated({ burn_percentage: 10 })).toEqual({ ...writeEmissionConfig(inForce), burn_percentage: 10 })
    expect(updated({})).toEqual(writeEmissionConfig(inForce))
    expect(updated({ gpu_allocations: { B200: 100 } })).toMatchObject({ gpu_allocations: { B200: 100 } })
  })
  test('a smoothing key drops the other smoothing key', () => {
    expect(updated({ ema_half_life_seconds: 60 })).not.toHaveProperty('ema_alpha')
    const byTime = expectRight(updateEmissionConfig(inForce)({ ema_half_life_seconds: 60 }))
    expect(writeEmissionConfig(expectRight(updateEmissionConfig(byTime)({ burn_uid: 3 })))).toMatchObject({
      ema_half_life_seconds: 60,
      burn_uid: 3,
    })
    expect(writeEmissionConfig(expectRight(updateEmissionConfig(byTime)({ ema_alpha: 0.1 })))).toMatchObject({ ema_alpha: 0.1 })
  })
  test('an update with an error changes nothing', () => {
    expect(expectLeft(updateEmissionConfig(inForce)({ burn_percentage: 10, gpu_allocations: { H100: 1 } })).map(showConfigError)).toEqual([
      'gpu_allocations: the percentages sum to 1, which is 99 under 100',
    ])
    expect(expectLeft(updateEmissionConfig(inForce)({ ema_alpha: 0.1, ema_half_life_seconds: 1 }))).toHaveLength(1)
    expect(expectLeft(updateEmissionConfig(inForce)(7))).toHaveLength(1)
    expect(updated({ ema_alpha: undefined })).toEqual(writeEmissionConfig(inForce))
  })
})

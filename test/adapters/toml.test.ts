import { isRight } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseToml, readEmissionToml, showTomlConfigError, writeEmissionToml } from '../../src/adapters/toml.js'
import { mergeWithDefaults, writeEmissionConfig } from '../../src/allocation/config/emission-config.js'
import { isJson } from '../../src/units/json/read-json.js'
import { configs } from '../arbitraries/snapshot.js'
import { expectLeft, expectRight } from '../either.js'

test('a config is written as TOML and read back the same', () => {
  fc.assert(
    fc.property(configs, (table) => {
      const config = expectRight(mergeWithDefaults(table))
      return (
        JSON.stringify(writeEmissionConfig(expectRight(readEmissionToml(writeEmissionToml(config))))) ===
        JSON.stringify(writeEmissionConfig(config))
      )
    }),
  )
})

test('integers beyond 2^53 keep every digit', () => {
  const config = expectRight(readEmissionToml('[emission]\nweight_version_key = 9223372036854775807'))
  expect(config.weight_version_key).toBe(9_223_372_036_854_775_807n)
  expect(expectRight(readEmissionToml(writeEmissionToml(config))).weight_version_key).toBe(9_223_372_036_854_775_807n)
})

test('a document is JSON: an integer beyond 2^53 - 1 is a text of its digits, wherever it stands, and others stay numbers', () => {
  const document = expectRight(parseToml('a = 18446744073709551615\nb = [9007199254740991, 9007199254740992]\n[c]\nd = -9007199254740993'))
  expect(document).toEqual({ a: '18446744073709551615', b: [9_007_199_254_740_991, '9007199254740992'], c: { d: '-9007199254740993' } })
  expect(isJson(document)).toBe(true)
})

test('the older form and the table form stand side by side, other tables are ignored', () => {
  const config = expectRight(
    readEmissionToml('[network]\nx = 1\n[emission.gpu_allocations]\nA100 = 8.0\nH100 = { weight = 92, min_gpu_count = 4 }'),
  )
  expect([...config.gpu_allocations].map(([category, { weight, min_gpu_count }]) => [category, weight.toFixed(), min_gpu_count])).toEqual([
    ['A100', '8', 1],
    ['H100', '92', 4],
  ])
})

test('what is wrong is said with line and column, or with the path', () => {
  const lines = (text: string): readonly string[] => showTomlConfigError(expectLeft(readEmissionToml(text)))
  expect(lines('[emission]\nburn_percentage = = 5')[0]).toMatch(/^line 2, column 19: /)
  expect(lines('[emission]\nburn_uid = 0\nburn_uid = 1')[0]).toMatch(/^line 3, column \d+: /)
  expect(lines('')).toEqual(['emission: missing: expected a table [emission]'])
  expect(lines('[emission]\nburn_percentage = nan\nburn_uid = 1979-05-27')).toHaveLength(2)
  expect(isRight(readEmissionToml('[emission]'))).toBe(true)
})

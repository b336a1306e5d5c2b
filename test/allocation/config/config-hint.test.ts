/** Names that are probably misspelt: what is suggested for them. */
import { expect, test } from 'vitest'
import { nameHints, showConfigHint } from '../../../src/allocation/config/config-hint.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import { expectRight } from '../../either.js'

const hintsOf = (gpu_allocations: object, categories: object = {}) =>
  nameHints(expectRight(mergeWithDefaults({ gpu_allocations, categories }))).map((hint) => [
    hint.path,
    'nearest' in hint ? hint.nearest : showConfigHint(hint),
  ])

test.each([
  ['h100', 'H100'],
  ['NVIDIA H100 PCIe', 'H100'],
  ['RTX_4090', 'RTX4090'],
  ['rtx 3090 ti', 'RTX3090'],
  ['GeForce RTX 4090 D', 'RTX4090D'],
  // No spelling of a board, so the closest name.
  ['H1OO', 'H100'],
  ['RTX409O', 'RTX4090'],
  ['nothing like a board at all', null],
])('a pool named %j: %s', (category, nearest) => {
  expect(hintsOf({ [category]: 100 }).map(([, meant]) => meant)).toEqual([nearest])
})

test('a board that the config has in a category of its own: that category', () => {
  expect(hintsOf({ 'NVIDIA H200': 100 }, { H200: 'BIG' })).toEqual([['gpu_allocations["NVIDIA H200"]', 'BIG']])
})

test('a model that is a spelling of a board: the model', () => {
  expect(hintsOf({ X: 100 }, { RTX_4090: 'X', H1OO: 'X' })).toEqual([
    ['categories.H1OO', 'H100'],
    ['categories.RTX_4090', 'RTX 4090'],
  ])
})

test('no more than 20 names of a kind, and how many more there are', () => {
  const hints = hintsOf(Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`pool-${i}`, 4])))
  expect(hints).toHaveLength(21)
  expect(hints[20]).toEqual(['', 'and 5 more (UnknownCategory)'])
})

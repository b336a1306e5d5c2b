import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/gpu/catalogue/catalogue.js'
import { OTHER, categoryOf, defaultCategories, normalizeGpuModel } from '../../src/gpu/category.js'
import { normalizeGpuName } from '../../src/gpu/normalize-gpu-name.js'
import { board, refusedRows } from './gpu-name-arbitraries.js'

const byDefault = categoryOf(new Map())

describe('categories', () => {
  it.each([
    ['NVIDIA H100 PCIe', 'H100'],
    ['H100 SXM5', 'H100'],
    ['h100', 'H100'],
    ['NVIDIA H200', 'H200'],
    ['H200 SXM', 'H200'],
    ['A100 80GB', 'A100'],
    ['Tesla A100', 'A100'],
    ['GeForce RTX 4090', 'RTX4090'],
    ['RTX 3090 Ti', 'RTX3090'],
    ['RTX 3090', 'RTX3090'],
    ['Unknown GPU', 'OTHER'],
    ['', 'OTHER'],
    ['NVIDIA GeForce RTX 4090 D', 'RTX4090D'],
    ['NVIDIA GeForce RTX 4090 Laptop GPU', 'RTX4090Laptop'],
    ['NVIDIA GH200 480GB', 'GH200'],
    ['NVIDIA H20', 'H20'],
  ])('%j is in %j', (raw, category) => {
    expect(normalizeGpuModel(raw)).toBe(category)
  })
  it('of every refused name is OTHER', () => {
    expect(refusedRows.filter(({ raw }) => normalizeGpuModel(raw) !== OTHER)).toEqual([])
  })
  it('of a board is its model without spaces, unless the table says otherwise', () => {
    fc.assert(
      fc.property(
        board,
        ({ vendor, model }): boolean => byDefault({ vendor, model }) === (defaultCategories.get(model) ?? model.replaceAll(' ', '')),
      ),
    )
  })
  it('keep laptop and China-only boards apart from the board they are named after', () => {
    const shared = catalogue.filter(({ vendor, model }) => {
      const plain = model.replace(/ (?:Laptop|Max-Q|Embedded|D|D v2)$/, '')
      return plain !== model && byDefault({ vendor, model }) === byDefault({ vendor, model: plain })
    })
    expect(shared).toEqual([])
  })
  it('never call a board OTHER', () => {
    expect(catalogue.filter(({ vendor, model }) => byDefault({ vendor, model }) === OTHER)).toEqual([])
  })
  it('take the overrides before the built-in table', () => {
    expect(categoryOf(new Map([['RTX 3090 Ti', 'RTX3090Ti']]))({ vendor: 'NVIDIA', model: 'RTX 3090 Ti' })).toBe('RTX3090Ti')
    expect(categoryOf(new Map([['__proto__', 'x']]))({ vendor: 'NVIDIA', model: 'H100' })).toBe('H100')
  })
  it('name their board again: a category is a spelling of its boards', () => {
    fc.assert(
      fc.property(board, ({ vendor, model }): boolean => {
        const named = normalizeGpuName(`${vendor} ${model.replaceAll(' ', '')}`)
        return E.isRight(named) && named.right.model === model
      }),
      { numRuns: 2000 },
    )
  })
})

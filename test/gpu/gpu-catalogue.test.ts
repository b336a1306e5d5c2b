import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aliases, labels, shared } from '../../src/gpu/catalogue/aliases.js'
import { CATALOGUE_VERSION, catalogue } from '../../src/gpu/catalogue/catalogue.js'
import { boardsNamed } from '../../src/gpu/catalogue-index.js'
import { chipCodeName } from '../../src/gpu/chip-code-name.js'
import { normalizeGpuName } from '../../src/gpu/normalize-gpu-name.js'
import { tokenise } from '../../src/gpu/tokenise.js'
import { fingerprintText } from '../../src/units/json/fingerprint-json.js'
import { board, moreRows, rows } from './gpu-name-arbitraries.js'

const names = catalogue.flatMap((one) => [...one.names, ...(one.cased?.names ?? [])])

describe('the catalogue', () => {
  it('has a version of year, month, number', () => {
    expect(CATALOGUE_VERSION).toMatch(/^20\d{2}\.(?:[1-9]|1[0-2])\.\d+$/)
  })
  it('has a new version if anything in it changed: then write the new version and the new fingerprint here', () => {
    const text = JSON.stringify(catalogue)
    expect([CATALOGUE_VERSION, fingerprintText(text)]).toMatchInlineSnapshot(`
      [
        "2026.11.2",
        "50e36e6c33fc1d597217f365ed27833767456857ff83e25bb5a07c6bfbee5fb7",
      ]
    `)
  })
  it('has a name of every new board in the vectors; of the old ones, 260 have none', () => {
    const known = new Set([...rows, ...moreRows].map(({ vendor, model }) => `${vendor} ${model}`))
    expect(catalogue.filter(({ vendor, model }) => !known.has(`${vendor} ${model}`)).length).toBeLessThanOrEqual(260)
  })
  it('spells every name in lower-case words, one space apart, as names are looked up', () => {
    expect(names.filter((name) => tokenise(name).join(' ') !== name)).toEqual([])
  })
  it('gives a spelling to one board only, unless case or the vendor tells them apart', () => {
    const several = [...new Set(names)].filter((name) => {
      const entries = boardsNamed(name)
      const told = new Set(entries.map(({ board: { vendor }, word }) => `${vendor} ${word ?? ''}`))
      return told.size !== entries.length
    })
    expect(several).toEqual([])
  })
  it('has models that are still different without their spaces', () => {
    const tight = new Map(catalogue.map(({ vendor, model }) => [`${vendor} ${model.replaceAll(' ', '').toLowerCase()}`, model]))
    expect(tight.size).toBe(new Set(catalogue.map(({ vendor, model }) => `${vendor} ${model}`)).size)
  })
  it('has sizes above 0, in order, and a usual size that is one of them', () => {
    fc.assert(
      fc.property(board, ({ forms }): boolean =>
        forms.every(({ memoryGb, usualGb }) => memoryGb.every((gb) => gb > 0) && (usualGb === undefined || memoryGb.includes(usualGb))),
      ),
      { numRuns: 2000 },
    )
  })
  it('has no chip code name among its spellings, so a code name is never read as a board', () => {
    const chips = ['GH100', 'GB100', 'GB102', 'GB10B', 'GA100', 'GV100', 'GV100GL', 'GP100GL', 'TU104GL', 'Aqua Vanjaram', 'Navi 31', 'DG2']
    expect(chips.filter((chip) => boardsNamed(tokenise(chip).join(' ')).length > 0)).toEqual([])
    expect(names.filter((name) => chipCodeName(name.toUpperCase()) !== undefined)).toEqual([])
  })
  it('has aliases and labels only for boards that it has', () => {
    const models = new Set(catalogue.map(({ vendor, model }) => `${vendor} ${model}`))
    expect([...aliases.values(), ...labels.values()].filter(({ vendor, model }) => !models.has(`${vendor} ${model}`))).toEqual([])
  })
  it('never resolves a name that several boards share, and lists only boards that it has', () => {
    const models = new Set(catalogue.map(({ model }) => model))
    for (const [name, candidates] of shared) {
      expect(normalizeGpuName(name)).toMatchObject({
        left: { _tag: 'AmbiguousName', candidates: candidates.map((model) => ({ model })) },
      })
      expect(candidates.filter((model) => !models.has(model))).toEqual([])
    }
  })
})

import type { Board } from '../../src/gpu/catalogue/board.js'
import { catalogue } from '../../src/gpu/catalogue/catalogue.js'
import { aliases, labels } from '../../src/gpu/catalogue/aliases.js'
import type { GpuModel } from '../../src/gpu/gpu-model.js'

/**
 * Whether a text is a spelling of a board, decided without the code under test: remove the vendor, sizes, shapes and separators.
 * The rest must be one of the board's spellings, letter for letter.
 */
const squash = (text: string): string => text.toLowerCase().replace(/[ \u00a0_-]/g, '')
const shapes = /^(?:sxm[2-6]?|pcie|nvl|oam|fhhl|dgxs|mxm|hbm2e?|hbm3e?|3e|gddr[567]x?)$/

const spellings = new Map<string, ReadonlySet<string>>()
for (const { vendor, model, names, cased } of catalogue) {
  const key = `${vendor} ${model}`
  const known = [...(spellings.get(key) ?? []), ...names, ...(cased?.names ?? []), model].map(squash)
  spellings.set(key, new Set(known))
}
const boardsOf = (named: GpuModel): readonly Board[] =>
  catalogue.filter(({ vendor, model }) => vendor === named.vendor && model === named.model)

export const spells = (text: string, named: GpuModel): boolean => {
  const plain = text
    .trim()
    .replace(/:[1-9]\d*$/, '')
    .replace(/^"(.*)"$|^'(.*)'$/, '$1$2')
  if (labels.get(plain.toLowerCase())?.model === named.model) return true
  const withoutVendor = plain.toLowerCase().replace(/^(?:nvidia|amd|ati|intel|apple|habana)[ _-]+/, '')
  if ([...aliases].some(([name, alias]) => squash(name) === squash(withoutVendor) && alias.model === named.model)) return true
  const words = withoutVendor.replace(/(\d)[ _-]+gb/, '$1gb').split(/[ _-]+/)
  const sizes = words.filter((word) => /^[\d.]+(?:gb|gib|g)$/.test(word))
  const left = words.filter((word, i) => i === 0 || !(sizes.includes(word) || shapes.test(word)))
  const possible = boardsOf(named).flatMap(({ forms, hostMemoryGb }) => [
    ...forms.flatMap(({ memoryGb }) => memoryGb),
    ...(hostMemoryGb ?? []),
  ])
  return (
    (spellings.get(`${named.vendor} ${named.model}`)?.has(squash(left.join(''))) ?? false) &&
    sizes.every((size) => possible.includes(Number.parseFloat(size)))
  )
}

/** The vendor that a name states: the words at its start that are a vendor's name. */
const spellings: readonly (readonly [vendor: string, words: readonly string[]])[] = [
  ['NVIDIA', ['nvidia', 'corporation']],
  ['NVIDIA', ['nvidia']],
  ['AMD', ['advanced', 'micro', 'devices,', 'inc.', '[amd/ati]']],
  ['AMD', ['amd']],
  ['AMD', ['ati']],
  ['Intel', ['intel', 'corporation']],
  ['Intel', ['intel']],
  ['Intel', ['habana', 'labs', 'ltd.']],
  ['Intel', ['habana']],
  ['Apple', ['apple']],
]
const byFirstWord: ReadonlyMap<string, typeof spellings> = new Map(
  spellings.map(([, words]) => [words[0] ?? '', spellings.filter(([, other]) => other[0] === words[0])]),
)

export interface Stated {
  readonly vendor?: string
  /** The words after the vendor's name. */
  readonly rest: readonly string[]
}

export const statedVendor = (words: readonly string[]): Stated => {
  const candidates = byFirstWord.get(words[0] ?? '') ?? []
  const found = candidates.find(([, spelt]) => spelt.every((word, i) => words[i] === word))
  return found === undefined ? { rest: words } : { vendor: found[0], rest: words.slice(found[1].length) }
}

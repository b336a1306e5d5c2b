/**
 * Splits a name's words into the spelling of a board and the words about its memory and shape. A size (`80gb`, or `80 gb` in
 * two words), a form factor (`sxm4`) and a kind of memory (`hbm3`) may stand anywhere after the first word, each at most once.
 */
export interface Split {
  readonly name: string
  readonly memoryGb?: number
  readonly form?: string
  readonly kind?: string
  /** A size, form factor or kind of memory that is stated twice. */
  readonly repeated?: string
}

const forms: ReadonlySet<string> = new Set(['sxm', 'sxm2', 'sxm3', 'sxm4', 'sxm5', 'sxm6', 'pcie', 'nvl', 'oam', 'fhhl', 'dgxs', 'mxm'])
const kinds: ReadonlySet<string> = new Set(['hbm2', 'hbm2e', 'hbm3', 'hbm3e', '3e', 'gddr5', 'gddr5x', 'gddr6', 'gddr6x', 'gddr7'])
const size = /^(\d{1,3}(?:\.\d)?)(?:gb?|gib)$/
const bare = /^\d{1,3}$/

// A driver may also leave out the B: `GH200 144G HBM3e`.
const sizeOf = (word: string, next: string | undefined): number | undefined => {
  const digits = size.exec(word)?.[1] ?? (bare.test(word) && next === 'gb' ? word : undefined)
  return digits === undefined ? undefined : Number(digits)
}

export const splitQualifiers = (words: readonly string[]): Split => {
  const name: string[] = []
  let memoryGb: number | undefined
  let form: string | undefined
  let kind: string | undefined
  let repeated: string | undefined
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    if (i === 0) {
      name.push(word)
      continue
    }
    const gb = sizeOf(word, words[i + 1])
    if (gb !== undefined) {
      if (memoryGb !== undefined) repeated = word
      memoryGb = gb
      if (bare.test(word)) i++
    } else if (forms.has(word)) {
      if (form !== undefined) repeated = word
      form = word
    } else if (kinds.has(word)) {
      if (kind !== undefined) repeated = word
      kind = word
    } else name.push(word)
  }
  return {
    name: name.join(' '),
    ...(memoryGb === undefined ? {} : { memoryGb }),
    ...(form === undefined ? {} : { form }),
    ...(kind === undefined ? {} : { kind }),
    ...(repeated === undefined ? {} : { repeated }),
  }
}

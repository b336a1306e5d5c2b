/**
 * The code names that lspci writes before the product in brackets, as in `GH100 [H100 PCIe]`. They are never read as boards
 * (`GH100` contains `H100`, `GB102` begins with `GB10`). A code name must be known, and an NVIDIA code name must belong to the
 * product's architecture. Sources: PCI ID repository, libdrm.
 */
const nvidiaChips: ReadonlySet<string> = new Set(
  (
    [
      ['GF', [100, 104, 106, 108, 110, 114, 116, 117, 119]],
      ['GK', [104, 106, 107, 110, 180, 208, 210]],
      ['GM', [107, 108, 200, 204, 206]],
      ['GP', [100, 102, 104, 106, 107, 108]],
      ['GV', [100]],
      ['TU', [102, 104, 106, 116, 117]],
      ['GA', [100, 102, 103, 104, 106, 107]],
      ['AD', [102, 103, 104, 106, 107]],
      ['GH', [100]],
      ['GB', [100, 102, 110, 202, 203, 205, 206, 207]],
    ] as const
  ).flatMap(([family, numbers]) => numbers.map((number) => `${family}${number}`)),
)
const systemChips: ReadonlySet<string> = new Set(['GB10B', 'GB20B', 'GA10B', 'GV11B'])
const nvidiaShape = /^([A-Z]{2}\d{3})B?(?:GL)?M?$/
const nvidiaProject = /^GN\d{2}(?:-[A-Z0-9]{1,4}){0,4}$/

const amdWords: ReadonlySet<string> = new Set(
  (
    'aqua vanjaram aldebaran/mi200 aldebaran arcturus navi vega polaris ellesmere baffin lexa fiji tonga hawaii strix halo point phoenix ' +
    'phoenix1 phoenix2 phoenix3 hawkpoint1 hawkpoint2 rembrandt renoir cezanne lucienne barcelo raphael picasso raven ridge krackan granite ' +
    'mendocino gfx12 gl-xl glxt glxl gl xl xt xl/xt xtx xte xta xtxh wks-xl wks-xm pro-xla pro s 10 11 12 14 20 21 22 23 24 31 32 33 44 48'
  ).split(' '),
)
const intelWords: ReadonlySet<string> = new Set(
  'hl-2000 ai training accelerator dg1 dg2 ats-m ats-m150 ats-m75 ponte vecchio 1t 2t (1 (2 tile) xl xt battlemage bmg g21 g31 alchemist'.split(
    ' ',
  ),
)

export interface Chip {
  readonly vendor: string
  /** For NVIDIA, the code name itself, because its first two letters are the architecture. */
  readonly codeName: string
}

const nvidiaChip = (words: readonly string[]): Chip | undefined => {
  const [codeName = '', slash, project, ...more] = words
  const base = nvidiaShape.exec(codeName)?.[1]
  const known = (base !== undefined && nvidiaChips.has(base)) || systemChips.has(codeName)
  const projectFits = slash === undefined || (slash === '/' && project !== undefined && nvidiaProject.test(project) && more.length === 0)
  return known && projectFits ? { vendor: 'NVIDIA', codeName } : undefined
}

/** The chip whose code name is the whole text, if there is one. */
export const chipCodeName = (text: string): Chip | undefined => {
  const words = text.split(' ').filter((word) => word !== '')
  const lower = words.map((word) => word.toLowerCase())
  const all = (set: ReadonlySet<string>): boolean => lower.length > 0 && lower.length <= 5 && lower.every((word) => set.has(word))
  return (
    nvidiaChip(words) ??
    (all(amdWords) ? { vendor: 'AMD', codeName: text } : all(intelWords) ? { vendor: 'Intel', codeName: text } : undefined)
  )
}

/**
 * Finds the reason why a name fits no board: it is a slice of a GPU, something that isn't a GPU, a name that several boards share,
 * two names in one, or unknown. This runs on refused names only, so it may take longer. It never turns a refusal into a board.
 */
import { boardsNamed } from './catalogue-index.js'
import { shared } from './catalogue/aliases.js'
import { catalogue } from './catalogue/catalogue.js'
import type { BoardName, GpuNameError } from './gpu-name-error.js'
import { splitQualifiers } from './split-qualifiers.js'

const migProfile = /^(?:\d{1,2}c\.)?\d{1,2}g\.\d{1,3}gb/
// `24q`, `1b4`, `12cme`, `24qgfx`: the frame buffer and the series of a vGPU, after the board's name. Only C has three digits.
const vgpuProfile = /^(?:\d{1,2}[acq]|\d{1,2}b4?|\d{3}c)(?:me|gfx)?$/
// `L40-48`, `GTX P40-24`: the frame buffer alone, as in profiles for games and containers.
const bareProfile = /^[1-9]\d?$/
const boardOfProfile = /^(?:gtx )?[a-z]{1,2}\d{1,3}[a-z]{0,2}$|^(?:quadro )?rtx ?a?\d{4}[a-z]?(?: ada)?$/
const sliceWords: ReadonlySet<string> = new Set(['mig', 'vf', 'mxgpu', 'vgpu', 'virtual', 'shared', 'grid', 'timesliced', 'mps'])

const otherWords: ReadonlySet<string> = new Set([
  'nvswitch',
  'nvlink',
  'display',
  'llvmpipe',
  'swiftshader',
  'softpipe',
  'microsoft',
  'virtio',
  'vmware',
  'matrox',
  'aspeed',
  'qxl',
  'cirrus',
  'virtualbox',
  'audio',
  'controller',
  'bridge',
  'cpu',
  'processor',
  'smi',
])
// What tools print instead of a name. It is looked for only at the start of the text.
const messageWords: ReadonlySet<string> = new Set([
  'no',
  'none',
  'null',
  'undefined',
  'nan',
  'na',
  'n/a',
  '[n/a]',
  '[not',
  '[unknown',
  '[gpu',
  'err!',
  'error',
  'error:',
  'failed',
  'unable',
])

const wordsWithin = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) => word.split(/[^a-z0-9.!]/)).filter((word) => word !== '')

/** Boards whose spelling stands somewhere in the words: longest first, each word read once. */
const boardsWithin = (words: readonly string[]): readonly BoardName[] => {
  const found = new Map<string, BoardName>()
  for (let start = 0; start < words.length; ) {
    let end = Math.min(words.length, start + 6)
    while (end > start && boardsNamed(words.slice(start, end).join(' ')).length === 0) end--
    const board = boardsNamed(words.slice(start, end).join(' '))[0]?.board
    if (board !== undefined && !found.has(board.model)) found.set(board.model, { vendor: board.vendor, model: board.model })
    start = Math.max(end, start + 1)
  }
  return [...found.values()]
}

/** The boards of a list of models, each of which one vendor makes. */
const boardsOf = (models: readonly string[]): readonly BoardName[] =>
  models.flatMap((name) => catalogue.find(({ model }) => model === name) ?? []).map(({ vendor, model }) => ({ vendor, model }))

const profileAtEnd = (raw: string, words: readonly string[]): string | undefined => {
  const last = words[words.length - 1] ?? ''
  return bareProfile.test(last) &&
    raw.trimEnd().endsWith(`-${last}`) &&
    boardOfProfile.test(
      words
        .slice(0, -1)
        .join(' ')
        .replace(/^geforce /, ''),
    )
    ? last
    : undefined
}

/** `words` are the words of the name after the vendor. */
export const refuseGpuName = (raw: string, words: readonly string[]): GpuNameError => {
  const sliced =
    words.find((word, i) => sliceWords.has(word) || migProfile.test(word) || (i > 0 && vgpuProfile.test(word))) ?? profileAtEnd(raw, words)
  if (sliced !== undefined) return { _tag: 'FractionalGpu', raw, token: sliced }
  const other = words.find((word, i) => otherWords.has(word) || (i === 0 && messageWords.has(word)))
  if (other !== undefined) return { _tag: 'NotAGpu', raw, token: other }
  const pieces = wordsWithin(words)
  const { name } = splitQualifiers(words)
  const several = shared.get(name) ?? shared.get(pieces[0] ?? '')
  if (several !== undefined) return { _tag: 'AmbiguousName', raw, token: name, candidates: boardsOf(several) }
  const candidates = boardsWithin(pieces)
  return candidates.length > 1 ? { _tag: 'AmbiguousName', raw, token: name, candidates } : { _tag: 'UnknownBoard', raw, token: name }
}

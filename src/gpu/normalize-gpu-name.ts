/**
 * Reads the string that a driver, lspci, a Kubernetes label or a marketplace gives, and returns the board that it names.
 *
 * Laws: every word of a name is understood, or the name is refused; an unknown suffix or number never leads to a known board; a board's
 * model, read as a name, gives the same board; case, spaces and the vendor's name change nothing, except where the driver distinguishes
 * boards by case (`RTX 2080 SUPER`, `RTX 2080 Super`). Not promised: to know every board. An unknown board is refused.
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { aliases, labels } from './catalogue/aliases.js'
import { boardsNamed, type Entry } from './catalogue-index.js'
import type { Chip } from './chip-code-name.js'
import { cleanGpuName } from './clean-gpu-name.js'
import type { GpuModel } from './gpu-model.js'
import type { GpuNameError } from './gpu-name-error.js'
import type { NamedBoard } from './named-board.js'
import { namedBoard } from './named-board.js'
import { refuseGpuName } from './refuse-gpu-name.js'
import { resolveBoard } from './resolve-board.js'
import { splitQualifiers } from './split-qualifiers.js'
import { tokenise } from './tokenise.js'
import { unwrapGpuName, type Unwrapped } from './unwrap-gpu-name.js'
import { statedVendor } from './vendor.js'

export { CATALOGUE_VERSION } from './catalogue/catalogue.js'

type Named = E.Either<GpuNameError, NamedBoard>

/** A board that a whole name stands for, its memory included. */
const fixed = (model: GpuModel): NamedBoard => namedBoard(model, model.memoryGb === undefined ? [] : [model.memoryGb])

/**
 * Case distinguishes boards only in a name that is otherwise in the driver's case: not all lower case, not all upper case, and not every
 * word capitalised.
 */
const asDriver = (text: string): boolean => text.includes('RTX') && (text.includes('GeForce') || !/geforce/i.test(text))
const meantByCase =
  (text: string) =>
  ({ word }: Entry): boolean =>
    word === undefined || (text.includes(word) && asDriver(text))

const fitsChip = (chip: Chip | undefined, { vendor, chips }: Entry['board']): boolean =>
  chip === undefined || (chip.vendor === vendor && (chips.length === 0 || chips.some((family) => chip.codeName.startsWith(family))))

const nameWords = (raw: string, { text, chip, vendor: outside }: Unwrapped): Named => {
  const { vendor: inside, rest } = statedVendor(tokenise(text))
  if (inside !== undefined && outside !== undefined && inside !== outside) return E.left(refuseGpuName(raw, rest))
  const vendor = inside ?? outside ?? chip?.vendor
  const alias = aliases.get(rest.join(' '))
  if (alias !== undefined && (vendor ?? alias.vendor) === alias.vendor) return E.right(fixed(alias))

  const said = splitQualifiers(rest)
  const entries = boardsNamed(said.name)
  const [first] = entries
  if (first === undefined) return E.left(refuseGpuName(raw, rest))
  const made = entries.filter(({ board }) => vendor === undefined || board.vendor === vendor)
  if (made.length === 0 && vendor !== undefined)
    return E.left({ _tag: 'VendorMismatch', raw, stated: vendor, actual: first.board.vendor, model: first.board.model })
  const meant = made.filter(meantByCase(text))
  const [only] = meant
  if (only === undefined || meant.length > 1)
    return E.left({
      _tag: 'AmbiguousName',
      raw,
      token: said.name,
      candidates: made.map(({ board: { vendor: maker, model } }) => ({ vendor: maker, model })),
    })
  return fitsChip(chip, only.board)
    ? resolveBoard(raw, only.board)(said)
    : E.left({ _tag: 'UnknownBoard', raw, token: (chip?.codeName ?? '').toLowerCase() })
}

// More than lspci lists for any id. It bounds the time for a name that was built to be slow.
const MOST_ALTERNATIVES = 8
const MOST_WORDS = 8

/** The text after a slash leaves out words of the text before it: `RX 6800/6800 XT`, `GH200 120GB / 480GB`. */
const completions = (first: string, part: string): readonly string[] => {
  const words = first.split(' ')
  return [part, ...words.map((_, i) => `${words.slice(0, words.length - 1 - i).join(' ')} ${part}`)]
}

/** `A/B`, as lspci lists boards that share an id. It is accepted only if both names mean the same board. */
const nameAlternatives = (raw: string, unwrapped: Unwrapped): Named => {
  const parts = unwrapped.text.split('/').map((part) => part.trim())
  const [first = '', ...others] = parts
  if (parts.length > MOST_ALTERNATIVES || first.split(' ').length > MOST_WORDS) return E.left(refuseGpuName(raw, tokenise(unwrapped.text)))
  const named = [[first], ...others.map((part) => completions(first, part))].map((texts) =>
    texts.map((text) => nameWords(raw, { ...unwrapped, text })).find(E.isRight),
  )
  const boards = named.flatMap((one) => (one === undefined ? [] : [one.right]))
  const models = boards.map((board) => board.model)
  const [model] = models
  if (model === undefined) return E.left(refuseGpuName(raw, tokenise(unwrapped.text)))
  const candidates = models
    .filter((one, i) => models.findIndex((other) => other.model === one.model && other.vendor === one.vendor) === i)
    .map(({ vendor: maker, model: name }) => ({ vendor: maker, model: name }))
  if (unwrapped.bracketed !== true || models.length < named.length || candidates.length > 1)
    return E.left({ _tag: 'AmbiguousName', raw, token: unwrapped.text.toLowerCase(), candidates })
  const { vendor, memoryGb, formFactor } = model
  const agreed = {
    vendor,
    model: model.model,
    ...(memoryGb !== undefined && models.every((one) => one.memoryGb === memoryGb) ? { memoryGb } : {}),
    ...(formFactor !== undefined && models.every((one) => one.formFactor === formFactor) ? { formFactor } : {}),
  }
  return E.right(
    namedBoard(
      agreed,
      boards.flatMap(({ sizesGb }) => sizesGb),
    ),
  )
}

const nameClean = (raw: string, text: string): Named => {
  const label = labels.get(text.toLowerCase())
  if (label !== undefined) return E.right(fixed(label))
  const unwrapped = unwrapGpuName(text)
  if (unwrapped.text.endsWith('..')) return E.left({ _tag: 'TruncatedName', raw, visible: unwrapped.text.replace(/\.{2,}$/, '').trim() })
  const named = nameWords(raw, unwrapped)
  return E.isLeft(named) && named.left._tag === 'UnknownBoard' && unwrapped.text.includes('/') ? nameAlternatives(raw, unwrapped) : named
}

/**
 * The board that a string names, with the sizes of memory (GB per GPU) that a board of this name may have: the one that the name states,
 * else those of the form factor that it says, else all of the board's. Errors and limits: as `normalizeGpuName`.
 *
 * @example
 * ```ts
 * import { nameBoard } from 'steelyard/gpu'
 * nameBoard('NVIDIA A100-SXM4-80GB').right.sizesGb // => [80]
 * nameBoard('NVIDIA A100-SXM4').right.sizesGb // => [40, 64, 80]
 * nameBoard('NVIDIA B200').right.sizesGb // => [168, 192]
 * ```
 */
export const nameBoard = (raw: string): E.Either<GpuNameError, NamedBoard> => {
  const clean = cleanGpuName(raw)
  return E.isLeft(clean) ? clean : nameClean(raw, clean.right)
}

/**
 * The board that a string names, or the reason why it names none. Any string is allowed; one of more than 256 UTF-16 units is refused
 * without reading it. Memory is in GB per GPU. Never throws. The data is the catalogue of `CATALOGUE_VERSION`.
 *
 * @example
 * ```ts
 * import { normalizeGpuName } from 'steelyard/gpu'
 * normalizeGpuName('NVIDIA A100-SXM4-80GB') // => { _tag: 'Right', right: { vendor: 'NVIDIA', model: 'A100', memoryGb: 80, formFactor: 'SXM' } }
 * normalizeGpuName('NVIDIA H100X') // => { _tag: 'Left', left: { _tag: 'UnknownBoard', raw: 'NVIDIA H100X', token: 'h100x' } }
 * ```
 */
export const normalizeGpuName = (raw: string): E.Either<GpuNameError, GpuModel> =>
  pipe(
    nameBoard(raw),
    E.map(({ model }) => model),
  )

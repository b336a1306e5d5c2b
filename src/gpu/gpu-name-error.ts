/** Why a name of a GPU was refused: as data and in words. */
import { quote } from '../units/text/quote.js'

/**
 * Why a name was refused. A closed union tagged `_tag`; each member has the name as it was given and what was found in
 * it. `token` is the word, in lower case, that caused the refusal. Sizes are in GB.
 */
export type GpuNameError =
  | {
      readonly _tag: 'MalformedName'
      readonly raw: string
      readonly problem: MalformedProblem
      /** UTF-16 offset of the offending character, where there is one. */
      readonly at?: number
      readonly codePoint?: number
    }
  | { readonly _tag: 'FractionalGpu'; readonly raw: string; readonly token: string }
  | { readonly _tag: 'TruncatedName'; readonly raw: string; readonly visible: string }
  | { readonly _tag: 'AmbiguousName'; readonly raw: string; readonly token: string; readonly candidates: readonly BoardName[] }
  | { readonly _tag: 'UnknownBoard'; readonly raw: string; readonly token: string }
  | { readonly _tag: 'NotAGpu'; readonly raw: string; readonly token: string }
  | { readonly _tag: 'VendorMismatch'; readonly raw: string; readonly stated: string; readonly actual: string; readonly model: string }
  | {
      readonly _tag: 'ImpossibleMemory'
      readonly raw: string
      readonly model: string
      readonly foundGb: number
      readonly possibleGb: readonly number[]
    }

/** A board that a name may mean: who makes it, and its model as `normalizeGpuName` would give it. */
export interface BoardName {
  readonly vendor: string
  readonly model: string
}

/** `ForeignCharacter`: a letter or sign outside ASCII. It is refused because it may look like an ASCII letter. */
export type MalformedProblem = 'Empty' | 'TooLong' | 'ControlCharacter' | 'InvisibleCharacter' | 'ForeignCharacter'

/** The longest name that is read, in UTF-16 units. Longer names are refused. */
export const MAX_NAME_LENGTH = 256

const shown = (raw: string): string => quote(raw.length > 80 ? `${raw.slice(0, 77)}...` : raw)

const malformed = (problem: MalformedProblem, at: number | undefined, codePoint: number | undefined): string => {
  const where = at === undefined ? '' : ` at position ${at}`
  const which = codePoint === undefined ? '' : ` U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
  switch (problem) {
    case 'Empty':
      return 'it is empty'
    case 'TooLong':
      return `it is longer than ${MAX_NAME_LENGTH} characters`
    case 'ControlCharacter':
      return `it has a control character${which}${where}`
    case 'InvisibleCharacter':
      return `it has an invisible character${which}${where}`
    case 'ForeignCharacter':
      return `it has a character outside ASCII${which}${where}`
  }
}

/** Models, with their vendors where two vendors make a board of one name. */
const candidateNames = (candidates: readonly BoardName[]): readonly string[] =>
  candidates.map(({ vendor, model }) =>
    candidates.some((other) => other.model === model && other.vendor !== vendor) ? `${vendor} ${model}` : model,
  )

/**
 * A refusal as a message of one sentence. The name is quoted and cut to 80 characters.
 *
 * @example
 * ```ts
 * import { showGpuNameError } from 'steelyard/gpu'
 * showGpuNameError({ _tag: 'UnknownBoard', raw: 'NVIDIA H1000', token: 'h1000' }) // => '"NVIDIA H1000" is no board of the catalogue: nothing in it fits "h1000"'
 * ```
 */
export const showGpuNameError = (error: GpuNameError): string => {
  const name = shown(error.raw)
  switch (error._tag) {
    case 'MalformedName':
      return `${name} is not a name: ${malformed(error.problem, error.at, error.codePoint)}`
    case 'FractionalGpu':
      return `${name} is a part of a GPU, not a whole one: ${quote(error.token)} says so`
    case 'TruncatedName':
      return `${name} is cut off after ${quote(error.visible)}; ask the driver for the full name`
    case 'AmbiguousName':
      return `${name} can be more than one board${error.candidates.length === 0 ? '' : `: ${candidateNames(error.candidates).join(', ')}`}`
    case 'UnknownBoard':
      return `${name} is no board of the catalogue: nothing in it fits ${quote(error.token)}`
    case 'NotAGpu':
      return `${name} is not a GPU: ${quote(error.token)} says so`
    case 'VendorMismatch':
      return `${name} says ${error.stated}, but ${error.model} is made by ${error.actual}`
    case 'ImpossibleMemory':
      return `${name} says ${error.foundGb} GB, but ${error.model} exists ${error.possibleGb.length === 0 ? 'without a size of its own' : `with ${error.possibleGb.join(', ')} GB`}`
  }
}

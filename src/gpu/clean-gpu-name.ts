/**
 * The first check of a name: characters outside printable ASCII are refused, except those that tools and web pages really add
 * to a name (trademark signs, non-breaking spaces, an ellipsis, line ends around it). A full-width or Cyrillic letter is
 * refused and not read as the Latin letter that it looks like. The length is checked first; the time is linear in the length.
 */
import * as E from 'fp-ts/lib/Either.js'
import { MAX_NAME_LENGTH, type GpuNameError, type MalformedProblem } from './gpu-name-error.js'

const printable = /^[\x20-\x7e]+$/
// Zero-width and directional characters, soft hyphen, byte order mark, line separators.
const invisible = (code: number): boolean =>
  code === 0xad ||
  code === 0xfeff ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f)
const control = (code: number): boolean => code < 0x20 || (code >= 0x7f && code <= 0x9f)

// A sign between two letters is replaced by a space, so that removing it can't join two words.
const sign = (next: string): string => (next === '' || next === ' ' || next === '_' || next === '-' ? '' : ' ')

const replacement = (code: number, next: string): string | undefined => {
  switch (code) {
    case 0xa0: // non-breaking space
      return ' '
    case 0xae: // registered sign
    case 0x2122: // trademark sign
      return sign(next)
    case 0x2026: // ellipsis
      return '...'
    default:
      return undefined
  }
}

const bad = (raw: string, problem: MalformedProblem, at?: number, codePoint?: number): E.Either<GpuNameError, never> =>
  E.left({ _tag: 'MalformedName', raw, problem, ...(at === undefined ? {} : { at }), ...(codePoint === undefined ? {} : { codePoint }) })

const replaceForeign = (raw: string, trimmed: string): E.Either<GpuNameError, string> => {
  const offset = raw.indexOf(trimmed)
  let out = ''
  for (let i = 0; i < trimmed.length; i++) {
    const code = trimmed.charCodeAt(i)
    if (code >= 0x20 && code <= 0x7e) {
      out += trimmed.charAt(i)
      continue
    }
    const instead = replacement(code, trimmed.charAt(i + 1))
    if (instead === undefined) {
      const problem = control(code) ? 'ControlCharacter' : invisible(code) ? 'InvisibleCharacter' : 'ForeignCharacter'
      return bad(raw, problem, offset + i, trimmed.codePointAt(i) ?? code)
    }
    out += instead
  }
  const text = out.trim()
  return text === '' ? bad(raw, 'Empty') : E.right(text)
}

const outer = /^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g
const signs = /\((?:r|tm|c)\)(.?)/gi

/** The name in printable ASCII, without surrounding spaces and without trademark signs. */
export const cleanGpuName = (raw: string): E.Either<GpuNameError, string> => {
  if (raw.length > MAX_NAME_LENGTH) return bad(raw, 'TooLong')
  const trimmed = raw.replace(outer, '')
  if (trimmed === '') return bad(raw, 'Empty')
  const ascii = printable.test(trimmed) ? E.right(trimmed) : replaceForeign(raw, trimmed)
  return E.map((text: string) => (text.includes('(') ? text.replace(signs, (_, next: string) => sign(next) + next).trim() : text))(ascii)
}

/** Texts that were right once, and bytes that are no text any more. */
import type { Dice } from './dice.js'
import { pick } from './dice.js'

const SNIPPETS = [
  ...['', ' ', '"', "'", '\\', '{', '}', '[', ']', ',', ':', '=', '.', '#', '-', '/', '@', '?', '%'],
  ...['\n', '\r', '\r\n', '\t', '\u0000', '\u0007', '\u001b[2K', '\u007f', '\u0085', '\u009b31m'],
  ...['\u200b', '\u202e', '\u2028', '\u2066', '\ufeff', '\ufe0f', '\ud800', '\udc00', '😀', 'é', 'e\u0301', '\u{e0041}'],
  ...['0', '9', 'e', '1e999', '-0', 'nan', 'inf', 'true', 'null', '0x10', '99999999999999999999', '1979-05-27', '\\u0041', '\\ud800'],
  ...['__proto__', 'constructor', 'toString', '{"a":{"a":', '[[[[[[[[', '"""', "'''", '[emission]', '[[a]]', '--', '--config', 'GB', ' %'],
] as const

/** A text with up to four places in it cut, doubled, or overwritten. */
export const editText = (roll: Dice, text: string): string => {
  let edited = text
  for (let n = roll(4); n >= 0; n--) {
    const at = roll(edited.length + 1)
    const length = roll(3) === 0 ? roll(40) : roll(3)
    const put = roll(4) === 0 ? edited.slice(at, at + length).repeat(2) : pick(roll, SNIPPETS)
    edited = edited.slice(0, at) + put + edited.slice(at + (roll(2) === 0 ? length : 0))
  }
  return edited
}

/** Marks that begin a file, and bytes that are not UTF-8: half a character, one that is too long, a surrogate, a byte that never occurs. */
const BEFORE = [[0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0x00]] as const
const INVALID = [[0xc3], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xff], [0xf4, 0x90, 0x80, 0x80], [0x80]] as const

/** The bytes of a file: mostly those of the text, else cut, with a mark before it, in UTF-16, or with something that is not UTF-8. */
export const bytesOf = (roll: Dice, text: string): Uint8Array => {
  const bytes = Buffer.from(text)
  const at = roll(bytes.length + 1)
  switch (roll(40)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([Buffer.from(pick(roll, BEFORE)), bytes])
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(roll, INVALID)), bytes.subarray(at)])
    case 3:
      return Buffer.from(text, 'utf16le')
    case 4:
      return Buffer.from(editText(roll, text))
    default:
      return bytes
  }
}

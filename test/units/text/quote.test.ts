import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneLine } from '../../../src/units/text/one-line.js'
import { plain } from '../../../src/units/text/plain.js'
import { quote } from '../../../src/units/text/quote.js'
import { hostileTexts } from '../../arbitraries/hostile-texts.js'
import { isDangerous } from '../../dangerous.js'
import { DIGESTS } from '../../engines/digests.js'

const CODE_POINTS = Array.from({ length: 0x11_0000 }, (_, codePoint) => codePoint)
const escapedByOneLine = CODE_POINTS.filter((codePoint) => oneLine(String.fromCodePoint(codePoint)).startsWith('\\u'))

describe('the characters that are escaped', () => {
  test('are all that are dangerous, and those that fonts show as nothing', () => {
    const escaped = new Set(escapedByOneLine)
    expect(CODE_POINTS.filter((codePoint) => isDangerous(String.fromCodePoint(codePoint)) && !escaped.has(codePoint))).toEqual([])
    for (const seen of [0x20, 0x7e, 0xa0, 0xe9, 0x5d0, 0x2800, 0x3000, 0x4e00, 0xe000, 0x1f600]) expect(escaped.has(seen)).toBe(false)
    for (const unseen of [0x34f, 0x115f, 0x180b, 0x3164, 0xfe0f, 0xffa0, 0xfffc, 0xfffd, 0xffff, 0x1d173, 0xe0001, 0xe0041, 0xe0100])
      expect(escaped.has(unseen)).toBe(true)
  })
  test('are those that were pinned, on every engine', () => {
    const { expected, compute } = DIGESTS['characters that are escaped']!
    expect(compute()).toBe(expected)
    expect(escapedByOneLine).toHaveLength(6389)
  })
})

test('quote: the result is one line without dangerous characters, and JSON reads the text back', () => {
  fc.assert(fc.property(hostileTexts, (text) => !isDangerous(quote(text)) && JSON.parse(quote(text)) === text))
})

test('one line: the result has no dangerous character, is a fixed point, and a harmless message stays as it is', () => {
  fc.assert(fc.property(hostileTexts, (text) => !isDangerous(oneLine(text)) && oneLine(oneLine(text)) === oneLine(text)))
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((c) => String.fromCharCode(c)) }),
      (text) => oneLine(text) === text,
    ),
  )
  expect(oneLine('a\nb\u{e0041}\ud800')).toBe('a\\u000ab\\udb40\\udc41\\ud800')
})

test('plain: a name that can be misread is quoted, any other stays as it is', () => {
  for (const name of ['H100', 'RTX 4090', "it's", 'a/b,c;d', '5Grw…'.slice(0, 4), '…'.length.toString()]) expect(plain(name)).toBe(name)
  for (const name of ['', ' ', ' a', 'a ', 'a  b', 'a"b', '"a"', 'a\nb', 'é', '\u2800']) expect(plain(name)).toBe(quote(name))
  fc.assert(fc.property(hostileTexts, (text) => !isDangerous(plain(text)) && (plain(text) === text) !== plain(text).startsWith('"')))
})

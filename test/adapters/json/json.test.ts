import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { showJsonError } from '../../../src/adapters/json/json-error.js'
import { parseJson } from '../../../src/adapters/json/json.js'
import { showFault } from '../../../src/units/codec/fault.js'
import { expectLeft, expectRight } from '../../either.js'

const accepted = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
const faults = (text: string): readonly string[] => expectRight(parseJson(text)).faults.map(showFault)
const error = (text: string): string => showJsonError(expectLeft(parseJson(text)))

describe('what is JSON', () => {
  const edited = fc
    .tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.constantFrom('', '"', '\\', ',', '{', '}', '[', ']', ':', '0', '-', 'e', '.', ' ', '\n', '\u0001', 'n', 'u', '\\u12', '\uFEFF'),
    )
    .map(([text, at, put]) => {
      const i = at % (text.length + 1)
      return text.slice(0, i) + put + text.slice(i + (at % 3))
    })
  test('exactly what JSON.parse takes, and the same value', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          edited,
          fc.string(),
          fc.constantFrom(
            '',
            ' ',
            '-',
            '01',
            '1.',
            '.5',
            '1e',
            '+1',
            'NaN',
            '[,]',
            '[1,]',
            '{,}',
            '{"a":1,}',
            '{"a"}',
            "{'a':1}",
            'tru',
            'nullx',
            '[1 2]',
            '{"a":1 "b":2}',
            '"\\x"',
            '"\\u00g0"',
            '"\t"',
            '1 2',
            '\u00a01',
            '"\\u0041"',
            '-0',
            '[[],{}]',
          ),
        ),
        (text) => {
          const parsed = parseJson(text)
          return isLeft(parsed) ? !accepted(text) : JSON.stringify(parsed.right.value) === JSON.stringify(JSON.parse(text))
        },
      ),
      { numRuns: 20_000 },
    )
  })
  test('a syntax error has its line and column', () => {
    expect(error('{\n "a": 1,\n "b" 2\n}')).toBe('line 3, column 6: expected a colon after the key')
    expect(error('')).toBe('line 1, column 1: unexpected end of the text')
    expect(error('[1,\n2')).toBe('line 2, column 2: unexpected end of the text')
    expect(error('{"a":1,}')).toBe('line 1, column 8: expected a key in double quotes')
    expect(error('[1,]')).toBe('line 1, column 4: expected a value')
    expect(error('[1}')).toBe('line 1, column 3: expected a comma or the end of the list')
    expect(error('{"a":1]')).toBe('line 1, column 7: expected a comma or the end of the table')
    expect(error('1 2')).toBe('line 1, column 3: expected nothing more')
    expect(error('"a\u0000"')).toMatch(/^line 1, column 3: a string/)
    for (let code = 0; code < 40; code++)
      expect(isLeft(parseJson(`"${String.fromCharCode(code)}"`)), `${code}`).toBe(!accepted(`"${String.fromCharCode(code)}"`))
    expect(error('{"a\u0000":1}')).toMatch(/^line 1, column 4: a string/)
  })
})

describe('what JSON.parse takes silently', () => {
  test('repeated keys are named, however they are spelt', () => {
    expect(faults('{"a":1,"b":{"c":[0,{"x":1,"y":2,"\\u0078":3}]},"a":2}')).toEqual([
      'b.c[1].x: this key is given twice',
      'a: this key is given twice',
    ])
    expect(faults('[{"a":1},{"a":1}]')).toEqual([])
  })
  test('in tables of many keys too', () => {
    const keys = Array.from({ length: 100 }, (_, i) => `"k${i}":0`)
    expect(faults(`{${keys.join(',')}}`)).toEqual([])
    expect(faults(`{${[...keys, '"k7":1', '"k99":1'].join(',')}}`)).toEqual(['k7: this key is given twice', 'k99: this key is given twice'])
  })
  test('__proto__ is not allowed, and no prototype is touched', () => {
    expect(faults('{"a":{"__proto__":{"polluted":true}}}')).toEqual(['a.__proto__: this key is not allowed'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
  test('depth is bounded, without a stack overflow', () => {
    expect(isLeft(parseJson('['.repeat(64) + ']'.repeat(64)))).toBe(false)
    expect(isLeft(parseJson('['.repeat(65) + ']'.repeat(65)))).toBe(true)
    expect(error(`{"a":${'['.repeat(1_000_000)}`)).toMatch(/^a(\[0\])+: more than 64 levels deep$/)
  })
  test('the number of faults is bounded', () => {
    expect(faults(`{${Array.from({ length: 5000 }, () => '"a":1').join(',')}}`)).toHaveLength(1000)
  })
})

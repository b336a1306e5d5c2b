import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printableJson } from '../../../src/units/json/printable-json.js'
import { hostileTexts } from '../../arbitraries/hostile-texts.js'
import { isDangerous } from '../../dangerous.js'

const documents = fc.dictionary(
  hostileTexts,
  fc.oneof(hostileTexts, fc.array(hostileTexts), fc.double({ noNaN: true, noDefaultInfinity: true })),
)

test('printable JSON: it is the same value as that of JSON.stringify, and has no dangerous character', () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(0, 1, 2), (document, indent) => {
      const text = printableJson(document, indent)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document)))
      return text.split('\n').every((line) => !isDangerous(line)) && (indent > 0 || !text.includes('\n'))
    }),
  )
})

test('printable JSON: a harmless value is written as JSON.stringify writes it, and a bigint is a text', () => {
  const value = { a: [1, 'é', null, true], 'b c': { d: '漢' } }
  for (const indent of [0, 1, 2]) expect(printableJson(value, indent)).toBe(JSON.stringify(value, null, indent))
  expect(printableJson({ n: 5n })).toBe('{"n":"5"}')
})

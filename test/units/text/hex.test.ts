import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, isHex, toHex } from '../../../src/units/text/hex.js'

describe('bytes as text', () => {
  test('come back as they were, and the text is that of the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toHex(bytes)
        expect(text).toBe(`0x${Buffer.from(bytes).toString('hex')}`)
        expect(isHex(text)).toBe(true)
        expect(fromHex(text)).toEqual(bytes)
      }),
    )
  })
  test.each(['', '0', '0x0', '0X00', '00', '0xAB', '0xg0', ' 0x00', '0x00\n', '0x 0'])('%j is no such text', (text) => {
    expect(isHex(text)).toBe(false)
    expect(fromHex(text)).toBeNull()
  })
  test.each([null, undefined, 7, new Uint8Array(1), ['0x00']])('%o is no text', (value) => {
    expect(isHex(value)).toBe(false)
  })
})

import { right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { expect, test } from 'vitest'
import { orNull } from '../../../src/units/codec/or-null.js'
import { U16 } from '../../../src/units/integer/u16.js'
import { expectLeft } from '../../either.js'

const codec = orNull(U16)

test('a value of the codec and null are members, and are written as they are', () => {
  for (const value of [0, 65_535, null]) {
    expect(codec.is(value)).toBe(true)
    expect(codec.decode(value)).toEqual(right(value))
    expect(codec.encode(value as t.TypeOf<typeof codec>)).toBe(value)
  }
})

test('every other value is refused, also undefined', () => {
  for (const value of [undefined, -1, 65_536, '1', {}]) {
    expect(codec.is(value)).toBe(false)
    expect(expectLeft(codec.decode(value)).length).toBeGreaterThan(0)
  }
})

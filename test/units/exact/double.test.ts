import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactDouble, powerOfTwo, scaledIntegers } from '../../../src/units/exact/double.js'
import { nextUp } from '../../arbitraries/claims.js'

const positive = fc.oneof(
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 5e-324, 1e-320, 2.225073858507201e-308, 2.2250738585072014e-308, 1, nextUp(1), Number.MAX_VALUE),
)

test('a double is its mantissa times its power of two', () => {
  fc.assert(
    fc.property(positive, (x) => {
      const { mantissa, exponent } = exactDouble(x)
      return mantissa * powerOfTwo(exponent) === x || x === 0
    }),
  )
})

test('powers of two are exact over the whole range, denormals included', () => {
  for (let e = -1074; e <= 1023; e++) expect(powerOfTwo(e)).toBe(Number(`0b1${'0'.repeat(Math.max(e, 0))}`) * (e < 0 ? 2 ** e : 1))
})

test('scaled integers are in the proportion of the doubles', () => {
  fc.assert(
    fc.property(fc.array(positive, { maxLength: 8 }), (values) => {
      const { integers, exponent } = scaledIntegers(values)
      return values.every((x, i) => {
        const { mantissa, exponent: own } = exactDouble(x)
        return mantissa === 0 ? integers[i] === 0n : integers[i] === BigInt(mantissa) << BigInt(own - exponent)
      })
    }),
  )
})

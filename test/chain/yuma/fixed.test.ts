import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { div, u16ToBits, mul, ONE, bitsToU16 } from '../../../src/chain/yuma/fixed.js'
import { logistic } from '../../../src/chain/yuma/logistic.js'

/** The same in bigints, written from the chain's rules. */
const exactMul = (a: number, b: number): bigint => (BigInt(a) * BigInt(b)) >> 32n
const exactDiv = (a: number, b: number): bigint => (b === 0 ? 0n : (BigInt(a) << 32n) / BigInt(b))

/**
 * Integers of every size, and neighbours of powers of two and of whole numbers, where rounding could cross an integer.
 */
const magnitude = fc.oneof(
  fc.integer({ min: 0, max: 52 }).chain((bits) => fc.maxSafeNat().map((n) => n % 2 ** bits)),
  fc.tuple(fc.integer({ min: 0, max: 52 }), fc.integer({ min: -2, max: 2 })).map(([bits, off]) => Math.max(0, 2 ** bits + off)),
  fc.tuple(fc.nat(70_000), fc.integer({ min: -1, max: 1 })).map(([whole, off]) => Math.max(0, whole * ONE + off)),
)
const bits = fc.tuple(magnitude, fc.boolean()).map(([n, negative]) => (negative && n > 0 ? -n : n))
const fits = (result: bigint): boolean => result < 1n << 53n && result > -(1n << 53n)

describe('numbers with 32 fractional bits', () => {
  test('a product is the exact one, rounded down', () => {
    fc.assert(
      fc.property(bits, bits, (a, b) => {
        fc.pre(fits(exactMul(a, b)))
        expect(BigInt(mul(a, b))).toBe(exactMul(a, b))
      }),
      { numRuns: 20_000 },
    )
  })

  test('a quotient is the exact one, rounded towards zero; it is 0 when the divisor is 0', () => {
    fc.assert(
      fc.property(bits, bits, (a, b) => {
        fc.pre(fits(exactDiv(a, b)))
        expect(BigInt(div(a, b))).toBe(exactDiv(a, b))
      }),
      { numRuns: 20_000 },
    )
  })

  test('products and quotients next to an integer are decided exactly', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff), fc.integer({ min: -1, max: 1 }), (a, b, off) => {
        const product = Math.max(0, Number((BigInt(a) * BigInt(ONE)) / BigInt(b + 1)) + off)
        expect(BigInt(mul(product, b + 1))).toBe(exactMul(product, b + 1))
        const part = Math.max(0, Number((BigInt(a) * BigInt(b + 1)) >> 32n) + off)
        expect(BigInt(div(part, b + 1))).toBe(exactDiv(part, b + 1))
      }),
      { numRuns: 20_000 },
    )
  })

  test('all parts of 65535, to fixed point and back: one unit is lost when the quotient was rounded down', () => {
    const all = Array.from({ length: 65_536 }, (_, parts) => parts)
    expect(all.filter((parts) => BigInt(u16ToBits(parts)) !== (BigInt(parts) << 32n) / 65_535n)).toEqual([])
    expect(all.filter((parts) => bitsToU16(u16ToBits(parts)) === parts)).toEqual([0, 65_535])
    expect(all.every((parts) => parts - bitsToU16(u16ToBits(parts)) <= 1)).toBe(true)
    expect(bitsToU16(2 * ONE)).toBe(65_535)
  })
})

const MAX = (1n << 63n) - 1n

/** e^x by the chain's rule in bigints; null when a step overflows 63 bits. */
const exactPower = (x: bigint): bigint | null => {
  if (x === 1n << 32n) return 11_674_931_554n
  const size = x < 0n ? -x : x
  let [term, total] = [size, size + (1n << 32n)]
  for (let i = 2n; i <= 31n; i++) {
    const product = (term * size) >> 32n
    if (product > MAX) return null
    term = product / i
    total += term
    if (total > MAX) return null
  }
  return x < 0n ? (1n << 64n) / total : total
}
const exactLogistic = (x: number): bigint => {
  const power = exactPower(BigInt(x)) ?? 0n
  const divisor = power + (1n << 32n)
  return (1n << 64n) / (divisor > MAX ? MAX : divisor)
}

const exponent = fc.oneof(
  fc.integer({ min: -170, max: 170 }).chain((whole) => fc.nat(0xffff_ffff).map((rest) => whole * ONE + rest)),
  fc.tuple(fc.integer({ min: -23, max: 23 }), fc.integer({ min: -2, max: 2 })).map(([whole, off]) => whole * ONE + off),
  // The largest exponent that fits is near 21.
  fc
    .tuple(fc.integer({ min: 13, max: 22 }), fc.nat(0xffff_ffff), fc.boolean())
    .map(([whole, rest, negative]) => (negative ? -1 : 1) * (whole * ONE + rest)),
)

describe('the sigmoid', () => {
  test('equals that of the series rounded down as on the chain, for every exponent', () => {
    fc.assert(
      fc.property(exponent, (x) => {
        expect(BigInt(logistic(false, x))).toBe(exactLogistic(x))
      }),
      { numRuns: 5000 },
    )
  })

  test('uses a constant for e, and the series for 1 / e', () => {
    expect(BigInt(logistic(false, ONE))).toBe((1n << 64n) / ((1n << 32n) + 11_674_931_554n))
    expect(BigInt(logistic(false, -ONE))).toBe(exactLogistic(-ONE))
  })

  test('is 1 when the power overflows, for either sign', () => {
    expect([logistic(false, 22 * ONE), logistic(false, -22 * ONE)]).toEqual([ONE, ONE])
  })

  test('is exact near the largest power that fits', () => {
    let [fits, overflows] = [20 * ONE, 22 * ONE]
    while (overflows - fits > 1) {
      const middle = Math.floor((fits + overflows) / 2)
      if (exactPower(BigInt(middle)) === null) overflows = middle
      else fits = middle
    }
    for (let x = fits - 20; x <= fits + 20; x++)
      for (const signed of [x, -x]) expect(BigInt(logistic(false, signed))).toBe(exactLogistic(signed))
    expect([logistic(false, fits), logistic(false, overflows)]).toEqual([3, ONE])
  })

  test('never overflows with the exponent clamped to -20..20', () => {
    expect(logistic(true, 100 * ONE)).toBe(logistic(false, 20 * ONE))
    expect(logistic(true, -100 * ONE)).toBe(logistic(false, -20 * ONE))
    expect(logistic(true, 100 * ONE)).toBeLessThan(10)
  })
})

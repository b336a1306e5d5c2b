/** Compares the error bounds in the steps of docs/kernel-proof.md with exact arithmetic. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BLOCK, KEY_SCALE, LARGEST_QUOTA, LARGEST_SUM, MOST_CLAIMS, SMALLEST_SUM } from '../../../src/apportion/kernel/bound.js'
import { exactQuotas } from '../../../src/apportion/kernel/exact-quotas.js'
import { remainderKeys } from '../../../src/apportion/kernel/remainder-keys.js'
import type { Scratch } from '../../../src/apportion/kernel/scratch.js'
import { makeScratch } from '../../../src/apportion/kernel/scratch.js'
import { findBin, selectKey } from '../../../src/apportion/kernel/select-cut.js'
import { sumClaims } from '../../../src/apportion/kernel/sum-claims.js'
import { accumulate } from '../../../src/apportion/kernel/superaccumulator.js'
import { exactSum } from '../../../src/units/exact/exact-sum.js'
import type { Fraction } from '../../../src/units/exact/fraction.js'
import { compare, fraction, fromDouble, multiply, subtract } from '../../../src/units/exact/fraction.js'
import { claims, payableClaims } from '../../arbitraries/claims.js'
import { quotas } from '../../arbitraries/kernel-claims.js'
import { naiveSum } from './wrong.js'

/** Whether `a` differs from `b` by at most `ulps` times 2^-53 of `b`. */
const within = (ulps: bigint, a: Fraction, b: Fraction): boolean => {
  const off = subtract(a, b)
  const size = off.numerator < 0n ? fraction(-off.numerator, off.denominator) : off
  return compare(size, multiply(b, fraction(ulps, 1n << 53n))) <= 0
}

describe('step 1, the sum', () => {
  const scratch = makeScratch()
  const accurate = (sum: (scratch: Scratch) => (n: number) => number, list: ArrayLike<number>): boolean => {
    scratch.claims.set(list)
    const total = sum(scratch)(list.length)
    return !(total >= SMALLEST_SUM && total <= LARGEST_SUM) || within(21n, fromDouble(total), exactSum(list))
  }
  /** The first claim makes the sum of its lane so large that the other claims are lost in it. */
  const dust = (length: number) => Float64Array.from({ length }, (_, i) => (i % 5000 === 0 ? 1 : 2 ** -53.5))

  test('it is within 21 units of 2^-53', () => {
    fc.assert(
      fc.property(fc.array(payableClaims, { maxLength: 20 }), (lists) => accurate(sumClaims, lists.flat())),
      { numRuns: 1000 },
    )
    for (const length of [BLOCK - 1, BLOCK, BLOCK + 1, 5000, MOST_CLAIMS - 1, MOST_CLAIMS])
      expect(accurate(sumClaims, dust(length))).toBe(true)
  })
  test('a naive sum is not', () => {
    expect(accurate(naiveSum, dust(5000))).toBe(false)
  })

  test('the superaccumulator is exact', () => {
    fc.assert(
      fc.property(claims, (list) => {
        const values = Float64Array.from([...list, 5e-324])
        const { integer, exponent } = accumulate(values)
        const sum = exponent >= 0 ? fraction(integer << BigInt(exponent)) : fraction(integer, 1n << BigInt(-exponent))
        return compare(sum, exactSum(values)) === 0
      }),
      { numRuns: 1000 },
    )
  })
})

describe('steps 4 and 5, the keys', () => {
  const scratch = makeScratch()
  /** How far, in keys, the exact quota may be outside of the interval that floor and key stand for. */
  const slack = fraction(1n, 3n)

  test('a key is off by less than a third of a step', () => {
    fc.assert(
      fc.property(quotas, payableClaims, (quota, list) => {
        scratch.claims.set(list)
        const n = list.length
        const total = sumClaims(scratch)(n)
        const nearest = Number(quota.numerator) / Number(quota.denominator)
        if (!(total >= SMALLEST_SUM && total <= LARGEST_SUM)) return true
        remainderKeys(scratch)(n, nearest / total, 20)
        const sum = exactSum(list)
        return list.every((claim, i) => {
          const inKeys = multiply(
            multiply(quota, fraction(BigInt(KEY_SCALE))),
            multiply(fromDouble(claim), fraction(sum.denominator, sum.numerator)),
          )
          const key = fraction(BigInt(scratch.units[i]!) * BigInt(KEY_SCALE) + BigInt(scratch.keys[i]!))
          const above = subtract(inKeys, key)
          return compare(above, subtract(fraction(0n), slack)) > 0 && compare(above, fraction(4n, 3n)) < 0
        })
      }),
      { numRuns: 2000 },
    )
  })

  test('the bound in numbers: 26 units of 2^-53 of the largest quota are less than a third of a key', () => {
    expect(26 * 2 ** -53 * LARGEST_QUOTA * (1 + 2 ** -50)).toBeLessThan(1 / 3 / KEY_SCALE)
  })
})

describe('step 7, the cut', () => {
  const scratch = makeScratch()
  const keys = fc.oneof(
    fc.integer({ min: 0, max: 15 }),
    fc.integer({ min: 0, max: 2 ** 20 - 1 }),
    fc.integer({ min: 2 ** 20 - 70, max: 2 ** 20 - 1 }),
  )

  test('it is the key of that rank', () => {
    fc.assert(
      fc.property(fc.array(keys, { minLength: 1, maxLength: 300 }), fc.nat(), (list, nth) => {
        const rank = 1 + (nth % list.length)
        scratch.pool.set(list)
        return selectKey(scratch)(list.length, rank, 20) === [...list].sort((a, b) => b - a)[rank - 1]
      }),
      { numRuns: 1000 },
    )
  })

  test('a bin holds the rank', () => {
    scratch.bins.set([3, 0, 2, 1, 0])
    expect([1, 2, 3, 4, 6].map((rank) => findBin(scratch)(5, rank))).toEqual([
      { bin: 3, rank: 1 },
      { bin: 2, rank: 1 },
      { bin: 2, rank: 2 },
      { bin: 0, rank: 1 },
      { bin: 0, rank: 3 },
    ])
  })
})

test('an exact quota is the same whether it is asked for from above or from below', () => {
  fc.assert(
    fc.property(quotas, payableClaims, (quota, list) => {
      const values = Float64Array.from(list)
      return list.every((claim) => {
        const sum = exactSum(list)
        const exact = multiply(quota, multiply(fromDouble(claim), fraction(sum.denominator, sum.numerator)))
        const floor = Number(exact.numerator / exact.denominator)
        const below = exactQuotas(quota, values).quotaOf(claim, floor)
        const above = exactQuotas(quota, values).quotaOf(claim, floor + 1)
        return below.floor === floor && above.floor === floor && below.remainder === above.remainder
      })
    }),
  )
})

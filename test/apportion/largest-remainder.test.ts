import { left, right } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { showApportionError } from '../../src/apportion/apportion-error.js'
import { largestRemainder, largestRemainderBigInt } from '../../src/apportion/largest-remainder.js'
import { quotas } from '../../src/apportion/quotas.js'
import { compare, fraction, subtract, sum, equals, ONE } from '../../src/units/exact/fraction.js'
import { floor } from '../../src/units/exact/fraction-rounding.js'
import { claims, payableClaims, totals } from '../arbitraries/claims.js'
import { expectRight } from '../either.js'
import vectors from '../vectors/hamilton.json' with { type: 'json' }
import { floatLargestRemainder, indexFirst, remainderToTheLast, truncating } from './wrong.js'

type Split = (total: number) => (claims: readonly number[]) => ArrayLike<number>
const exact: Split = (total) => (list) => expectRight(largestRemainder(total)(list))

/** The laws, each as a predicate over one case, so that wrong implementations can be checked too. */
const laws = {
  'conservation: the units sum to the total': (split: Split, total: number, list: number[]) =>
    Array.from(split(total)(list)).reduce((a, b) => a + b, 0) === total,
  'quota rule: each share is the floor or the ceiling of its exact quota': (split: Split, total: number, list: number[]) => {
    const exactQuotas = quotas(fraction(BigInt(total)))(list)
    return Array.from(split(total)(list)).every((units, i) => {
      const above = subtract(fraction(BigInt(units)), exactQuotas[i]!)
      return compare(above, ONE) < 0 && compare(above, fraction(-1n)) > 0
    })
  },
  'largest remainders: nobody with a unit above the floor has a smaller remainder, claim or later place than one without': (
    split: Split,
    total: number,
    list: number[],
  ) => {
    const q = quotas(fraction(BigInt(total)))(list)
    const shares = Array.from(split(total)(list))
    const rest = q.map((x) => subtract(x, fraction(floor(x))))
    const up = shares.map((s, i) => BigInt(s) > floor(q[i]!))
    return shares.every(
      (_, i) =>
        up[i] ||
        shares.every((_s, j) => {
          if (!up[j]) return true
          const order = compare(rest[j]!, rest[i]!)
          return order > 0 || (order === 0 && (list[j]! > list[i]! || (list[j] === list[i] && j < i)))
        }),
    )
  },
  'a claim of zero gets nothing': (split: Split, total: number, list: number[]) =>
    Array.from(split(total)(list)).every((units, i) => list[i] !== 0 || units === 0),
  'equal claims differ by at most one unit, the earlier never the less': (split: Split, total: number, list: number[]) => {
    const shares = Array.from(split(total)(list))
    return shares.every((a, i) => shares.every((b, j) => i >= j || list[i] !== list[j] || (a - b >= 0 && a - b <= 1)))
  },
  'scale invariance: doubling all claims changes nothing where that is exact': (split: Split, total: number, list: number[]) => {
    const doubled = list.map((x) => 2 * x)
    if (!doubled.every((x, i) => x / 2 === list[i] && x < Infinity)) return true
    const [a, b] = [split(total)(list), split(total)(doubled)]
    return Array.from(a).every((units, i) => units === b[i])
  },
}

const holds = (law: (split: Split, total: number, list: number[]) => boolean, split: Split): boolean =>
  !fc.check(
    fc.property(totals, payableClaims, (total, list) => law(split, total, list)),
    { numRuns: 2000 },
  ).failed

describe('largest remainder', () => {
  for (const [name, law] of Object.entries(laws))
    test(name, () => {
      fc.assert(
        fc.property(totals, payableClaims, (total, list) => law(exact, total, list)),
        { numRuns: 2000 },
      )
    })

  test('a raised claim never lowers its own share', () => {
    fc.assert(
      fc.property(totals, payableClaims, fc.nat(), fc.constantFrom(1.0000000000000002, 1.5, 4), (total, list, at, factor) => {
        const i = at % list.length
        const raised = list.map((x, j) => (j === i ? x * factor : x))
        return raised[i] === Infinity || exact(total)(raised)[i]! >= exact(total)(list)[i]!
      }),
      { numRuns: 1000 },
    )
  })

  test('gives the results of the reference vectors: 338 splits and one refusal', () => {
    for (const { pool, uids, scores, weights, tag } of vectors) {
      const rows = uids.map((uid, i) => ({ uid, claim: Number(scores[i]), weight: weights?.[i] })).sort((a, b) => a.uid - b.uid)
      const expected = weights === null ? left({ _tag: 'NoPositiveClaim' }) : right(Uint32Array.from(rows, ({ weight }) => weight!))
      expect(largestRemainder(pool)(rows.map(({ claim }) => claim)), tag).toEqual(expected)
    }
    expect(vectors.length).toBe(339)
  })

  test('typed arrays are claims as well, and -0 is 0', () => {
    expect(largestRemainder(3)(Float64Array.of(1, -0, 1))).toEqual(right(Uint32Array.of(2, 0, 1)))
  })

  test('bad totals and claims are errors that carry the value', () => {
    for (const total of [-1, 0.5, NaN, Infinity, 4_294_967_296])
      expect(largestRemainder(total)([1])).toEqual(left({ _tag: 'InvalidTotal', total }))
    for (const claim of [-1, NaN, Infinity, -5e-324])
      expect(largestRemainder(1)([1, claim])).toEqual(left({ _tag: 'InvalidClaim', index: 1, claim }))
    expect(largestRemainder(0)([])).toEqual(left({ _tag: 'NoPositiveClaim' }))
    expect(largestRemainder(1_000_000)([0, 0])).toEqual(left({ _tag: 'NoPositiveClaim' }))
    expect(largestRemainderBigInt(-1n)([1n])).toEqual(left({ _tag: 'InvalidTotal', total: -1n }))
    expect(largestRemainderBigInt(0n)([1n])).toEqual(right([0n]))
    expect(largestRemainderBigInt(1n)([1n, -1n])).toEqual(left({ _tag: 'InvalidClaim', index: 1, claim: -1n }))
    expect(largestRemainderBigInt(1n)([1n, -2n])).toEqual(left({ _tag: 'InvalidClaim', index: 1, claim: -2n }))
    expect(largestRemainderBigInt(1n)([0n])).toEqual(left({ _tag: 'NoPositiveClaim' }))
  })

  test('bigint amounts agree with doubles where both apply', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.array(fc.nat(50), { minLength: 1 }).filter((l) => l.some((x) => x > 0)),
        (total, list) => {
          const big = expectRight(largestRemainderBigInt(BigInt(total))(list.map(BigInt)))
          return Array.from(exact(total)(list)).every((units, i) => BigInt(units) === big[i])
        },
      ),
    )
  })

  test('every list of claims is split or refused', () => {
    fc.assert(
      fc.property(totals, fc.oneof(claims, fc.array(fc.double())), (total, list) => {
        const bad = list.some((x) => !(x >= 0 && x < Infinity))
        const error = largestRemainder(total)(list)
        return bad || list.every((x) => x === 0) ? error._tag === 'Left' : error._tag === 'Right'
      }),
    )
  })

  test('messages of errors', () => {
    expect(showApportionError({ _tag: 'InvalidTotal', total: -1 })).toContain('the total is -1')
    expect(showApportionError({ _tag: 'NoPositiveClaim' })).toContain('nobody')
    expect(showApportionError({ _tag: 'InvalidClaim', index: 3, claim: NaN })).toContain('claim 3 is NaN')
  })
})

describe('each law kills a wrong implementation', () => {
  const [conservation, quota, remainders, zero, equalClaims, scale] = Object.values(laws)
  test('truncation loses units', () => {
    expect(holds(conservation!, truncating)).toBe(false)
  })
  test('giving the remainder to the last claim breaks the quota', () => {
    expect(holds(quota!, remainderToTheLast)).toBe(false)
  })
  test('floats get remainders wrong', () => {
    expect(holds(remainders!, floatLargestRemainder)).toBe(false)
  })
  test('ties by index before claim', () => {
    expect(holds(remainders!, indexFirst)).toBe(false)
  })
  test('giving the remainder to the last claim pays a claim of zero', () => {
    expect(holds(zero!, remainderToTheLast)).toBe(false)
  })
  test('giving the remainder to the last claim treats equal claims differently', () => {
    expect(holds(equalClaims!, remainderToTheLast)).toBe(false)
  })
  test('total * claim overflows or underflows with the scale', () => {
    expect(holds(scale!, floatLargestRemainder)).toBe(false)
  })
})

test('quotas sum to the total exactly, and are zero when all claims are zero', () => {
  fc.assert(
    fc.property(totals, payableClaims, (total, list) => equals(sum(quotas(fraction(BigInt(total)))(list)), fraction(BigInt(total)))),
  )
  expect(quotas(fraction(5n))([0, 0]).map(({ numerator }) => numerator)).toEqual([0n, 0n])
})

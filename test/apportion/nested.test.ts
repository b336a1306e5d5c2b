import { left, map } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClaimTree, UnitTree } from '../../src/apportion/nested.js'
import { nestedLargestRemainder } from '../../src/apportion/nested.js'
import type { Fraction } from '../../src/units/exact/fraction.js'
import { compare, divide, equals, fraction, fromDouble, multiply, ONE, subtract, sum } from '../../src/units/exact/fraction.js'
import { floor } from '../../src/units/exact/fraction-rounding.js'
import { quotas } from '../../src/apportion/quotas.js'
import { largestRemainder } from '../../src/apportion/largest-remainder.js'
import { payableClaims, totals } from '../arbitraries/claims.js'
import { expectRight } from '../either.js'

const positive = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((n) => fraction(BigInt(n))),
  fc.tuple(fc.nat(999), fc.nat(999)).map(([n, d]) => fraction(BigInt(n + 1), BigInt(d + 1))),
  fc.constantFrom(1e-300, 0.1, 1e300).map(fromDouble),
)

/** One large claim and many small equal ones. Rounding a node before splitting it gives the large claim a unit too many. */
const crowd = fc
  .tuple(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.integer({ min: 50, max: 300 }))
  .map(([large, n]) => Float64Array.from({ length: n + 1 }, (_, i) => (i === 0 ? large : 1 / n)))

/** The same one level higher, with branches as the claims. */
const crowdOfBranches = crowd.map((list) => Array.from(list, (claim): ClaimTree => ({ claim: fromDouble(claim), parts: [] })))

/** A node with a claim above 0. At every level at least one part has a claim above 0, so its units can be split. */
const tree = (depth: number): fc.Arbitrary<ClaimTree> =>
  fc.record({
    claim: positive,
    parts:
      depth === 0
        ? fc.oneof(
            crowd,
            payableClaims.map((list) => Float64Array.from(list)),
            fc.constant(new Float64Array(0)),
            fc.constant([]),
          )
        : fc.oneof(
            {
              weight: 2,
              arbitrary: fc
                .tuple(fc.array(tree(depth - 1), { minLength: 1, maxLength: 5 }), fc.boolean())
                .map(([list, idle]) => (idle ? [...list, { claim: fraction(0n), parts: Float64Array.of(1, 2) }] : list)),
            },
            { weight: 1, arbitrary: payableClaims.map((list) => Float64Array.from(list)) },
          ),
  })

type Nest = (total: number) => (parts: ClaimTree['parts']) => UnitTree
const exact: Nest = (total) => (parts) => expectRight(nestedLargestRemainder(total)(parts))

const unitsOf = (node: UnitTree): readonly number[] =>
  ArrayBuffer.isView(node.parts) ? [...(node.parts as Uint32Array)] : (node.parts as readonly UnitTree[]).map(({ units }) => units)

/** Every node of the tree with its units, and with its exact quota computed from the claims only. */
const nodes = (
  quota: Fraction,
  claims: ClaimTree['parts'],
  node: UnitTree,
): readonly { quota: Fraction; units: number; given: number }[] => {
  const given = unitsOf(node)
  const self = { quota, units: node.units, given: given.length === 0 ? node.units : given.reduce((a, b) => a + b, 0) }
  if (ArrayBuffer.isView(claims))
    return [self, ...quotas(quota)(claims as Float64Array).map((q, i) => ({ quota: q, units: given[i]!, given: given[i]! }))]
  const whole = sum(claims.map(({ claim }) => claim))
  return [
    self,
    ...claims.flatMap((child, i) =>
      nodes(multiply(quota, divide(child.claim, whole)), child.parts, (node.parts as readonly UnitTree[])[i]!),
    ),
  ]
}

const laws = {
  'conservation: the parts of a node sum to the node': (nest: Nest, total: number, root: ClaimTree) =>
    nodes(fraction(BigInt(total)), root.parts, nest(total)(root.parts)).every(({ units, given }) => units === given),
  'quota rule: every node is the floor or the ceiling of its exact quota': (nest: Nest, total: number, root: ClaimTree) =>
    nodes(fraction(BigInt(total)), root.parts, nest(total)(root.parts)).every(({ quota, units }) => {
      const off = subtract(fraction(BigInt(units)), quota)
      return compare(off, ONE) < 0 && compare(off, fraction(-1n)) > 0
    }),
}

const holds = (law: (nest: Nest, total: number, root: ClaimTree) => boolean, nest: Nest): boolean =>
  !fc.check(
    fc.property(totals, tree(2), (total, root) => law(nest, total, root)),
    { numRuns: 500 },
  ).failed &&
  !fc.check(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.record({ claim: positive, parts: fc.oneof(crowd, crowdOfBranches) as fc.Arbitrary<ClaimTree['parts']> }), {
        minLength: 2,
        maxLength: 4,
      }),
      (total, parts) => law(nest, total, { claim: ONE, parts }),
    ),
    { numRuns: 500 },
  ).failed

/** Rounds a node, drops its quota, and splits the rounded units: right for one level, wrong for two. */
const roundThenSplit: Nest = (total) => (parts) => {
  const walk = (units: number, below: ClaimTree['parts']): UnitTree => {
    const quota = fraction(BigInt(units))
    if (below.length === 0) return { quota, units, parts: [] }
    const payable = (list: readonly number[]): ArrayLike<number> =>
      units === 0 ? list.map(() => 0) : expectRight(largestRemainder(units)(list))
    if (ArrayBuffer.isView(below)) return { quota, units, parts: Uint32Array.from(payable([...(below as Float64Array)])) }
    const split = exact(units)(below.map(({ claim }) => ({ claim, parts: [] })))
    return { quota, units, parts: below.map((child, i) => walk(unitsOf(split)[i]!, child.parts)) }
  }
  return walk(total, parts)
}

/** Floors at every level; the units left over are lost. */
const truncate: Nest = (total) => (parts) => {
  const walk = (quota: Fraction, below: ClaimTree['parts']): UnitTree => {
    const units = Number(floor(quota))
    if (ArrayBuffer.isView(below))
      return { quota, units, parts: Uint32Array.from(quotas(quota)(below as Float64Array), (q) => Number(floor(q))) }
    const whole = sum(below.map(({ claim }) => claim))
    return { quota, units, parts: below.map((child) => walk(multiply(quota, divide(child.claim, whole)), child.parts)) }
  }
  return walk(fraction(BigInt(total)), parts)
}

describe('nested rounding', () => {
  for (const [name, law] of Object.entries(laws))
    test(name, () => {
      expect(holds(law, exact)).toBe(true)
    })
  test('conservation kills truncation', () => {
    expect(holds(laws['conservation: the parts of a node sum to the node'], truncate)).toBe(false)
  })
  test('the quota rule kills splitting of rounded units', () => {
    expect(holds(laws['quota rule: every node is the floor or the ceiling of its exact quota'], roundThenSplit)).toBe(false)
  })

  test('each node carries its exact quota', () => {
    fc.assert(
      fc.property(totals, tree(1), (total, root) => {
        const given = exact(total)(root.parts)
        if (ArrayBuffer.isView(root.parts)) return equals(given.quota, fraction(BigInt(total)))
        const whole = sum(root.parts.map(({ claim }) => claim))
        return root.parts.every(({ claim }, i) =>
          equals((given.parts as readonly UnitTree[])[i]!.quota, multiply(given.quota, divide(claim, whole))),
        )
      }),
    )
  })

  test('ties: the larger claim, then the lower index', () => {
    const leaf = (n: bigint): ClaimTree => ({ claim: fraction(n), parts: [] })
    expect(unitsOf(exact(3)([leaf(1n), leaf(1n)]))).toEqual([2, 1])
    expect(unitsOf(exact(2)([leaf(1n), leaf(3n)]))).toEqual([0, 2])
    expect(unitsOf(exact(2)([leaf(3n), leaf(1n)]))).toEqual([2, 0])
  })

  test('a node with a quota of 0 gives nothing, whatever its parts claim', () => {
    const idle = { claim: fraction(0n), parts: Float64Array.of(0, 5) }
    const nobody = { claim: fraction(0n), parts: [{ claim: fraction(0n), parts: Float64Array.of(0) }] }
    const root = exact(9)([{ claim: fraction(1n), parts: [] }, idle, nobody])
    expect(unitsOf(root)).toEqual([9, 0, 0])
    expect(unitsOf((root.parts as readonly UnitTree[])[1]!)).toEqual([0, 0])
    expect(unitsOf((root.parts as readonly UnitTree[])[2]!)).toEqual([0])
  })

  test('bad input is a typed error', () => {
    const nobody = nestedLargestRemainder(9)([{ claim: fraction(1n), parts: Float64Array.of(0, 0) }])
    expect(nobody).toEqual(left({ _tag: 'NoPositiveClaim' }))
    expect(nestedLargestRemainder(9)([{ claim: fraction(0n), parts: [] }])).toEqual(left({ _tag: 'NoPositiveClaim' }))
    // A node with a quota of 0.3 and no unit still needs a part with a claim above 0.
    const small = { claim: fraction(3n, 10n), parts: [{ claim: fraction(0n), parts: [] }] }
    expect(nestedLargestRemainder(1)([small, { claim: fraction(7n, 10n), parts: [] }])).toEqual(left({ _tag: 'NoPositiveClaim' }))
    expect(nestedLargestRemainder(-1)([])).toEqual(left({ _tag: 'InvalidTotal', total: -1 }))
    expect(nestedLargestRemainder(1)(Float64Array.of(1, NaN))).toEqual(left({ _tag: 'InvalidClaim', index: 1, claim: NaN }))
    expect(map(unitsOf)(nestedLargestRemainder(5)([]))).toEqual({ _tag: 'Right', right: [] })
  })
})

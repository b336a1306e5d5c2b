/**
 * Largest remainder over a tree of claims.
 *
 * Every node has an exact quota: its exact share of the total. From the top down, each part of a node gets the floor of
 * its own exact quota. The node's units that are left go, one each, to the parts with the largest remainders.
 *
 * Laws: the parts of a node sum to the node; every node, at every depth, is the floor or the ceiling of its exact quota.
 * (Rounding a node and then splitting its rounded units would break the second law, by up to one unit per level.)
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, map, right, traverseArrayWithIndex } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Fraction } from '../units/exact/fraction.js'
import { fraction } from '../units/exact/fraction.js'
import { Units } from '../units/integer/weight-units.js'
import type { ApportionError } from './apportion-error.js'
import type { Given } from './split-node.js'
import { splitBranches, splitLeaves } from './split-node.js'

/**
 * A claim among those of its siblings, and how its units are split further: into branches, into plain claims, or not at
 * all (`[]`).
 */
export interface ClaimTree {
  readonly claim: Fraction
  readonly parts: readonly ClaimTree[] | Float64Array
}

/** The units of a node, its exact quota, and its parts in the order of the claims. */
export interface UnitTree extends Given {
  readonly parts: readonly UnitTree[] | Uint32Array
}

const isPlain = (parts: ClaimTree['parts']): parts is Float64Array => ArrayBuffer.isView(parts)

const walkBranches = (given: Given, trees: readonly ClaimTree[]): Either<ApportionError, readonly UnitTree[]> => {
  const nobody = trees.every(({ claim }) => claim.numerator === 0n)
  if (nobody && given.quota.numerator > 0n) return left({ _tag: 'NoPositiveClaim' })
  const branches = splitBranches(
    given,
    trees.map(({ claim }) => claim),
  )
  return pipe(
    trees,
    traverseArrayWithIndex((i, tree) => walk(branches[i]!, tree.parts)),
  )
}

const walk = (given: Given, parts: ClaimTree['parts']): Either<ApportionError, UnitTree> => {
  if (parts.length === 0) return right({ ...given, parts: isPlain(parts) ? new Uint32Array(0) : [] })
  const split: Either<ApportionError, UnitTree['parts']> = isPlain(parts) ? splitLeaves(given, parts) : walkBranches(given, parts)
  return pipe(
    split,
    map((shares) => ({ ...given, parts: shares })),
  )
}

/**
 * Splits `total` units (an integer from 0 to 2^32 - 1) down a tree of claims of at least 0. Ties, among the parts of one
 * node: the larger claim, then the lower index. A node whose quota is 0 gives its parts 0. A node with a quota above 0
 * whose parts all claim 0 is an error.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * const { fraction } = Fractions
 * import { map } from 'fp-ts/lib/Either.js'
 * import { nestedLargestRemainder } from 'steelyard/apportion'
 * const half = (claims) => ({ claim: fraction(1n), parts: Float64Array.from(claims) })
 * const tree = nestedLargestRemainder(7)([half([1, 1]), half([2, 1])])
 * map((root) => root.parts.map(({ units }) => units))(tree) // => { _tag: 'Right', right: [4, 3] }
 * map((root) => root.parts.map(({ parts }) => [...parts]))(tree) // => { _tag: 'Right', right: [[2, 2], [2, 1]] }
 * ```
 */
export const nestedLargestRemainder =
  (total: number) =>
  (parts: ClaimTree['parts']): Either<ApportionError, UnitTree> =>
    Units.is(total) ? walk({ quota: fraction(BigInt(total)), units: total }, parts) : left({ _tag: 'InvalidTotal', total })

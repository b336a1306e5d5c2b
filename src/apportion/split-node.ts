/** How a node of a tree splits its units: among branches, which are split further, or among leaves, which are not. */
import type { Either } from 'fp-ts/lib/Either.js'
import { map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Fraction } from '../units/exact/fraction.js'
import { fraction, multiply } from '../units/exact/fraction.js'
import type { ApportionError } from './apportion-error.js'
import { integerClaims, integersOf, isPayable } from './claims.js'
import { splitClaims } from './split-claims.js'
import { splitQuota } from './split-quota.js'

/** The units of a node, and its exact quota. */
export interface Given {
  readonly quota: Fraction
  readonly units: number
}

/**
 * The quotas and units of branches with these claims of at least 0, one of them above 0. When no claim is above 0, all
 * get 0, which is right only if the quota of the node is 0.
 */
export const splitBranches = ({ quota, units }: Given, claims: readonly Fraction[]): readonly Given[] => {
  const integers = integersOf(claims)
  if (!isPayable(integers)) return claims.map(() => ({ quota: fraction(0n), units: 0 }))
  const whole = integers.reduce((sum, claim) => sum + claim, 0n)
  const given = splitQuota(quota, BigInt(units), integers)
  return integers.map((claim, i) => ({ quota: multiply(quota, fraction(claim, whole)), units: Number(given[i]!) }))
}

/**
 * The units of leaves with these claims, in `into` or in a new array. A node with a quota of 0 gives them 0, whatever
 * they claim.
 */
export const splitLeaves = ({ quota, units }: Given, claims: Float64Array, into?: Uint32Array): Either<ApportionError, Uint32Array> =>
  quota.numerator === 0n
    ? pipe(
        integerClaims(claims),
        map(() => (into ?? new Uint32Array(claims.length)).fill(0, 0, claims.length)),
      )
    : splitClaims(quota, units, claims, into)

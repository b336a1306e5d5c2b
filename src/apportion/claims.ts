/** Checks claims, and turns them into integers in exactly the same proportion. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { scaledIntegers } from '../units/exact/double.js'
import type { Fraction } from '../units/exact/fraction.js'
import { gcd } from '../units/exact/gcd.js'
import type { ApportionError } from './apportion-error.js'

/** Doubles of at least 0 as integers in the same proportion; -0 is 0. The first bad claim is the error. */
export const integerClaims = (claims: ArrayLike<number>): Either<ApportionError, readonly bigint[]> => {
  for (let index = 0; index < claims.length; index++) {
    const claim = claims[index]!
    if (!(claim >= 0 && claim < Infinity)) return left({ _tag: 'InvalidClaim', index, claim })
  }
  return right(scaledIntegers(claims).integers)
}

/** Fractions of at least 0 as integers in the same proportion. */
export const integersOf = (claims: readonly Fraction[]): readonly bigint[] => {
  const common = claims.reduce((d, { denominator }) => (d / gcd(d, denominator)) * denominator, 1n)
  return claims.map(({ numerator, denominator }) => numerator * (common / denominator))
}

/** Whether any claim is above 0. */
export const isPayable = (claims: readonly bigint[]): boolean => claims.some((claim) => claim > 0n)

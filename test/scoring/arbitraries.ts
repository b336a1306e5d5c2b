/** Scores that break simple implementations: ties, zeros, one-ulp neighbours, subnormals, tiny populations. */
import fc from 'fast-check'
import { claims, nextUp } from '../arbitraries/claims.js'

/** Scores from 0 to 1: both ends, and neighbours of other scores. */
export const unitScore = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 0.5, 0.1, 0.3, nextUp(0.3), 5e-324, 1e-300, 1 - 2 ** -53),
)

/** At least one score of any size: see claims. */
export const scores = claims.filter((list) => list.length > 0)

/** The same values in another order. */
export const shuffled = scores.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))

export const per100 = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.constantFrom(0, 100, 50, 85, 80, 33.3),
)

import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'

/** The answer, or a failed test that shows the error. */
export const expectRight = <E, A>(either: Either<E, A>): A => {
  if (isRight(either)) return either.right
  throw new Error(
    `expected an answer, got the error ${JSON.stringify(either.left, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))}`,
  )
}

/** The error, or a failed test. */
export const expectLeft = <E, A>(either: Either<E, A>): E => {
  if (isLeft(either)) return either.left
  throw new Error('expected an error, got an answer')
}

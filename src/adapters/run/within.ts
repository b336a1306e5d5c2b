/**
 * A call that comes to an end: it answers, fails, takes too long, or is given up.
 *
 * Whatever the call does, throwing at once included, the promise resolves. What it says after its end is heard by nobody, and
 * its timer is gone by then. Not promised: that the call itself stops.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Clock } from '../../validator/ports.js'

/** Why there is no answer. */
export type NoAnswer =
  | { readonly _tag: 'Thrown'; readonly error: unknown }
  | { readonly _tag: 'Timeout'; readonly seconds: number }
  | { readonly _tag: 'GivenUp' }

/** A call under way. */
export interface Call<A> {
  readonly answer: Promise<Either<NoAnswer, A>>
  readonly giveUp: () => void
}

export const within = <A>(clock: Clock, seconds: number, call: () => Promise<A>): Call<A> => {
  const over = new AbortController()
  let end: (answer: Either<NoAnswer, A>) => void
  const answer = new Promise<Either<NoAnswer, A>>((resolve) => {
    end = (how) => {
      over.abort()
      resolve(how)
    }
    const thrown = (error: unknown): void => end(left({ _tag: 'Thrown', error }))
    new Promise<A>((answered) => answered(call())).then((found) => end(right(found)), thrown)
    new Promise<void>((passed) => passed(clock.sleep(seconds, over.signal))).then(() => end(left({ _tag: 'Timeout', seconds })), thrown)
  })
  return { answer, giveUp: () => end(left({ _tag: 'GivenUp' })) }
}

/**
 * The line to the ports. Every call that a validator makes to a port goes through it. Each call has a limit of time, and its promise never
 * rejects: a failure is a value.
 *
 * Reading, collecting and submitting are given up when the line closes. A call of the store or an alert is not: closing
 * waits for those, so that a store can be closed after it.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { mapLeft } from 'fp-ts/lib/Either.js'
import type { Clock } from '../../validator/ports.js'
import { storageFailure } from '../storage/storage-error.js'
import type { Timeouts } from './timeouts.js'
import type { NoAnswer } from './within.js'
import { within } from './within.js'

/** What is called, and so how long it may take. */
export type Called = keyof Timeouts

/** A call without an answer: `error` is the name of the failure, `message` says it. */
export type CallFailure<C extends Called = Called> = {
  readonly called: C
  readonly error: string
  readonly message: string
}

/** Calls over one line. */
export interface Line {
  /** Calls at once: what was begun before an abort is known then. */
  readonly ask: <C extends Called, A>(called: C, call: () => Promise<A>) => Promise<Either<CallFailure<C>, A>>
  /** Resolves when nothing is under way. */
  readonly close: () => Promise<void>
}

const isNamed = (error: unknown): error is { readonly name: string; readonly message: string } =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  typeof error.name === 'string' &&
  'message' in error &&
  typeof error.message === 'string'

const nameOf = (error: unknown): { readonly error: string; readonly message: string } => {
  if (isNamed(error)) return { error: error.name, message: error.message }
  return { error: 'Error', message: typeof error === 'string' ? error : 'something was thrown that is no error' }
}

const failureOf = <C extends Called>(called: C, why: NoAnswer): CallFailure<C> => {
  switch (why._tag) {
    case 'Timeout':
      return { called, error: 'Timeout', message: `no answer within ${why.seconds} s` }
    case 'GivenUp':
      return { called, error: 'GivenUp', message: 'the validator has stopped' }
    case 'Thrown': {
      if (called !== 'storage') return { called, ...nameOf(why.error) }
      const { _tag, message } = storageFailure(why.error)
      return { called, error: _tag, message }
    }
  }
}

/** Calls with their limits of time, by the clock. */
export const lineTo = (clock: Clock, timeouts: Timeouts): Line => {
  const underWay = new Map<Promise<unknown>, () => void>()
  return {
    ask: (called, call) => {
      const { answer, giveUp } = within(clock, timeouts[called], call)
      const found = answer.then(mapLeft((why) => failureOf(called, why)))
      underWay.set(found, called === 'storage' || called === 'alerts' ? () => undefined : giveUp)
      return found.finally(() => underWay.delete(found))
    },
    close: async () => {
      for (const giveUp of underWay.values()) giveUp()
      await Promise.all(underWay.keys())
    },
  }
}

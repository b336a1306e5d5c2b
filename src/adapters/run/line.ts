/**
 * The line to the ports. Every call that a validator makes to a port goes through it. Each call has a limit of time, and its promise never
 * rejects: a failure is a value.
 *
 * Reading, collecting and submitting are given up when the line closes. A call of the store or an alert is not: closing
 * waits for those, so that a store can be closed after it.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { getOrElse, mapLeft, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
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

type Name = { readonly error: string; readonly message: string }

const NAMELESS: Name = { error: 'Error', message: 'something was thrown that is no error' }

const nameIn = (called: Called, error: unknown): Name => {
  if (called === 'storage') {
    const { _tag, message } = storageFailure(error)
    return { error: _tag, message }
  }
  if (isNamed(error)) return { error: error.name, message: error.message }
  return typeof error === 'string' ? { ...NAMELESS, message: error } : NAMELESS
}

/** What is thrown may throw itself when it is looked at. */
const nameOf = (called: Called, error: unknown): Name =>
  pipe(
    tryCatch(
      () => nameIn(called, error),
      () => null,
    ),
    getOrElse(() => (called === 'storage' ? { ...NAMELESS, error: 'Failed' } : NAMELESS)),
  )

const failureOf = <C extends Called>(called: C, why: NoAnswer): CallFailure<C> => {
  switch (why._tag) {
    case 'Timeout':
      return { called, error: 'Timeout', message: `no answer within ${why.seconds} s` }
    case 'GivenUp':
      return { called, error: 'GivenUp', message: 'the validator has stopped' }
    case 'Thrown':
      return { called, ...nameOf(called, why.error) }
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

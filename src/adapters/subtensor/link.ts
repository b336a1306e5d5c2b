/**
 * The one connection of a chain: opened when something is asked, and again after its end, at the first address that is not resting.
 *
 * An address rests after a failure: a quarter of a second, and twice as long after each further failure in a row, up to ten seconds. It has
 * no failures in a row any more as soon as a call has been answered over it. Every call has a limit of time, connecting included.
 */
import type { Session } from './session.js'
import type { LinkFault, SubtensorError } from './subtensor-error.js'
import { SubtensorFailure, failureOf } from './subtensor-failure.js'

/** A place to connect to. */
export interface Place {
  /** the name in errors: scheme and host */
  readonly name: string
  readonly open: () => Promise<Session | LinkFault>
}

/** What a call is called in errors, and for how many seconds it may last. */
export interface Limit {
  readonly doing: string
  readonly seconds: number
}

/** A connection that comes back. */
export interface Link {
  /** Does something over the connection. Rejects with a `SubtensorFailure`, at the latest when its time is over. */
  readonly use: <A>(limit: Limit, work: (session: Session) => Promise<A>) => Promise<A>
  readonly close: () => void
}

const FIRST_REST = 250
const LONGEST_REST = 10_000

interface Standing {
  readonly place: Place
  readonly failures: number
  readonly restsUntil: number
  readonly fault: LinkFault | null
  /** a node of another chain: never again */
  readonly foreign: SubtensorError | null
}

const failedOnce = (standing: Standing, fault: LinkFault): Standing => ({
  ...standing,
  failures: standing.failures + 1,
  restsUntil: Date.now() + Math.min(LONGEST_REST, FIRST_REST * 2 ** Math.min(standing.failures, 16)),
  fault,
})

const isSession = (opened: Session | LinkFault): opened is Session => !('_tag' in opened)

/** The link. `expected` is the genesis hash of the chain, where it is known beforehand; else the first node tells it. */
export const openLink = (places: readonly Place[], expected: string | null): Link => {
  let standings: readonly Standing[] = places.map((place) => ({ place, failures: 0, restsUntil: 0, fault: null, foreign: null }))
  let genesis = expected
  let held: { readonly session: Session; readonly place: Place } | null = null
  let round: Promise<void> | null = null
  let isClosed = false
  let underWay = 0
  const closers = new Set<() => void>()

  const amend = (place: Place, change: (standing: Standing) => Standing): void => {
    standings = standings.map((standing) => (standing.place === place ? change(standing) : standing))
  }

  /** A session is kept where its node serves the chain. */
  const keep = (place: Place, opened: Session): void => {
    if (isClosed) return opened.end({ _tag: 'SocketClosed', code: null })
    genesis ??= opened.genesis
    if (opened.genesis !== genesis) {
      const foreign = { _tag: 'WrongGenesis', url: place.name, expected: genesis, found: opened.genesis } as const
      amend(place, (standing) => ({ ...standing, foreign }))
      return opened.end({ _tag: 'SocketClosed', code: null })
    }
    held = { session: opened, place }
    opened.onEnd((fault) => {
      held = null
      amend(place, (standing) => failedOnce(standing, fault))
    })
  }

  /** One try at the best address, when it has rested. */
  const tryOnce = async (): Promise<void> => {
    const usable = standings.filter(({ foreign }) => foreign === null)
    const now = Date.now()
    const next = usable.find(({ restsUntil }) => restsUntil <= now) ?? [...usable].sort((a, b) => a.restsUntil - b.restsUntil)[0]
    if (next === undefined) throw new SubtensorFailure(standings[0]!.foreign!)
    if (next.restsUntil > now) await new Promise((rested) => setTimeout(rested, next.restsUntil - now))
    if (isClosed) return
    const opened = await next.place.open()
    if (isSession(opened)) keep(next.place, opened)
    else amend(next.place, (standing) => failedOnce(standing, opened))
  }

  const connected = async (isOver: () => boolean): Promise<typeof held> => {
    while (held === null && !isOver()) {
      round ??= tryOnce().finally(() => {
        round = null
      })
      await round
    }
    return held
  }

  const tries = (): readonly { readonly url: string; readonly fault: LinkFault }[] =>
    standings.flatMap(({ place, fault }) => (fault === null ? [] : [{ url: place.name, fault }]))

  /** A node that leaves a question without an answer, or answers what can't be read, is left, unless somebody else waits for it. */
  const leave = (fault: LinkFault): void => {
    if (underWay === 0) held?.session.end(fault)
  }

  return {
    use: ({ doing, seconds }, work) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new SubtensorFailure({ _tag: 'Closed' }))
        let isOver = false
        let over: readonly (() => void)[] = []
        underWay++
        const settle = (then: () => void): void => {
          if (isOver) return
          isOver = true
          underWay--
          for (const undo of over) undo()
          then()
        }
        const fail = (thrown: unknown): void => settle(() => reject(failureOf(doing, thrown)))
        const close = (): void => fail(new SubtensorFailure({ _tag: 'Closed' }))
        closers.add(close)
        const timer = setTimeout(() => {
          const used = held?.session ?? null
          fail(
            new SubtensorFailure(used === null ? { _tag: 'Unreachable', seconds, tries: tries() } : { _tag: 'TimedOut', doing, seconds }),
          )
          leave({ _tag: 'Silent', seconds })
        }, seconds * 1000)
        over = [() => clearTimeout(timer), () => closers.delete(close)]
        connected(() => isOver)
          .then(async (found) => {
            if (found === null || isOver) return
            const { session, place } = found
            const ended = (fault: LinkFault): void => fail(new SubtensorFailure({ _tag: 'Disconnected', url: place.name, fault }))
            over = [...over, session.onEnd(ended)]
            const value = await work(session)
            amend(place, (standing) => ({ ...standing, failures: 0, fault: null }))
            settle(() => resolve(value))
          })
          .catch((thrown: unknown) => {
            const { error, message } = failureOf(doing, thrown)
            fail(thrown)
            if (error._tag === 'NodeError' || error._tag === 'Unreadable') leave({ _tag: 'BadFrame', message })
          })
      }),
    close: () => {
      isClosed = true
      for (const close of [...closers]) close()
      held?.session.end({ _tag: 'SocketClosed', code: null })
    },
  }
}

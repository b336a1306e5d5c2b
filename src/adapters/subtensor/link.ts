/**
 * The one connection of a chain: opened when something is asked, and again after its end, at the first address that is not resting.
 *
 * An address rests after a failure: a quarter of a second, and twice as long after each further failure in a row, up to ten seconds. It has
 * no failures in a row any more as soon as a call has been answered over it. Every call has a limit of time, connecting included.
 */
import type { Session } from './session.js'
import type { LinkFault, SubtensorError } from './subtensor-error.js'
import { withoutSecrets } from './address-secrets.js'
import { SubtensorFailure, failureOf } from './subtensor-failure.js'

/** A place to connect to. */
export interface Place {
  /** the name in errors: scheme and host */
  readonly name: string
  /** Gives the session, or why there is none; at once when the signal is aborted. */
  readonly open: (given: AbortSignal) => Promise<Session | LinkFault>
  /** words of the address that nobody is told */
  readonly secrets: readonly string[]
}

/** What a call is called in errors, and for how many seconds it may last. */
export interface Limit {
  readonly doing: string
  readonly seconds: number
}

/** A connection that comes back. */
export interface Link {
  /**
   * Does something over the connection. Rejects with a `SubtensorFailure`, at the latest when its time is over. The signal is aborted when the
   * call has ended in whatever way: a question that a node never answers is waited for without end, and what waits for it has to stop.
   */
  readonly use: <A>(limit: Limit, work: (session: Session, over: AbortSignal) => Promise<A>) => Promise<A>
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

/** Waits so many milliseconds, or until the signal is aborted. */
const resting = (ms: number, given: AbortSignal): Promise<void> =>
  new Promise((rested) => {
    const timer = setTimeout(rested, ms)
    given.addEventListener('abort', () => {
      clearTimeout(timer)
      rested()
    })
  })

const isSession = (opened: Session | LinkFault): opened is Session => !('_tag' in opened)

/** The link. `expected` is the genesis hash of the chain, where it is known beforehand; else the first node tells it. */
export const openLink = (places: readonly Place[], expected: string | null): Link => {
  let standings: readonly Standing[] = places.map((place) => ({ place, failures: 0, restsUntil: 0, fault: null, foreign: null }))
  let genesis = expected
  let held: { readonly session: Session; readonly place: Place } | null = null
  let round: Promise<void> | null = null
  let giveUp = (): void => undefined
  let isClosed = false
  let underWay = 0
  const secrets = places.flatMap((place) => place.secrets)
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
    const trying = new AbortController()
    giveUp = () => trying.abort()
    if (next.restsUntil > now) await resting(next.restsUntil - now, trying.signal)
    if (isClosed) return
    const opened = await next.place.open(trying.signal)
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
        const ending = new AbortController()
        let over: readonly (() => void)[] = [() => ending.abort()]
        underWay++
        const settle = (then: () => void): void => {
          if (isOver) return
          isOver = true
          underWay--
          for (const undo of over) undo()
          then()
        }
        const fail = (thrown: unknown): void => settle(() => reject(withoutSecrets(failureOf(doing, thrown), secrets)))
        const close = (): void => fail(new SubtensorFailure({ _tag: 'Closed' }))
        closers.add(close)
        const timer = setTimeout(() => {
          const used = held?.session ?? null
          fail(
            new SubtensorFailure(used === null ? { _tag: 'Unreachable', seconds, tries: tries() } : { _tag: 'TimedOut', doing, seconds }),
          )
          leave({ _tag: 'Silent', seconds })
        }, seconds * 1000)
        over = [...over, () => clearTimeout(timer), () => closers.delete(close)]
        connected(() => isOver)
          .then(async (found) => {
            if (found === null || isOver) return
            const { session, place } = found
            const ended = (fault: LinkFault): void => fail(new SubtensorFailure({ _tag: 'Disconnected', url: place.name, fault }))
            over = [...over, session.onEnd(ended)]
            const value = await work(session, ending.signal)
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
      giveUp()
      for (const close of [...closers]) close()
      held?.session.end({ _tag: 'SocketClosed', code: null })
    },
  }
}

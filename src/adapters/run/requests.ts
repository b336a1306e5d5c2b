/**
 * Requests that someone waits for. Each is answered once: by the validator, or at once where too many wait or when it stops.
 */

/** Why a request was never heard. */
export type Unheard = 'stopped' | 'too many requests are waiting'

/** Requests of one kind with their outcomes. */
export interface Requests<O> {
  /** `send` is called with the name of the request. */
  readonly make: (send: (request: string) => void) => Promise<O>
  readonly answer: (request: string, outcome: O) => void
  /** Answers what waits, and all that follows. */
  readonly close: () => void
}

/** As many may wait at a time. */
const MOST = 1000

/** Names are random: they end up in the store, where those of another process stand beside them. */
export const requestsOf = <O>(refusal: (why: Unheard) => O): Requests<O> => {
  const waiting = new Map<string, (outcome: O) => void>()
  let closed = false
  return {
    make: async (send) => {
      if (closed) return refusal('stopped')
      if (waiting.size >= MOST) return refusal('too many requests are waiting')
      const request = crypto.randomUUID()
      return new Promise((resolve) => {
        waiting.set(request, resolve)
        send(request)
      })
    },
    answer: (request, outcome) => {
      waiting.get(request)?.(outcome)
      waiting.delete(request)
    },
    close: () => {
      closed = true
      for (const resolve of waiting.values()) resolve(refusal('stopped'))
      waiting.clear()
    },
  }
}

/**
 * Remembers the results that were asked for last, and never more than a fixed number of them.
 *
 * Laws: the result is what computing it again would give, if equal keys have equal results; at most `most` results are held; a result is
 * held as long as fewer than `most` other keys were asked for since.
 */

/** Results by key. */
export interface Recent<A> {
  /** The result of a key: the one that is held, or a new one. */
  readonly of: (key: string, compute: () => A) => A
  /** The keys whose results are held, the one that was asked for last at the end. */
  readonly keys: () => readonly string[]
}

/** Holds nothing yet, and at most `most` results, which is at least 1. */
export const recent = <A>(most: number): Recent<A> => {
  // A map keeps the order in which keys were added.
  const held = new Map<string, { readonly result: A }>()
  let last: string | null = null
  return {
    of: (key, compute) => {
      const found = held.get(key)
      // Mostly the same key is asked for again, and it is at the end already.
      if (found !== undefined && key === last) return found.result
      const entry = found ?? { result: compute() }
      held.delete(key)
      held.set(key, entry)
      last = key
      if (held.size > most) held.delete(held.keys().next().value!)
      return entry.result
    },
    keys: () => [...held.keys()],
  }
}

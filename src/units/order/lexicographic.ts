import type { Ord } from 'fp-ts/lib/Ord.js'
import { fromCompare } from 'fp-ts/lib/Ord.js'

/** An order by one property of a value. */
export const by =
  <B>(order: Ord<B>) =>
  <A>(aspect: (value: A) => B): Ord<A> =>
    fromCompare((a, b) => order.compare(aspect(a), aspect(b)))

/**
 * Combines several orders: the first one that distinguishes two values decides. Unlike the monoid of `Ord`, it does not call the
 * orders after that one.
 */
export const lexicographic = <A>(...orders: readonly Ord<A>[]): Ord<A> =>
  fromCompare((a, b) => {
    for (const order of orders) {
      const decision = order.compare(a, b)
      if (decision !== 0) return decision
    }
    return 0
  })

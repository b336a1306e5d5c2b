import type { Ord } from 'fp-ts/lib/Ord.js'
import { fromCompare } from 'fp-ts/lib/Ord.js'

/** An order of some aspect of a value. */
export const by =
  <B>(order: Ord<B>) =>
  <A>(aspect: (value: A) => B): Ord<A> =>
    fromCompare((a, b) => order.compare(aspect(a), aspect(b)))

/** Several orders, the first that tells two values apart deciding. Unlike the monoid of `Ord`, it looks at no more than it needs. */
export const lexicographic = <A>(...orders: readonly Ord<A>[]): Ord<A> =>
  fromCompare((a, b) => {
    for (const order of orders) {
      const decision = order.compare(a, b)
      if (decision !== 0) return decision
    }
    return 0
  })

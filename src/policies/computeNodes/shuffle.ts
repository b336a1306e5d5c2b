/** Chooses some items of a list; all choices are equally likely. */
import type { Draws } from './sha256-draws.js'

/**
 * The first `count` items of a shuffle by Fisher and Yates, from the front: place i gets one of the items from i on.
 */
export const choose =
  ({ below }: Draws) =>
  <A>(items: readonly A[], count: number): readonly A[] => {
    const rest = [...items]
    for (let i = 0; i < count; i++) {
      const j = i + Number(below(BigInt(rest.length - i)))
      const chosen = rest[j]!
      rest[j] = rest[i]!
      rest[i] = chosen
    }
    return rest.slice(0, count)
  }

/** A choice of some of a list, every one as likely as any other. */
import type { Draws } from './sha256-draws.js'

/** The first `count` items of a shuffle by Fisher and Yates, from the front: place i takes one of those from i on. */
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

/**
 * An urn of items with weights. An item is drawn with a probability in proportion to its weight, and can be taken out.
 *
 * A tree of partial sums (Fenwick 1994), so drawing and taking out take time logarithmic in the number of items. Integers only.
 */
import type { Draws } from './sha256-draws.js'

/** Items are identified by their index in the list of weights. */
export interface Urn {
  /** Draws the index of an item with a weight above 0; null when none is left. */
  readonly draw: (draws: Draws) => number | null
  /** Takes out the item at an index. */
  readonly remove: (place: number) => void
}

/** An urn of weights of at least 0. */
export const urnOf = (weights: readonly bigint[]): Urn => {
  const n = weights.length
  // tree[i] is the sum of the weights from i - (lowest bit of i) up to i - 1.
  const tree = [0n, ...weights]
  for (let i = 1; i <= n; i++) {
    const above = i + (i & -i)
    if (above <= n) tree[above]! += tree[i]!
  }
  let total = weights.reduce((sum, weight) => sum + weight, 0n)
  const left = [...weights]
  const highest = 1 << (31 - Math.clz32(Math.max(1, n)))
  return {
    draw: ({ below }) => {
      if (total === 0n) return null
      let point = below(total)
      let place = 0
      for (let step = highest; step > 0; step >>= 1) {
        const sum = tree[place + step]
        if (sum !== undefined && sum <= point) {
          place += step
          point -= sum
        }
      }
      return place
    },
    remove: (place) => {
      const weight = left[place]!
      left[place] = 0n
      total -= weight
      for (let i = place + 1; i <= n; i += i & -i) tree[i]! -= weight
    },
  }
}

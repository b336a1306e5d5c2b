/** How old a validator's weights are. */

export type Staleness =
  /** No weights were ever set (last update 0). */
  | { readonly _tag: 'NeverSet' }
  /**
   * `Stale` from an age of one tempo on. `tempos` is the number of whole tempos. With a tempo of 0, weights are always
   * fresh.
   */
  | { readonly _tag: 'Fresh' | 'Stale'; readonly blocks: number; readonly tempos: number }

/**
 * The age of weights at a block: `lastUpdate` and `block` are block heights, `tempo` is in blocks. A block before the last
 * update counts as the same block.
 *
 * @example
 * ```ts
 * import { staleness } from 'steelyard/network'
 * staleness(1000, 360, 1359) // => { _tag: 'Fresh', blocks: 359, tempos: 0 }
 * staleness(1000, 360, 1800) // => { _tag: 'Stale', blocks: 800, tempos: 2 }
 * staleness(0, 360, 1800) // => { _tag: 'NeverSet' }
 * ```
 */
export const staleness = (lastUpdate: number, tempo: number, block: number): Staleness => {
  if (lastUpdate === 0) return { _tag: 'NeverSet' }
  const blocks = Math.max(0, block - lastUpdate)
  const tempos = tempo === 0 ? 0 : Math.floor(blocks / tempo)
  return { _tag: tempos === 0 ? 'Fresh' : 'Stale', blocks, tempos }
}

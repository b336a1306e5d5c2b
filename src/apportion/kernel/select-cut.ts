/**
 * The cut: the key of the last claim that gets a unit for its remainder, found by counting instead of sorting. It is a
 * radix selection: the histogram says in which bin the cut lies, and only the keys of that bin are looked at again.
 */
import type { Scratch } from './scratch.js'

/** From this number of keys on, another round of counting is faster than an insertion sort. */
const MANY = 48
/** Bits per round: 256 bins are quick to clear. */
const ROUND_BITS = 8

/** A bin, and the rank of the wanted key in it, counted from the largest. */
export interface Place {
  readonly bin: number
  readonly rank: number
}

/** The bin with the `rank`-th largest key (from 1), of bins 0 to `top - 1` that hold at least that many. */
export const findBin =
  ({ bins }: Scratch) =>
  (top: number, rank: number): Place => {
    let bin = top - 1
    let left = rank
    for (let count = bins[bin]!; left > count; count = bins[bin]!) {
      left -= count
      bin--
    }
    return { bin, rank: left }
  }

/** Sorts the first `count` of the pool, the largest first. */
const sortByInsertion = (pool: Int32Array, count: number): void => {
  for (let i = 1; i < count; i++) {
    const key = pool[i]!
    let j = i
    for (; j > 0 && pool[j - 1]! < key; j--) pool[j] = pool[j - 1]!
    pool[j] = key
  }
}

/** The `rank`-th largest of the first `count` keys of the pool, which agree in all but their `shift` low bits. */
export const selectKey = (scratch: Scratch): ((count: number, rank: number, shift: number) => number) => {
  const { pool, bins } = scratch
  const find = findBin(scratch)
  return (count, rank, shift) => {
    let size = count
    let place = rank
    let low = shift
    while (size > MANY && low > 0) {
      const bits = Math.min(ROUND_BITS, low)
      const mask = (1 << bits) - 1
      low -= bits
      bins.fill(0, 0, mask + 1)
      for (let i = 0; i < size; i++) bins[(pool[i]! >>> low) & mask]!++
      const next = find(mask + 1, place)
      const many = size
      size = 0
      for (let i = 0; i < many; i++) {
        const key = pool[i]!
        if (((key >>> low) & mask) === next.bin) pool[size++] = key
      }
      place = next.rank
    }
    // When no low bits are left, all keys are equal.
    if (low > 0) sortByInsertion(pool, size)
    return pool[place - 1]!
  }
}

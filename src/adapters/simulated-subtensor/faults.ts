/**
 * Faults of a simulated node, which are ordered in advance. Each order is used once; orders for submissions are used in the order in which
 * they were given.
 */
import { simulatedError } from './simulated-error.js'

type SubmitFault =
  | { readonly _tag: 'Refuse'; readonly error: string }
  | { readonly _tag: 'LoseTransaction' | 'LoseAnswer' }
  | { readonly _tag: 'DelayInclusion'; readonly blocks: number }

/** The faults that can be ordered. */
export interface FaultOrders {
  /** The next submission is refused with this name and is not included in a block. */
  readonly refuse: (error: string) => void
  /** The next submission never reaches the pool, and its call rejects. */
  readonly loseTransaction: () => void
  /** The next submission reaches the pool, but its call rejects. */
  readonly loseAnswer: () => void
  /** The next submission waits this many blocks longer for its inclusion. */
  readonly delayInclusion: (blocks: number) => void
  /** The next calls of any kind reject. */
  readonly unreachable: (calls: number) => void
  /** The next reads show the chain as it was some blocks ago. */
  readonly staleReads: (reads: number, blocks: number) => void
}

/** The ordered faults, as the node uses them. */
export interface Faults {
  readonly orders: FaultOrders
  /** Throws when this call must not get through. */
  readonly call: () => void
  readonly submission: () => SubmitFault | undefined
  /** The number of blocks by which this read is behind. */
  readonly read: () => number
}

export const newFaults = (): Faults => {
  const submissions: SubmitFault[] = []
  let unreachable = 0
  let stale = { reads: 0, blocks: 0 }
  return {
    orders: {
      refuse: (error) => void submissions.push({ _tag: 'Refuse', error }),
      loseTransaction: () => void submissions.push({ _tag: 'LoseTransaction' }),
      loseAnswer: () => void submissions.push({ _tag: 'LoseAnswer' }),
      delayInclusion: (blocks) => void submissions.push({ _tag: 'DelayInclusion', blocks }),
      unreachable: (calls) => {
        unreachable += calls
      },
      staleReads: (reads, blocks) => {
        stale = { reads, blocks }
      },
    },
    call: () => {
      if (unreachable === 0) return
      unreachable--
      throw simulatedError('Unreachable', 'the node does not answer')
    },
    submission: () => submissions.shift(),
    read: () => {
      if (stale.reads === 0) return 0
      stale = { ...stale, reads: stale.reads - 1 }
      return stale.blocks
    },
  }
}

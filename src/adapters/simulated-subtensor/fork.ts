/**
 * The chain switches to a longer branch: the newest blocks are replaced by the same number of other blocks and one more.
 *
 * Transactions of the dropped blocks go back to the pool, and each gets into a new block that the seed chooses, if its last
 * block allows it; or they are lost. A caller that was told `Included` is not told again. A fork can be seen only by reading.
 */
import { draw } from './draw.js'
import { produceBlock } from './produce-block.js'
import type { Outcome, SubtensorState, Transition } from './subtensor-state.js'
import { headOf } from './subtensor-state.js'

/**
 * What happens to the transactions of the blocks that a fork drops: they go back into the pool, unless they are dropped
 * too.
 */
export interface ForkOptions {
  /** The new branch does not get the transactions of the old one. */
  readonly dropTransactions?: boolean
}

/** When there are fewer than `depth` blocks after the oldest, only these are dropped. */
export const fork = (state: SubtensorState, depth: 1 | 2, { dropTransactions = false }: ForkOptions = {}): Transition => {
  const dropped = Math.min(depth, state.blocks.length - 1)
  const blocks = state.blocks.slice(0, state.blocks.length - dropped)
  const orphans = state.blocks.slice(state.blocks.length - dropped).flatMap(({ transactions }) => transactions)
  const first = headOf({ ...state, blocks }).height + 1
  const returned = dropTransactions
    ? []
    : orphans.map((transaction) => ({ transaction, not_before: first + (draw(state.seed, state.built, transaction.id) % (dropped + 1)) }))
  const outcomes: Outcome[] = orphans.map(({ id }) => ({ id, fate: { _tag: dropTransactions ? 'Lost' : 'Pending' } }))
  let next: SubtensorState = { ...state, blocks, pool: [...returned, ...state.pool] }
  for (let i = 0; i <= dropped; i++) {
    const produced = produceBlock(next)
    next = produced.state
    outcomes.push(...produced.outcomes)
  }
  return { state: next, outcomes }
}

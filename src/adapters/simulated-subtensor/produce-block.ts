/**
 * Produces the next block: the transactions in the pool are checked in the order of their arrival and executed on the ledger, one
 * after the other.
 *
 * Laws: the parent of a block is the block before it; a transaction is in at most one block of the chain, and not in one after
 * its last allowed block; a transaction that a rule refuses is in the block and changes nothing; a transaction that the pool
 * would now refuse is dropped from the pool. Reveals and the epoch come before the transactions.
 */
import { beginBlock } from './begin-block.js'
import { execute } from './execute.js'
import { refusalOf } from './refusal.js'
import type { Outcome, SubtensorState, Transaction, Transition, Waiting } from './subtensor-state.js'
import { headOf } from './subtensor-state.js'

/** The number of blocks that are kept. */
const KEPT = 64

export const produceBlock = (state: SubtensorState): Transition => {
  const { runtime } = state
  const parent = headOf(state)
  const height = parent.height + 1
  const transactions: Transaction[] = []
  const pool: Waiting[] = []
  const outcomes: Outcome[] = []
  const begun = beginBlock(parent.ledger, runtime, height)
  let { ledger } = begun
  for (const waiting of state.pool) {
    const { transaction, not_before } = waiting
    const { id, valid_until } = transaction
    if (not_before > height) {
      // The transaction may be included in a later block only. If its last block is this one, it is dropped.
      if (valid_until > height) pool.push(waiting)
      else outcomes.push({ id, fate: { _tag: 'Expired' } })
      continue
    }
    const refusal = refusalOf(ledger, transaction, height, runtime)
    if (refusal !== null) outcomes.push({ id, fate: { _tag: 'Refused', error: refusal.error, block: refusal.byPool ? null : height } })
    else {
      ledger = execute(ledger, transaction, height, runtime)
      outcomes.push({ id, fate: { _tag: 'Included', block: height } })
    }
    if (refusal?.byPool !== true) transactions.push(transaction)
  }
  const block = { height, id: state.built, parent: parent.id, transactions, fates: begun.fates, ledger }
  return { state: { ...state, blocks: [...state.blocks, block].slice(-KEPT), pool, built: state.built + 1 }, outcomes }
}

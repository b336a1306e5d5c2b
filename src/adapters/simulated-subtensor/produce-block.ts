/**
 * The next block: what waits in the pool is judged in the order in which it came and executed on the ledger, one after the other.
 *
 * Laws: a block stands on the one before; a transaction is in one block of the chain at most, and in none after its last; what
 * is refused by a rule is in the block and changes nothing; what the pool would refuse by now is dropped from it. An epoch is run
 * before any of them.
 */
import { toNullable } from 'fp-ts/lib/Option.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import { lastEpochBlock } from '../../validator/lanes/consensus.js'
import { withWeights } from './ledger.js'
import { refusalOf } from './refusal.js'
import { runEpoch } from './run-epoch.js'
import type { Outcome, SubtensorState, Transaction, Transition, Waiting } from './subtensor-state.js'
import { headOf } from './subtensor-state.js'

/** As many blocks as are kept. */
const KEPT = 64

export const produceBlock = (state: SubtensorState): Transition => {
  const parent = headOf(state)
  const height = parent.height + 1
  const transactions: Transaction[] = []
  const pool: Waiting[] = []
  const outcomes: Outcome[] = []
  const { netuid, hyperparameters } = parent.ledger.metagraph
  let ledger = lastEpochBlock(netuid, hyperparameters.tempo, height) === height ? runEpoch(parent.ledger) : parent.ledger
  for (const waiting of state.pool) {
    const { transaction, not_before } = waiting
    const { id, signer, submission, valid_until } = transaction
    if (not_before > height) {
      // Whatever waits may be in the next block: what may not be in the one after this waits no longer.
      if (valid_until > height) pool.push(waiting)
      else outcomes.push({ id, fate: { _tag: 'Expired' } })
      continue
    }
    const refusal = refusalOf(ledger, transaction, height, state.pool_checks_rate_limit)
    if (refusal !== null) outcomes.push({ id, fate: { _tag: 'Refused', error: refusal.error, block: refusal.byPool ? null : height } })
    else {
      const signing = toNullable(neuronByHotkey(ledger.metagraph)(signer))!
      ledger = withWeights(ledger, signing.uid, submission, height)
      outcomes.push({ id, fate: { _tag: 'Included', block: height } })
    }
    if (refusal?.byPool !== true) transactions.push(transaction)
  }
  const block = { height, id: state.built, parent: parent.id, transactions, ledger }
  return { state: { ...state, blocks: [...state.blocks, block].slice(-KEPT), pool, built: state.built + 1 }, outcomes }
}

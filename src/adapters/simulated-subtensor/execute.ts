/** What a transaction that no rule refuses does to the ledger of its block. */
import { toNullable } from 'fp-ts/lib/Option.js'
import { commitEpoch } from '../../chain/schedule/epoch-seen.js'
import { openedPayload } from '../../chain/commits/opened-payload.js'
import { withCommit, withSet } from '../../chain/commits/weights-ledger.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import type { Ledger } from './ledger.js'
import { clockOf } from './ledger.js'
import type { Runtime } from './runtime.js'
import type { Transaction } from './subtensor-state.js'

export const execute = (
  ledger: Ledger,
  { signer, call }: Pick<Transaction, 'signer' | 'call'>,
  height: number,
  { rules, openCommit }: Runtime,
): Ledger => {
  if (call._tag === 'Set') {
    const { uid } = toNullable(neuronByHotkey(ledger.metagraph)(signer))!
    return withSet(ledger, uid, call.submission, height)
  }
  const { commit, reveal_round } = call.call
  const plaintext = openCommit(commit, reveal_round)
  return withCommit(ledger, commitEpoch(clockOf(ledger, rules, height))(height), {
    hotkey: signer,
    block: height,
    reveal_round,
    opened: plaintext === null ? null : openedPayload(rules)(plaintext),
    commit,
  })
}

/** Why the chain refuses a transaction, by the rules of `steelyard/chain`. */
import { toNullable } from 'fp-ts/lib/Option.js'
import { chainState } from '../../chain/preflight/chain-state.js'
import { firstRefusal } from '../../chain/preflight/preflight.js'
import type { Block } from '../../units/integer/block.js'
import type { Hotkey } from '../../units/address/hotkey.js'
import type { Ledger } from './ledger.js'
import { stakeOf } from './ledger.js'
import type { Rules, Transaction } from './subtensor-state.js'

/** The chain's name for the reason, and whether the pool refuses. Then the transaction is not included in a block. */
export interface ChainRefusal {
  readonly error: string
  readonly byPool: boolean
}

/** The refusal of a transaction in a block of the given height after a ledger, or null when it would be executed. */
export const refusalOf = (
  ledger: Ledger,
  { signer, submission }: Pick<Transaction, 'signer' | 'submission'>,
  height: number,
  rules: Rules,
): ChainRefusal | null => {
  const hotkey = signer as Hotkey
  const state = {
    ...chainState(ledger.metagraph)(hotkey),
    signer: { hotkey, stake: stakeOf(ledger, signer) },
    block: height as Block,
    ...rules,
  }
  const error = toNullable(firstRefusal(state)(submission))?.onChain
  return error === undefined ? null : { error, byPool: error.startsWith('Invalid.') }
}

/** Why the chain refuses a transaction, by the rules of `steelyard/chain`. */
import { isRight } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import { commitEpoch } from '../../chain/schedule/epoch-seen.js'
import { unrevealedIn } from '../../chain/commits/weights-ledger.js'
import type { ChainState } from '../../chain/preflight/chain-state.js'
import { chainState } from '../../chain/preflight/chain-state.js'
import { isBeforeInclusion } from '../../chain/preflight/preflight-error.js'
import { firstRefusal } from '../../chain/preflight/preflight.js'
import { preflightCommit } from '../../chain/preflight/preflight-commit.js'
import type { Block } from '../../units/integer/block.js'
import type { Hotkey } from '../../units/address/hotkey.js'
import type { Ledger } from './ledger.js'
import { clockOf, stakeOf } from './ledger.js'
import type { Runtime } from './runtime.js'
import type { Transaction } from './subtensor-state.js'

/** The chain's name for the reason, and whether the pool refuses. Then the transaction is not included in a block. */
export interface ChainRefusal {
  readonly error: string
  readonly byPool: boolean
}

const stateFor = (ledger: Ledger, signer: string, height: number, { rules: { spec }, pool_checks_rate_limit }: Runtime): ChainState => {
  const hotkey = signer as Hotkey
  return {
    ...chainState(ledger.metagraph)(hotkey),
    signer: { hotkey, stake: stakeOf(ledger, signer) },
    block: height as Block,
    spec,
    pool_checks_rate_limit,
  }
}

const errorOf = (
  ledger: Ledger,
  { signer, call }: Pick<Transaction, 'signer' | 'call'>,
  height: number,
  runtime: Runtime,
): string | undefined => {
  const state = stateFor(ledger, signer, height, runtime)
  if (call._tag === 'Set') return toNullable(firstRefusal(state)(call.submission))?.onChain
  const { commit_reveal_version, rules } = runtime
  const unrevealed = unrevealedIn(ledger, commitEpoch(clockOf(ledger, rules, height))(height), signer)
  const judged = preflightCommit({ ...state, commit_reveal_version, unrevealed, last_stored_round: ledger.pulses.last })(call.call)
  return isRight(judged) ? undefined : judged.left[0]?.onChain
}

/** The refusal of a transaction in a block of the given height after a ledger, or null when it would be executed. */
export const refusalOf = (
  ledger: Ledger,
  transaction: Pick<Transaction, 'signer' | 'call'>,
  height: number,
  runtime: Runtime,
): ChainRefusal | null => {
  const error = errorOf(ledger, transaction, height, runtime)
  return error === undefined ? null : { error, byPool: isBeforeInclusion(error) }
}

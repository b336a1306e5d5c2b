/**
 * Submits a call for weights: checks it, signs it for a few blocks, asks the runtime whether it is valid, broadcasts it, and waits for its
 * block.
 *
 * Only an answer of the runtime before the broadcast is a refusal without a block. Whatever goes wrong afterwards is `OutcomeUnknown`: the
 * call may be included all the same.
 */
import type { SubmitAnswer, WeightsCall } from '../../validator/ports.js'
import { mortalEra } from './mortal-era.js'
import type { Nonces } from './nonces.js'
import type { HeadBlock, TransactionSigner } from './papi.js'
import { quietly } from './quietly.js'
import { safeInteger } from './plain-values.js'
import { refusesCall, validityErrorName } from './refusal-name.js'
import { runtimeCall } from './runtime-call.js'
import { PALLET } from './storage-item.js'
import type { Session } from './session.js'
import { unreadable } from './subtensor-failure.js'
import { unknownOutcome, watchInclusion } from './watch-inclusion.js'
import { callValues } from './weights-arguments.js'

/** Who signs, and with which nonces. */
export interface Account {
  readonly signer: TransactionSigner
  readonly address: string
  readonly nonces: Nonces
}

/** A call, and the last block that may include it. */
export interface Submission {
  readonly call: WeightsCall
  readonly validUntil: number
  /** aborted when nobody waits for the answer any more: nothing is signed or sent from then on */
  readonly over: AbortSignal
  /** told when the transaction leaves this machine */
  readonly onSent: () => void
}

/** Nobody hears it. */
const TOO_LATE = 'the call has ended'

const notSent = (error: string): SubmitAnswer => ({ _tag: 'NotSent', error })

/** The bytes of an opaque extrinsic: without the length before them, which the runtime call writes again. */
const withoutLength = (transaction: Uint8Array): Uint8Array => transaction.subarray([1, 2, 4, 5][transaction[0]! & 3])

/** Why the runtime does not take the transaction; null where it does. */
const invalidity = async ({ api }: Session, transaction: Uint8Array, { hash }: HeadBlock): Promise<string | null> => {
  const validate = api.apis['TaggedTransactionQueue']!['validate_transaction']!
  const answer = await validate({ type: 'External' }, withoutLength(transaction), hash, { at: hash })
  if (typeof answer !== 'object' || answer === null) return unreadable('TaggedTransactionQueue.validate_transaction', 'no result')
  if (Reflect.get(answer, 'success') === true) return null
  return validityErrorName(Reflect.get(answer, 'value')) ?? unreadable('TaggedTransactionQueue.validate_transaction', 'no error')
}

/** Signs at a block. Gives null where the signer fails: its words may hold a key, so they are not told. */
const signed = async (sign: () => Promise<Uint8Array>): Promise<Uint8Array | null> => {
  try {
    return await sign()
  } catch {
    return null
  }
}

/** Submits over a session. Rejects with a `SubtensorFailure`. */
export const submitCall = async (session: Session, account: Account, submission: Submission): Promise<SubmitAnswer> => {
  const { call, validUntil, over, onSent } = submission
  const values = callValues(call)
  if (typeof values === 'string') return notSent(values)
  const at = session.head()
  const era = mortalEra(at.number, validUntil)
  if (era === null) return notSent(`no transaction can be made at block ${at.number} that ends by block ${validUntil}`)
  const release = session.client.hodlBlock(at.hash)
  over.addEventListener('abort', () => quietly(release))
  const found = runtimeCall(await session.runtimeAt(at.hash), values, call.mechanism !== undefined)
  if (typeof found === 'string') return notSent(found)
  const item = 'AccountNonceApi.account_nonce'
  const ofChain = await session.api.apis['AccountNonceApi']!['account_nonce']!(account.address, { at: at.hash })
  if (over.aborted) return notSent(TOO_LATE)
  const nonce = account.nonces.take(safeInteger(item, ofChain))
  over.addEventListener('abort', () => account.nonces.giveBack(nonce))
  const options = { at: at.hash, nonce, tip: 0n, mortality: { mortal: true, period: era.period } } as const
  const transaction = await signed(() => session.api.tx[PALLET]![found.name]!(found.args).sign(account.signer, options))
  if (transaction === null) return notSent('the call could not be signed')
  const name = await invalidity(session, transaction, at)
  if (name !== null && !refusesCall(name)) throw unknownOutcome(name)
  if (name !== null) return { _tag: 'Refused', error: name, block: null }
  if (over.aborted) return notSent(TOO_LATE)
  return await watchInclusion(session, { transaction, last: era.last }, onSent)
}

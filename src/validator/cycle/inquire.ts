/**
 * What became of a submission is found out from the chain alone, and never from an answer. A submission that isn't there is lost only when
 * no block may include it any more. Until then nothing else is sent, so there are never two inside the rate limit.
 */
import { pipe } from 'fp-ts/lib/function.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import type { When } from '../cycle.js'
import type { Next } from '../move.js'
import { andThen, log, raise, stay } from '../move.js'
import { overdue } from '../lanes/overdue.js'
import type { Network } from '../network.js'
import type { Stage } from '../stage.js'
import type { ValidatorState } from '../state.js'
import { settledAt } from '../time-by-blocks.js'
import { inquireFrom, settle } from './enter.js'
import { foundOn } from './found.js'
import { lastValid, possible } from './sound.js'
import type { Evidence } from './verdict.js'
import { verdictOf } from './verdict.js'

type Inquiring = Extract<Stage, { readonly _tag: 'Inquiring' }>

/** A chain that shows nothing of the signer, or older weights than it has confirmed, is asked again for so many blocks before it is believed. */
const PATIENT_BLOCKS = 50

/** The answer named the block `included`, and it is deep enough by now: does the chain show that it has not got the submission? */
const contradicted =
  ({ id }: WeightSubmissionRecord, included: number, { found, head, isOurs: ours }: Evidence): Next =>
  (state) =>
    found < included && ours !== true
      ? stay(state, raise({ _tag: 'ChainContradictsItself', submission: id, block: included, last_update: found, head }))
      : stay(state)

/** The commits whose reveal was awaited when a submission was decided. */
const awaitedAt = ({ decided_block }: WeightSubmissionRecord, { awaited, last }: ValidatorState): readonly WeightSubmissionRecord[] =>
  last !== null && last.reveal === 'in_force' && (last.revealed_block ?? 0) > decided_block ? [...awaited, last] : awaited

/** The chain was asked: the submission is settled, or the chain is asked again later. The subnet is null where the chain does not have it any more. */
export const inquired =
  ({ began, at }: When, { submission, error, included }: Inquiring) =>
  (network: Network | null): Next =>
  (state) => {
    const head = network?.metagraph.block ?? state.head ?? 0
    const signer = network?.signer ?? null
    const present = { head, at, began, block_seconds: state.settings.block_seconds }
    const valid_until = lastValid(submission, present)
    const confirmed = possible(state.last?.block ?? 0, present)
    const evidence: Evidence = {
      // A signer that was registered again has a new last update by that alone. And an intent that came late into the store, and was
      // never sent, may be older than weights that were confirmed since.
      last_update: Math.max(signer?.registered_at_block ?? 0, possible(submission.last_update, present), confirmed),
      valid_until,
      head,
      ...(network === null ? { found: 0, isOurs: null } : foundOn(network, submission, included, awaitedAt(submission, state))),
    }
    const settled = (outcome: Partial<WeightSubmissionRecord>): Next =>
      settle({ ...submission, ...outcome, settled_at: settledAt(at, state) }, { began, at })
    const { confirmations } = state.settings
    const verdict = verdictOf(confirmations)(evidence)
    const isDoubtful = signer === null || (signer.registered_at_block <= confirmed && signer.last_update < confirmed)
    // The block that the answer named is looked at once, when it is deep enough: a contradiction is told once.
    const isDeep = included !== null && head >= included + confirmations
    const tell: Next = isDeep ? contradicted(submission, included, evidence) : (s) => stay(s)
    const askFrom =
      (from: number): Next =>
      (s) =>
        pipe(
          stay(s, log({ _tag: 'WaitingForChain', submission: submission.id, head, until: valid_until })),
          andThen(tell),
          andThen(inquireFrom({ submission, from, error, included: isDeep ? null : included, began })),
        )
    switch (verdict._tag) {
      case 'Confirmed':
        return settled({ status: 'confirmed', block: verdict.block, error: null })(state)
      case 'Superseded':
        return pipe(
          tell(state),
          andThen(settled({ status: 'superseded', error: `other weights of this hotkey are in force since block ${verdict.block}` })),
        )
      case 'Gone':
        return isDoubtful && head <= valid_until + confirmations + PATIENT_BLOCKS
          ? pipe(state, overdue(submission), andThen(askFrom(head + 1)))
          : pipe(tell(state), andThen(settled({ status: error === null ? 'lost' : 'refused', error })))
      case 'AskAgain':
        return askFrom(verdict.at)(state)
    }
  }

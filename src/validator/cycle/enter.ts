/**
 * The ways into each stage of the cycle: the command that is given, and the stage that awaits its answer. The files of the stages say what
 * each answer leads to. They import this one, and it imports none of them.
 */
import { pipe } from 'fp-ts/lib/function.js'
import type { When } from '../cycle.js'
import type { Next } from '../move.js'
import { fenced } from '../lease.js'
import { andThen, askInStage, give, log, stay } from '../move.js'
import { nextRevealLook, upcomingOf, waitUntil, windowBefore } from '../pace.js'
import type { WeightsCall } from '../ports.js'
import type { Stage } from '../stage.js'
import type { MinerProverResultRecord, WeightSubmissionRecord } from '../../storage/tables.js'
import type { ValidatorState } from '../state.js'
import { COMMIT_VERSION } from './call-plan.js'
import type { Intent } from './intent.js'
import { intentWrites } from './intent.js'
import { settlementOf } from './outcome.js'

/** Reads the store: at the start, and when it is in doubt what the store holds. */
export const restore: Next = askInStage(
  (id) => ({ _tag: 'Restore', id }),
  (id) => ({ _tag: 'Restoring', id }),
)

/** Begins a cycle: the chain is asked whether it is time. */
export const look: Next = askInStage(
  (id) => ({ _tag: 'Inquire', id }),
  (id) => ({ _tag: 'Looking', id }),
)

/** Asks for every result of the window, since one may be late. The store keeps a result once, however often it is delivered. */
export const collect =
  ({ began, at }: When): Next =>
  (state) => {
    const since = windowBefore(at)(state)
    const gates = state.gates.map((gate) => ({ ...gate, taken: true }))
    return askInStage(
      (id) => ({ _tag: 'Collect', id, since }),
      (id) => ({ _tag: 'Collecting', id, since, began }),
    )({ ...state, gates })
  }

/** Writes the results that arrived. */
export const keep = (records: readonly MinerProverResultRecord[], { began }: When): Next =>
  askInStage(
    (id) => ({ _tag: 'Store', id, writes: [{ _tag: 'Put', table: 'miner_prover_results', records }] }),
    (id) => ({ _tag: 'Keeping', id, began }),
  )

/** Reads all that a decision needs, from the chain and the store. */
export const read =
  ({ began, at }: When): Next =>
  (state) => {
    const since = windowBefore(at)(state)
    return askInStage(
      (id) => ({ _tag: 'Read', id, since }),
      (id) => ({ _tag: 'Reading', id, began }),
    )(state)
  }

/** Encrypts what is to be committed, before the intent is written. */
export const seal =
  ({ submission, applies, profiles }: Intent, payload: string, { began }: When): Next =>
  (state) => {
    const round = submission.reveal_round ?? 0
    return askInStage(
      (id) => ({ _tag: 'Seal', id, payload, round }),
      (id) => ({ _tag: 'Sealing', id, submission, applies, profiles, began }),
    )(state)
  }

/** Writes the intent, before anything is sent. */
export const record =
  (intent: Intent, { began, at }: When): Next =>
  (state) => {
    const { submission, applies } = intent
    const [writes, renewed] = fenced(intentWrites(intent)(state), at)(state)
    return askInStage(
      (id) => ({ _tag: 'Store', id, writes }),
      (id) => ({ _tag: 'Recording', id, submission, applies, began }),
    )(renewed)
  }

/** The call that a submission is sent in. */
const callOf = (
  { uids, weights, version_key, commit, reveal_round }: WeightSubmissionRecord,
  { settings: { netuid, mechanism } }: Pick<ValidatorState, 'settings'>,
): WeightsCall => {
  const subnet = mechanism === undefined ? { netuid } : { netuid, mechanism }
  return commit === null
    ? { _tag: 'Set', ...subnet, uids, weights, version_key }
    : { _tag: 'Commit', ...subnet, commit, reveal_round: String(reveal_round), commit_reveal_version: COMMIT_VERSION }
}

/** Sends the weights. */
export const submit =
  (submission: WeightSubmissionRecord, { began }: When): Next =>
  (state) =>
    askInStage(
      (id) => ({ _tag: 'Submit', id, call: callOf(submission, state), valid_until: submission.valid_until }),
      (id) => ({ _tag: 'Submitting', id, submission, began }),
    )(state)

/** What the chain is asked about a submission, and from which block on. */
export type Inquiry = Omit<Extract<Stage, { readonly _tag: 'Inquiring' }>, '_tag' | 'id'>

/** Waits for the block from which the chain can say what became of a submission. */
export const inquireFrom =
  (inquiry: Inquiry): Next =>
  (state) =>
    stay({ ...state, stage: { _tag: 'Inquiring', id: null, ...inquiry } }, waitUntil(inquiry.from)(state))

/** Asks the chain what became of a submission. */
export const inquire = (inquiry: Inquiry): Next =>
  askInStage(
    (id) => ({ _tag: 'Inquire', id }),
    (id) => ({ _tag: 'Inquiring', id, ...inquiry }),
  )

/** Writes the outcome of a submission, with all that follows from it, in one batch. */
export const settle =
  (submission: WeightSubmissionRecord, { began, at }: When): Next =>
  (state) => {
    const [writes, renewed] = fenced(settlementOf(submission), at)(state)
    return askInStage(
      (id) => ({ _tag: 'Store', id, writes }),
      (id) => ({ _tag: 'Settling', id, submission, began }),
    )(renewed)
  }

/** Tells when the next weights come and what limits them, where that is news. */
const foretell: Next = (state) => {
  const upcoming = upcomingOf(state)
  const { head, settings } = state
  const isNews = upcoming !== null && (upcoming.block !== state.upcoming?.block || upcoming.limited_by !== state.upcoming.limited_by)
  if (!isNews || head === null || upcoming.block <= head) return stay({ ...state, upcoming })
  const minutes = Math.ceil(((upcoming.block - head) * settings.block_seconds) / 60)
  return stay({ ...state, upcoming }, log({ _tag: 'Upcoming', ...upcoming, minutes }))
}

/** Waits until the next block to be built is the block `including`, which should include weights: the head is one before it. */
export const idle =
  (including: number): Next =>
  (state) => {
    const until = Math.max(0, Math.min(including - 1, nextRevealLook(state), (state.head ?? 0) + state.settings.look_blocks))
    return pipe(foretell({ ...state, stage: { _tag: 'Idle', until } }), andThen(give(waitUntil(until)(state))))
  }

/**
 * The ways into each stage of the cycle: the command that is given, and the stage in which its answer is awaited. What the
 * answers lead to stands in files of their own.
 */
import type { MinerProfile } from '../policy/world.js'
import type { Move } from './move.js'
import { askInStage, stay } from './move.js'
import type { WriteOf } from '../storage/port.js'
import { settlementOf } from './cycle/settlement.js'
import type { Again, ValidatorState } from './state.js'
import type { ConfigChangeRecord, MinerProverResultRecord, WeightSubmissionRecord } from '../storage/tables.js'
import { readTimestamp } from '../units/time/timestamp.js'

/** What the store remembers is read, at the start and when in doubt about what it holds. */
export const restore = (state: ValidatorState): Move =>
  askInStage(
    state,
    (id) => ({ _tag: 'Restore', id }),
    (id) => ({ _tag: 'Restoring', id }),
  )

/** A cycle begins: is it time? */
export const look = (state: ValidatorState): Move =>
  askInStage(
    state,
    (id) => ({ _tag: 'Inquire', id }),
    (id) => ({ _tag: 'Looking', id }),
  )

/** Everything of the window is asked for again, since a result may be late; what is known is stored once. */
export const collect = (state: ValidatorState, since: string, began: string): Move => {
  const gates = state.gates.map((gate) => ({ ...gate, taken: true }))
  return askInStage(
    { ...state, gates },
    (id) => ({ _tag: 'Collect', id, since }),
    (id) => ({ _tag: 'Collecting', id, since, began }),
  )
}

const keepResults = (records: readonly MinerProverResultRecord[]): WriteOf<'miner_prover_results'> => ({
  _tag: 'Put',
  table: 'miner_prover_results',
  records,
})

export const keep = (state: ValidatorState, records: readonly MinerProverResultRecord[], began: string): Move =>
  askInStage(
    state,
    (id) => ({ _tag: 'Store', id, writes: [keepResults(records)] }),
    (id) => ({ _tag: 'Keeping', id, began }),
  )

export const read = (state: ValidatorState, since: string, began: string): Move =>
  askInStage(
    state,
    (id) => ({ _tag: 'Read', id, since }),
    (id) => ({ _tag: 'Reading', id, began }),
  )

const profileRecords = (netuid: number, profiles: readonly MinerProfile[]): WriteOf<'miner_gpu_profiles'> => ({
  _tag: 'Put',
  table: 'miner_gpu_profiles',
  records: profiles.map((profile) => ({ ...profile, netuid, last_updated: readTimestamp(profile.last_updated) ?? profile.last_updated })),
})

/** The intent is written before anything is sent, with the config that it was decided by and the profiles that were seen. */
export const record = (
  state: ValidatorState,
  submission: WeightSubmissionRecord,
  applies: ConfigChangeRecord | null,
  profiles: readonly MinerProfile[],
  began: string,
): Move => {
  const configs = applies === null ? [] : [...(state.config === null ? [] : [{ ...state.config, status: 'superseded' as const }]), applies]
  return askInStage(
    state,
    (id) => ({
      _tag: 'Store',
      id,
      writes: [
        { _tag: 'Add', table: 'weight_submissions', records: [submission] },
        { _tag: 'Put', table: 'config_changes', records: configs },
        profileRecords(state.settings.netuid, profiles),
      ],
    }),
    (id) => ({ _tag: 'Recording', id, submission, applies, began }),
  )
}

export const submit = (state: ValidatorState, submission: WeightSubmissionRecord, began: string): Move => {
  const { netuid, uids, weights, version_key, valid_until } = submission
  return askInStage(
    state,
    (id) => ({ _tag: 'Submit', id, submission: { netuid, uids, weights, version_key }, valid_until }),
    (id) => ({ _tag: 'Submitting', id, submission, began }),
  )
}

/** The chain is to be asked what became of a submission, once it has come to the block `from`. */
export const inquireFrom = (
  state: ValidatorState,
  submission: WeightSubmissionRecord,
  from: number,
  error: string | null,
  began: string,
): Move => stay({ ...state, stage: { _tag: 'Inquiring', id: null, submission, from, error, began } }, waitUntil(state, from))

export const inquire = (
  state: ValidatorState,
  submission: WeightSubmissionRecord,
  from: number,
  error: string | null,
  began: string,
): Move =>
  askInStage(
    state,
    (id) => ({ _tag: 'Inquire', id }),
    (id) => ({ _tag: 'Inquiring', id, submission, from, error, began }),
  )

/** The outcome is written, with all that follows from it, in one batch. */
export const settle = (state: ValidatorState, submission: WeightSubmissionRecord, began: string): Move =>
  askInStage(
    state,
    (id) => ({ _tag: 'Store', id, writes: settlementOf(submission) }),
    (id) => ({ _tag: 'Settling', id, submission, began }),
  )

/** However far away a block is, the chain is looked at once in a while. */
export const waitUntil = (
  { head, settings }: ValidatorState,
  block: number,
): { readonly _tag: 'WaitUntilBlock'; readonly block: number } => ({
  _tag: 'WaitUntilBlock',
  block: head === null ? block : Math.max(head + 1, Math.min(block, head + settings.heartbeat_blocks)),
})

/** The next look at the height, whatever is waited for. */
export const nextHeartbeat = (state: ValidatorState): { readonly _tag: 'WaitUntilBlock'; readonly block: number } =>
  waitUntil(state, Number.MAX_SAFE_INTEGER)

/** Nothing to do until a block can be built that should include weights: the head is one before it. */
export const idle = (state: ValidatorState, including: number): Move => {
  const { head, settings } = state
  const until = Math.max(0, Math.min(including - 1, (head ?? 0) + settings.look_blocks))
  return stay({ ...state, stage: { _tag: 'Idle', until } }, waitUntil(state, until))
}

/** What a wait was for. */
export const resume = (state: ValidatorState, again: Again): Move => {
  switch (again._tag) {
    case 'Restore':
      return restore(state)
    case 'Look':
      return look(state)
    case 'Inquire':
      return inquire(state, again.submission, state.head ?? 0, again.error, again.began)
    case 'Settle':
      return settle(state, again.submission, again.began)
  }
}
